/** Cells as they are now: the file's, with what people changed put over. */
import type { Area, Point } from "../formula/references.ts";
import type { BaseCell, BaseSheet, CellStyle } from "../package/workbook.ts";
import type { CellEdit } from "./edits.ts";
import { isFormula, type StoredFormula } from "./entries.ts";
import { historyKey } from "./line-histories.ts";
import { idParts, type LineId } from "./runs.ts";
import { readFormula, storeFormula } from "./stored-formula.ts";
import type { Axis, CellView, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

/** Formulas of the file with ids, worked out once. */
const baseFormulas = new WeakMap<BaseCell, StoredFormula>();

const baseNumber = (id: LineId, prefix: string): number | null => {
  const parts = idParts(id);
  return parts?.prefix === prefix ? parts.number : null;
};

/** A cell's records and where they are. */
export interface CellSpot extends Point {
  readonly rowId: LineId;
  readonly columnId: LineId;
}

export function spotAt(state: WorkbookState, sheet: SheetId, { row, column }: Point): CellSpot | null {
  const rowId = state.order(sheet, "rows").recordAt(row);
  const columnId = state.order(sheet, "columns").recordAt(column);
  return rowId === null || columnId === null ? null : { row, column, rowId, columnId };
}

export function baseCellOf(base: BaseSheet | undefined, { rowId, columnId }: CellSpot): BaseCell | undefined {
  const [row, column] = [baseNumber(rowId, "r"), baseNumber(columnId, "c")];
  return row === null || column === null ? undefined : base?.rows.get(row)?.cells.get(column);
}

/** The look that the file gives to the place: its cell's, else its row's, else its column's. New lines look like their neighbour. */
export function baseStyleOf(state: WorkbookState, sheet: SheetId, { rowId, columnId }: CellSpot): number {
  const base = state.baseOf(sheet);
  if (base === undefined) return 0;
  const row = state.lines.baseNumber(historyKey(sheet, "rows"), rowId);
  const column = state.lines.baseNumber(historyKey(sheet, "columns"), columnId);
  const inRow = row === null ? undefined : base.rows.get(row);
  const cell = column === null ? undefined : inRow?.cells.get(column);
  if (cell !== undefined) return cell.style;
  if (inRow !== undefined && inRow.style !== 0) return inRow.style;
  return (
    base.columns.find(({ first, last }) => column !== null && first <= column && column <= last)?.style ?? 0
  );
}

function styleOf(
  state: WorkbookState,
  sheet: SheetId,
  spot: CellSpot,
  edit: CellEdit | undefined,
): CellStyle {
  const base = state.workbook.styles[baseStyleOf(state, sheet, spot)] ?? {};
  if (edit === undefined || edit.style.size === 0) return base;
  const style: Record<string, unknown> = { ...base };
  for (const [attribute, value] of edit.style)
    if (value === null) delete style[attribute];
    else style[attribute] = value;
  return style;
}

/** A formula of the file as it reads today at the given place. */
export function baseFormula(state: WorkbookState, sheet: SheetId, cell: BaseCell, spot: CellSpot): string {
  const text = cell.formula ?? "";
  if (state.readsAsBase) return text;
  const home = { sheet, row: baseNumber(spot.rowId, "r") ?? 0, column: baseNumber(spot.columnId, "c") ?? 0 };
  const stored = baseFormulas.get(cell) ?? storeFormula(text, home, state.baseScope);
  baseFormulas.set(cell, stored);
  return readFormula(stored, { sheet, row: spot.row, column: spot.column }, state);
}

/** Where an area of the file is today; null when nothing is left of it. */
export function areaNow(state: WorkbookState, sheet: SheetId, area: Area): Area | null {
  const ends = (axis: Axis, prefix: string, first: number, last: number): [number, number] | null => {
    const order = state.order(sheet, axis);
    const [from, to] = [order.place(prefix + first), order.place(prefix + last)];
    if (from === null || to === null) return null;
    const end = to.isLive ? to.index : to.index - 1;
    return end < from.index ? null : [from.index, end];
  };
  const rows = ends("rows", "r", area.top, area.bottom);
  const columns = ends("columns", "c", area.left, area.right);
  if (rows === null || columns === null) return null;
  return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
}

export function viewOf(state: WorkbookState, sheet: SheetId, spot: CellSpot): CellView {
  const edit = state.edits.at(sheet, spot.rowId, spot.columnId);
  const style = styleOf(state, sheet, spot, edit);
  if (edit?.content !== undefined) {
    if (!isFormula(edit.content)) return { value: edit.content, style };
    return { value: null, formula: readFormula(edit.content, { sheet, ...pointOf(spot) }, state), style };
  }
  const cell = baseCellOf(state.baseOf(sheet), spot);
  if (cell === undefined) return { value: null, style };
  const array = cell.array === undefined ? null : areaNow(state, sheet, cell.array);
  return {
    value: cell.value,
    ...(cell.isError ? { isError: true } : {}),
    ...(cell.formula === undefined ? {} : { formula: baseFormula(state, sheet, cell, spot) }),
    ...(array === null ? {} : { array }),
    style,
  };
}

const pointOf = ({ row, column }: Point): Point => ({ row, column });

export function cellAt(state: WorkbookState, sheet: SheetId, at: Point): CellView {
  const spot = spotAt(state, sheet, at);
  return spot === null ? { value: null, style: {} } : viewOf(state, sheet, spot);
}

/** Ids of inserted lines: only they have no number in the file. */
function insertedIds(state: WorkbookState, sheet: SheetId, axis: Axis): LineId[] {
  const order = state.order(sheet, axis);
  if (order.isBase) return [];
  const prefix = axis === "rows" ? "r" : "c";
  return [...order.runs()]
    .filter(([each]) => each !== prefix)
    .flatMap(([each, from, count]) => Array.from({ length: count }, (_, i) => each + (from + i)));
}

/** Records of rows with anything in them, with their positions, in order. */
export function usedRows(state: WorkbookState, sheet: SheetId): { rowId: LineId; row: number }[] {
  const order = state.order(sheet, "rows");
  const base = state.baseOf(sheet);
  const ids = new Set<LineId>([...(base?.rows.keys() ?? [])].map((row) => `r${row}`));
  for (const id of state.edits.rows(sheet).keys()) ids.add(id);
  for (const id of insertedIds(state, sheet, "rows")) ids.add(id);
  return [...ids]
    .map((rowId) => ({ rowId, row: order.indexOf(rowId) ?? -1 }))
    .filter(({ row }) => row >= 0)
    .sort((a, b) => a.row - b.row);
}

/** The cells of a row that are there: in the file, changed, or new and looking like a neighbour. */
export function* spotsOfRow(
  state: WorkbookState,
  sheet: SheetId,
  at: { readonly rowId: LineId; readonly row: number },
): Generator<CellSpot> {
  const order = state.order(sheet, "columns");
  const like = state.lines.baseNumber(historyKey(sheet, "rows"), at.rowId);
  const base = like === null ? undefined : state.baseOf(sheet)?.rows.get(like);
  const ids = new Set<LineId>([...(base?.cells.keys() ?? [])].map((column) => `c${column}`));
  for (const id of state.edits.row(sheet, at.rowId)?.keys() ?? []) ids.add(id);
  if (base !== undefined) for (const id of insertedIds(state, sheet, "columns")) ids.add(id);
  const spots = [...ids].map((columnId) => ({ ...at, columnId, column: order.indexOf(columnId) ?? -1 }));
  yield* spots.filter(({ column }) => column >= 0).sort((a, b) => a.column - b.column);
}

export function* cells(state: WorkbookState, sheet: SheetId): Generator<Point & CellView> {
  for (const row of usedRows(state, sheet))
    for (const spot of spotsOfRow(state, sheet, row))
      yield { ...pointOf(spot), ...viewOf(state, sheet, spot) };
}

export function* formulas(
  state: WorkbookState,
  sheet: SheetId,
): Generator<Point & { readonly formula: string }> {
  const base = state.baseOf(sheet);
  for (const row of usedRows(state, sheet))
    for (const spot of spotsOfRow(state, sheet, row)) {
      const content = state.edits.at(sheet, spot.rowId, spot.columnId)?.content;
      if (isFormula(content))
        yield { ...pointOf(spot), formula: readFormula(content, { sheet, ...pointOf(spot) }, state) };
      const cell = content === undefined ? baseCellOf(base, spot) : undefined;
      if (cell?.formula !== undefined)
        yield { ...pointOf(spot), formula: baseFormula(state, sheet, cell, spot) };
    }
}
