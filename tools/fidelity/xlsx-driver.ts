/** Spreadsheets: changed in the workbook model that the grid shows, written by the patch writer. */
import { Doc } from "yjs";
import type { Point } from "../../extension/editors/xlsx/formula/references.ts";
import { openModel } from "../../extension/editors/xlsx/model/open-model.ts";
import type { CellView, SheetId, WorkbookModel } from "../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../extension/editors/xlsx/save/save-workbook.ts";
import type { Plain } from "../../shared/bytes.ts";
import { type Allowed, type Driver, type OpenFile, pick, type Random, type Saved } from "./driver.ts";

type Cell = Point & CellView & { readonly sheet: SheetId };
type Edit = (model: WorkbookModel, random: Random) => boolean;

const grids = (model: WorkbookModel): SheetId[] =>
  model
    .sheets()
    .filter(({ kind }) => kind === "worksheet")
    .map(({ id }) => id);

/** Cells with a value of their own. */
const values = (model: WorkbookModel): Cell[] =>
  grids(model).flatMap((sheet) =>
    [...model.cells(sheet)]
      .filter(({ value, formula, array }) => value !== null && formula === undefined && array === undefined)
      .map((cell) => ({ ...cell, sheet })),
  );

function onCell(change: (model: WorkbookModel, cell: Cell) => void): Edit {
  return (model, random) => {
    const cell = pick(values(model), random);
    if (cell !== undefined) change(model, cell);
    return cell !== undefined;
  };
}

function onGrid(change: (model: WorkbookModel, sheet: SheetId) => void): Edit {
  return (model, random) => {
    const sheet = pick(grids(model), random);
    if (sheet !== undefined) change(model, sheet);
    return sheet !== undefined;
  };
}

const area = ({ row, column }: Point) => ({ top: row, left: column, bottom: row, right: column });

const EDITS: Readonly<Record<string, Edit>> = {
  value: onCell((model, cell) => model.setCell(cell.sheet, cell, { value: "lorem & <ipsum>" })),
  number: onCell((model, cell) => model.setCell(cell.sheet, cell, { value: 1234.5 })),
  formula: onGrid((model, sheet) =>
    model.setCell(sheet, { row: model.count(sheet, "rows"), column: 0 }, { formula: "=1+2" }),
  ),
  bold: onCell((model, cell) => model.setStyle(cell.sheet, area(cell), { isBold: !cell.style.isBold })),
  insert: onCell((model, { sheet, row }) => model.insertLines(sheet, "rows", row, 1)),
  remove: onCell((model, { sheet, row }) => model.removeLines(sheet, "rows", row, 1)),
  rename: onGrid((model, sheet) => model.renameSheet(sheet, "Lorem ipsum")),
  add: (model) => {
    model.addSheet("Dolor", 0);
    return true;
  },
};

const SHEETS = "xl/worksheets/[^/]+";
const BOOK = "xl/(workbook\\.xml|_rels/workbook\\.xml\\.rels)|\\[Content_Types\\]\\.xml";
const IN_SHEET = new RegExp(`^(${SHEETS}|xl/(styles|sharedStrings)\\.xml|${BOOK})$`);
/** Lists the names of the sheets. */
const IN_BOOK = new RegExp(`^(${SHEETS}|docProps/app\\.xml|${BOOK})$`);
/** The order in which formulas were computed; Excel makes it anew, and refuses one that names a cell without a formula. */
const ORDER = /^xl\/calcChain\.xml$/;

/** Rows that move change every row below them, and formulas anywhere that point there; a name stands in formulas too. */
const EVERYTHING = Number.POSITIVE_INFINITY;

function changes(edit: string): Allowed {
  if (/^(insert|remove|rename)$/.test(edit))
    return {
      parts: /^(xl\/|\[Content_Types\]|docProps\/app\.xml)/,
      mayGo: ORDER,
      paragraphs: 0,
      others: EVERYTHING,
    };
  if (edit === "add") return { parts: IN_BOOK, paragraphs: 0, others: 15 };
  const own = { parts: IN_SHEET, paragraphs: 0, others: 6 };
  // The cell, what is in it, its row's extent, the sheet's extent; the counts of lists of looks.
  return edit === "formula" ? { ...own, mayGo: ORDER } : own;
}

const seenCell = ({ row, column, value, formula, style }: Point & CellView): string =>
  `${row},${column} ${formula === undefined ? JSON.stringify(value) : `=${formula}`}${style.isBold ? " bold" : ""}`;

class OpenWorkbook implements OpenFile {
  readonly #bytes: Plain;
  readonly #model: WorkbookModel;

  constructor(bytes: Plain) {
    this.#bytes = bytes;
    this.#model = openModel(new Doc(), readWorkbook(bytes));
  }

  edit(name: string, random: Random): boolean {
    return EDITS[name]?.(this.#model, random) ?? false;
  }

  async save(): Promise<Saved> {
    const { bytes, report } = saveWorkbook({ bytes: this.#bytes, model: this.#model });
    return { bytes, byLibrary: null, fallbacks: report.fallbacks, hazards: 0, unplaced: report.missing };
  }

  seen(): string[] {
    return this.#model
      .sheets()
      .flatMap(({ id, name }) => [
        `sheet ${name}`,
        ...[...this.#model.cells(id)]
          .filter(({ value, formula }) => value !== null || formula !== undefined)
          .map(seenCell),
      ]);
  }
}

export const xlsxDriver: Driver = {
  kind: "xlsx",
  edits: Object.keys(EDITS),
  changes,
  open: async (bytes) => new OpenWorkbook(bytes),
};
