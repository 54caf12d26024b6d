/**
 * Writes a workbook by patching the file that was opened: what nobody touched keeps its characters, parts that nobody
 * touched keep their bytes. Who edited alone and who edited with others is saved by the same code: the file, and what the
 * shared state says differs from it.
 */
import { asPlain, type Plain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { ExportReport } from "../../adapter.ts";
import { rewritePackage } from "../../package/rewrite-package.ts";
import { cellName } from "../formula/references.ts";
import { MAPS } from "../model/entries.ts";
import { stateOf } from "../model/open-model.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import type { WorkbookState } from "../model/workbook-state.ts";
import type { Markup } from "../package/markup.ts";
import { Parts } from "../package/parts.ts";
import { columnOf } from "../package/read-cells.ts";
import { workbookPart } from "../package/read-workbook.ts";
import type { BookContext } from "./book-context.ts";
import { putValue } from "./cell-content.ts";
import { checkArrival } from "./check-arrival.ts";
import { addPart, xmlPart } from "./package-changes.ts";
import type { Computed } from "./row-elements.ts";
import { type StyleIndex, StyleWriter } from "./style-writer.ts";
import { askForCalculation, writeNamesAndViews, writeSheetList } from "./write-book.ts";
import { writeColumns } from "./write-columns.ts";
import { writeCharts, writeRelated } from "./write-related.ts";
import { writeRows } from "./write-rows.ts";
import { writeSheet } from "./write-sheet.ts";
import { type HeaderText, writeTables } from "./write-tables.ts";

export interface SaveRequest {
  /** The very file that the model stands on. */
  readonly bytes: Plain;
  readonly model: WorkbookModel;
  /** What formulas give now, for readers that do not compute. Undefined where nobody knows. */
  readonly computed?: Computed;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

function stylesOf({ parts, part }: BookContext): StyleWriter {
  const [known] = parts.related(part, "styles");
  const name = known ?? `${part.slice(0, part.lastIndexOf("/") + 1)}styles.xml`;
  if (known === undefined) {
    const bytes = xmlPart(`<styleSheet xmlns="${MAIN}"/>`);
    addPart(parts, part, { part: name, bytes, type: `${DOCUMENT}/styles`, contentType: STYLES });
  }
  const root = parts.markup(name);
  if (root === null) throw new SyntaxError("no styles");
  return new StyleWriter(root);
}

/** Opens the styles only when a look is written: a file without styles that needs none stays so. */
function lateStyles(context: BookContext): StyleIndex {
  let writer: StyleWriter | null = null;
  return {
    indexFor(base, edit) {
      if (edit.size === 0) return base;
      writer ??= stylesOf(context);
      return writer.indexFor(base, edit);
    },
  };
}

interface SheetJob extends BookContext {
  readonly sheet: SheetId;
  readonly sheetPart: string;
  readonly styles: StyleIndex;
  readonly computed: Computed;
  /** `sheet!cell` of what had to say something else than the model has. */
  readonly settled: Set<string>;
}

/** Texts that a table's header needs go into cells that lack them. */
function writeHeaders(
  { state, sheet, settled }: SheetJob,
  data: Markup,
  headers: readonly HeaderText[],
): void {
  for (const { row, column, text } of headers) {
    const line = [...data.elements("row")].find((each) => each.number("r") === row + 1);
    const name = cellName({ row, column });
    const cells = [...(line?.elements("c") ?? [])];
    const found = cells.find((each) => each.get("r") === name);
    const next = cells.find((each) => columnOf(each, -1) > column) ?? null;
    const cell = found ?? line?.add(data.make("c", { r: name }), next);
    if (cell === undefined) continue;
    putValue(cell, text);
    settled.add(`${state.nameOf(sheet)}!${name}`);
  }
}

function writeWorksheet(job: SheetJob): void {
  const { parts, state, sheet, sheetPart: part, styles, computed } = job;
  const root = parts.markup(part);
  const data = root?.child("sheetData");
  if (!root || !data) return;
  writeRows({ state, sheet, data, styles, computed });
  writeColumns(state, sheet, root);
  writeSheet({ state, sheet, root });
  if (state.baseOf(sheet) === undefined) return;
  writeRelated(parts, state, sheet, part);
  writeHeaders(job, data, writeTables({ parts, state, sheet, part, root }));
}

function write(context: BookContext, computed: Computed): ReadonlySet<string> {
  const { state, parts } = context;
  const styles = lateStyles(context);
  const settled = new Set<string>();
  const partsOf = writeSheetList(context);
  for (const { id, kind } of state.sheets.all()) {
    const sheetPart = partsOf.get(id) ?? "";
    if (kind === "worksheet") writeWorksheet({ ...context, sheet: id, sheetPart, styles, computed, settled });
  }
  if (!state.readsAsBase) writeCharts(parts, state);
  writeNamesAndViews(context);
  if (parts.changes().size > 0) askForCalculation(context);
  return settled;
}

function patched(
  bytes: Plain,
  state: WorkbookState,
  computed: Computed,
): { saved: Plain; settled: ReadonlySet<string> } {
  const parts = new Parts(bytes);
  const part = workbookPart(parts);
  const root = parts.markup(part);
  if (root === null) throw new SyntaxError("no workbook");
  const settled = write({ parts, state, part, root }, computed);
  return { saved: asPlain(rewritePackage(bytes, parts.changes())), settled };
}

const isUnchanged = (state: WorkbookState): boolean => MAPS.every((name) => state.maps[name].size === 0);

/**
 * The file with everything in it that the model says. Without an edit it is the very bytes that were opened.
 * @throws EDITOR_EXPORT_FAILED when the file cannot be patched
 */
export function saveWorkbook({ bytes, model, computed = () => undefined }: SaveRequest): {
  readonly bytes: Plain;
  readonly report: ExportReport;
} {
  const state = stateOf(model);
  if (isUnchanged(state)) return { bytes, report: { fallbacks: 0, missing: [] } };
  try {
    const { saved, settled } = patched(bytes, state, computed);
    return { bytes: saved, report: { fallbacks: 0, missing: checkArrival(saved, model, settled) } };
  } catch (cause) {
    throw new AppError("EDITOR_EXPORT_FAILED", { cause });
  }
}
