import { areaName, cellName } from "../formula/references.ts";
import {
  areaNow,
  baseCellOf,
  baseFormula,
  baseStyleOf,
  type CellSpot,
  spotsOfRow,
  usedRows,
} from "../model/cell-views.ts";
import { isFormula } from "../model/entries.ts";
import { historyKey } from "../model/line-histories.ts";
import { lineOf } from "../model/line-views.ts";
import type { LineId } from "../model/runs.ts";
import { readFormula } from "../model/stored-formula.ts";
import type { Markup } from "../package/markup.ts";
import type { BaseCell } from "../package/workbook.ts";
import { isWorthPutting, putComputed, putFormula, putValue } from "./cell-content.ts";
import { type Elements, elementsOf, numberOf, type RowsContext } from "./row-elements.ts";
import { settleGroups } from "./shared-formulas.ts";

/** An array formula goes with its area; a table of data cannot be moved by us and keeps its last results. */
function moveFormulaElement(context: RowsContext, cell: Markup, base: BaseCell, spot: CellSpot): void {
  const { state, sheet } = context;
  const element = cell.child("f");
  if (element === null || base.formula === undefined || state.readsAsBase) return;
  // Still shared: then none of the sheet's formulas reads differently.
  if (element.get("t") === "shared") return;
  const formula = baseFormula(state, sheet, base, spot);
  if (element.text !== formula) element.text = formula;
  if (base.array === undefined) return;
  const area = areaNow(state, sheet, base.array);
  element.set("ref", area === null ? null : areaName(area));
  if (area === null) element.set("t", null);
}

function writeCell(
  context: RowsContext,
  spot: CellSpot,
  found: Markup | undefined,
  row: Markup,
): Markup | null {
  const { state, sheet, styles, computed } = context;
  const edit = state.edits.at(sheet, spot.rowId, spot.columnId);
  const base = baseCellOf(state.baseOf(sheet), spot);
  const inFile = found === undefined ? baseStyleOf(state, sheet, spot) : (base?.style ?? 0);
  const style = edit === undefined ? inFile : styles.indexFor(inFile, edit.style);
  if (found === undefined && style === 0 && (edit?.content ?? null) === null) return null;
  const cell = found ?? row.make("c");
  cell.set("r", cellName(spot));
  if (style !== (cell.number("s") ?? 0)) cell.set("s", style === 0 ? null : style);
  const result = computed(sheet, spot.row, spot.column);
  if (isFormula(edit?.content)) {
    putFormula(cell, readFormula(edit.content, { sheet, row: spot.row, column: spot.column }, state), result);
  } else if (edit?.content !== undefined) putValue(cell, edit.content);
  else if (base?.formula !== undefined) {
    moveFormulaElement(context, cell, base, spot);
    if (isWorthPutting(base.value, result)) putComputed(cell, result);
  }
  return cell;
}

/** Height and visibility belong to the place, so they stay when contents change places. */
function writeLine({ state, sheet }: RowsContext, row: Markup, index: number): void {
  const slot = state.order(sheet, "rows").slotAt(index);
  if (slot === null) return;
  const { size, isHidden } = lineOf(state, sheet, "rows", slot);
  if (size !== row.number("ht")) row.set("ht", size).set("customHeight", size === null ? null : 1);
  if (isHidden !== row.flag("hidden")) row.set("hidden", isHidden ? 1 : null);
}

