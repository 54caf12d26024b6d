/** What a person does to a workbook, written into the shared state. */
import type { Area, Point } from "../formula/references.ts";
import type { CellStyle } from "../package/workbook.ts";
import { isAttribute, keyOf } from "./entries.ts";
import { SHEETS } from "./line-histories.ts";
import { insertSheet, removeFrom, reorder, sheetIndex } from "./line-operations.ts";
import { lineKey, mergeKeyAt, mergesOf, overlaps } from "./line-views.ts";
import { freeName, sheetName } from "./sheet-list.ts";
import { storeFormula } from "./stored-formula.ts";
import type { Axis, CellInput, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

function cellKey(state: WorkbookState, sheet: SheetId, { row, column }: Point): string | null {
  const rowId = state.order(sheet, "rows").recordAt(row);
  const columnId = state.order(sheet, "columns").recordAt(column);
  return rowId === null || columnId === null ? null : keyOf(sheet, rowId, columnId);
}

export function setCell(state: WorkbookState, sheet: SheetId, at: Point, input: CellInput): void {
  const key = cellKey(state, sheet, at);
  if (key === null) return;
  const content =
    "formula" in input ? storeFormula(input.formula.replace(/^=/, ""), { sheet, ...at }, state) : input.value;
  state.put("cells", key, content);
}

export type StyleChange = { readonly [K in keyof CellStyle]?: CellStyle[K] | null };

export function setStyle(state: WorkbookState, sheet: SheetId, area: Area, style: StyleChange): void {
  const entries = Object.entries(style).filter(([name, value]) => isAttribute(name) && value !== undefined);
  for (let row = area.top; row <= area.bottom; row++)
    for (let column = area.left; column <= area.right; column++) {
      const key = cellKey(state, sheet, { row, column });
      if (key === null) continue;
      for (const [attribute, value] of entries) state.put("cells", keyOf(key, attribute), value);
    }
}

export function setLine(
  state: WorkbookState,
  sheet: SheetId,
  axis: Axis,
  index: number,
  setting: { readonly size: number | null } | { readonly isHidden: boolean },
): void {
  const slot = state.order(sheet, axis).slotAt(index);
  if (slot === null) return;
  if ("size" in setting) state.put("lines", lineKey(sheet, axis, slot, "size"), setting.size);
  else state.put("lines", lineKey(sheet, axis, slot, "hidden"), setting.isHidden);
}

export function unmerge(state: WorkbookState, sheet: SheetId, area: Area): void {
  for (const merge of mergesOf(state, sheet))
    if (overlaps(merge.area, area)) state.put("merges", merge.key, false);
}

export function merge(state: WorkbookState, sheet: SheetId, area: Area): void {
  const key = mergeKeyAt(state, sheet, area);
  if (key === null || (area.top === area.bottom && area.left === area.right)) return;
  unmerge(state, sheet, area);
  state.put("merges", key, true);
}

const namesTaken = (state: WorkbookState, except: SheetId | null): Set<string> =>
  new Set(state.sheets.all().flatMap(({ id, name }) => (id === except ? [] : [name.toLowerCase()])));

export function addSheet(state: WorkbookState, name: string, at: number): SheetId {
  const free = freeName(sheetName(name), namesTaken(state, null));
  const id = insertSheet(state, at);
  state.put("sheets", keyOf(id, "name"), free);
  return id;
}

export function renameSheet(state: WorkbookState, sheet: SheetId, name: string): void {
  state.put("sheets", keyOf(sheet, "name"), freeName(sheetName(name), namesTaken(state, sheet)));
}

/** The last one to be seen stays. */
export function removeSheet(state: WorkbookState, sheet: SheetId): void {
  const others = state.sheets.all().filter(({ id, isHidden }) => id !== sheet && !isHidden);
  const at = sheetIndex(state, sheet);
  if (others.length > 0 && at >= 0) removeFrom(state, SHEETS, at, 1);
}

/** `to` counts the sheets as they stand afterwards. */
export function moveSheet(state: WorkbookState, sheet: SheetId, to: number): void {
  const from = sheetIndex(state, sheet);
  if (from < 0) return;
  const order = Array.from({ length: state.lines.order(SHEETS).length }, (_, i) => i).filter(
    (i) => i !== from,
  );
  order.splice(to, 0, from);
  reorder(state, SHEETS, order);
}

export function setSheetHidden(state: WorkbookState, sheet: SheetId, isHidden: boolean): void {
  state.put("sheets", keyOf(sheet, "hidden"), isHidden);
}

export function setFrozen(state: WorkbookState, sheet: SheetId, rows: number, columns: number): void {
  const slot = (axis: Axis, count: number): string =>
    count === 0 ? "" : (state.order(sheet, axis).slotAt(count) ?? "");
  state.put("sheets", keyOf(sheet, "frozen-rows"), slot("rows", rows));
  state.put("sheets", keyOf(sheet, "frozen-columns"), slot("columns", columns));
}
