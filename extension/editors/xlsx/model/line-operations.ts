import { keyOf, partsOf } from "./entries.ts";
import { type HistoryKey, historyKey, SHEETS } from "./line-histories.ts";
import { batchPrefix } from "./line-order.ts";
import { lineKey } from "./line-views.ts";
import { type LineId, runsOf } from "./runs.ts";
import type { Axis, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

/** @returns the new lines' ids */
export function insertInto(state: WorkbookState, key: HistoryKey, at: number, count: number): LineId[] {
  const order = state.lines.order(key);
  const place = Math.min(at, order.length);
  const batch = state.newId();
  const birth = {
    after: place === 0 ? "" : (order.slotAt(place - 1) ?? ""),
    count,
    time: state.lines.nextTime(),
    like: place === 0 ? "" : (order.recordAt(place - 1) ?? ""),
  };
  state.put("births", keyOf(key, batch), birth);
  state.put("marks", keyOf(key, "live", batch), 1);
  return Array.from({ length: count }, (_, i) => batchPrefix(batch) + i);
}

export function removeFrom(state: WorkbookState, key: HistoryKey, at: number, count: number): void {
  const order = state.lines.order(key);
  const death = {
    slots: runsOf(order.idsFrom(at, count, "slots")),
    records: runsOf(order.idsFrom(at, count, "records")),
  };
  if (death.slots.length > 0) state.put("marks", keyOf(key, "dead", state.newId()), death);
}

/** The records at `from`, in this order, into the slots that they hold together. */
export function reorder(state: WorkbookState, key: HistoryKey, from: readonly number[]): void {
  const order = state.lines.order(key);
  const records = from.map((index) => order.recordAt(index)).filter((id) => id !== null);
  const isSame = from.every((index, i) => i === 0 || index > (from[i - 1] ?? 0));
  if (isSame || new Set(records).size !== from.length) return;
  const move = { time: state.lines.nextTime(), records: runsOf(records) };
  state.put("marks", keyOf(key, "move", state.newId()), move);
}

/** What people changed of the neighbour's looks goes over to the new lines; what it has from the file, they have anyway. */
function copyLooks(
  state: WorkbookState,
  sheet: SheetId,
  axis: Axis,
  like: LineId,
  made: readonly LineId[],
): void {
  for (const [rowId, cells] of state.edits.rows(sheet))
    for (const [columnId, { style }] of [...cells]) {
      if ((axis === "rows" ? rowId : columnId) !== like) continue;
      for (const id of made)
        for (const [attribute, value] of style) {
          const place = axis === "rows" ? [id, columnId] : [rowId, id];
          state.put("cells", keyOf(sheet, ...place, attribute), value);
        }
    }
  const size = state.maps.lines.get(lineKey(sheet, axis, like, "size"));
  if (typeof size === "number")
    for (const id of made) state.put("lines", lineKey(sheet, axis, id, "size"), size);
}

export function insertLines(
  state: WorkbookState,
  sheet: SheetId,
  axis: Axis,
  at: number,
  count: number,
): void {
  const like = at === 0 ? null : state.order(sheet, axis).recordAt(at - 1);
  const made = insertInto(state, historyKey(sheet, axis), at, count);
  if (like !== null) copyLooks(state, sheet, axis, like, made);
}

/** A new sheet is a line among the sheets. Its id is that of the line. */
export function insertSheet(state: WorkbookState, at: number): SheetId {
  const [id = ""] = insertInto(state, SHEETS, at, 1);
  return id;
}

/** Where a sheet's line is among all that are alive, hidden ones counted. */
export const sheetIndex = (state: WorkbookState, sheet: SheetId): number =>
  state.lines.order(SHEETS).indexOf(sheet) ?? -1;

export const sheetOfKey = (key: string): SheetId => partsOf(key)[0] ?? "";