function newRow(context: RowsContext, rowId: LineId): Markup {
  const { state, sheet, data } = context;
  const like = state.lines.baseNumber(historyKey(sheet, "rows"), rowId);
  const style = like === null ? 0 : (state.baseOf(sheet)?.rows.get(like)?.style ?? 0);
  const row = data.make("row");
  if (style !== 0 && numberOf(rowId, "r") === null) row.set("s", style).set("customFormat", 1);
  return row;
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

interface UsedRow {
  readonly rowId: LineId;
  readonly row: number;
}

function writeRow(context: RowsContext, at: UsedRow, elements: Elements): Markup[] {
  const number = numberOf(at.rowId, "r");
  const rows = number === null ? [] : [...(elements.rows.get(number) ?? [])];
  const inFile = number === null ? new Map<number, Markup>() : elements.cellsOf(number);
  const main = rows[0] ?? newRow(context, at.rowId);
  const cells = [...spotsOfRow(context.state, context.sheet, at)].flatMap(
    (spot) => writeCell(context, spot, inFile.get(numberOf(spot.columnId, "c") ?? -1), main) ?? [],
  );
  for (const row of rows.length === 0 ? [main] : rows) row.set("r", at.row + 1);
  writeLine(context, main, at.row);
  if (rows.length === 0) main.replaceChildren(cells);
  if (rows.length === 0) return keepsAnything(main) ? [main] : [];
  // Cells of a row that is there twice stay where they are, unless one comes or goes.
  if (
    isSame(
      cells,
      rows.flatMap((row) => [...row.elements("c")]),
    )
  )
    return rows;
  main.replaceChildren(cells);
  main.set("spans", null);
  return [main];
}

const keepsAnything = (row: Markup): boolean =>
  row.children.length > 0 || [...row.attributes()].some(({ name }) => name !== "r");

/** Rows that have a size or are hidden and hold nothing: the size stays where it is when contents change places. */
function sizedRows({ state, sheet }: RowsContext, used: ReadonlySet<LineId>): UsedRow[] {
  const order = state.order(sheet, "rows");
  const set = [...state.maps.lines.keys()].map((key) => key.split("|"));
  const slots = new Set(
    set.filter(([of, letter]) => of === sheet && letter === "r").map(([, , slot]) => slot ?? ""),
  );
  for (const [number, { height, isHidden }] of state.baseOf(sheet)?.rows ?? [])
    if (height !== undefined || isHidden) slots.add(`r${number}`);
  return [...slots].flatMap((slot) => {
    const place = order.place(slot);
    const rowId = place?.isLive ? order.recordAt(place.index) : null;
    return place === null || rowId === null || used.has(rowId) ? [] : [{ rowId, row: place.index }];
  });
}

/** Nothing in the row can differ from the file. */
function isUntouched({ state, sheet }: RowsContext, at: UsedRow, hasOwnOrder: boolean): boolean {
  return !hasOwnOrder && state.readsAsBase && state.edits.row(sheet, at.rowId) === undefined;
}

/** Puts `sheetData` in step with the model. Rows and cells that are the same keep their characters. */
export function writeRows(context: RowsContext): void {
  const { state, sheet, data } = context;
  const elements = elementsOf(data);
  settleGroups(context, elements);
  const hasOwnOrder = !state.order(sheet, "rows").isBase || !state.order(sheet, "columns").isBase;
  const used = usedRows(state, sheet);
  const sized = sizedRows(context, new Set(used.map(({ rowId }) => rowId)));
  const rows = [...used, ...sized]
    .sort((a, b) => a.row - b.row)
    .flatMap((at) => {
      const number = numberOf(at.rowId, "r");
      const inFile = number === null ? [] : (elements.rows.get(number) ?? []);
      return inFile.length > 0 && isUntouched(context, at, hasOwnOrder) && !hasResults(context, at)
        ? inFile.map((row) => resized(context, row, at))
        : writeRow(context, at, elements);
    });
  if (!isSame(rows, [...data.elements("row")])) data.replaceChildren(rows);
}

function resized(context: RowsContext, row: Markup, at: UsedRow): Markup {
  if (context.state.maps.lines.size > 0) writeLine(context, row, at.row);
  return row;
}

/** A formula of the row computes to something else than the file says. */
function hasResults({ state, sheet, computed }: RowsContext, { rowId, row }: UsedRow): boolean {
  const cells =
    state.baseOf(sheet)?.rows.get(numberOf(rowId, "r") ?? -1)?.cells ?? new Map<number, BaseCell>();
  return [...cells].some(
    ([column, cell]) =>
      cell.formula !== undefined && isWorthPutting(cell.value, computed(sheet, row, column)),
  );
}
