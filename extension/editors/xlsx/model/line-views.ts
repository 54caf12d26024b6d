import type { Area } from "../formula/references.ts";
import type { BaseSheet } from "../package/workbook.ts";
import { areaNow } from "./cell-views.ts";
import { keyOf, partsOf } from "./entries.ts";
import { historyKey } from "./line-histories.ts";
import { idParts, type LineId } from "./runs.ts";
import type { Axis, LineView, SheetId } from "./workbook-model.ts";
import type { WorkbookState } from "./workbook-state.ts";

export const axisLetter = (axis: Axis): "r" | "c" => (axis === "rows" ? "r" : "c");

export const lineKey = (sheet: SheetId, axis: Axis, slot: LineId, what: "size" | "hidden"): string =>
  keyOf(sheet, axisLetter(axis), slot, what);

function baseLine(base: BaseSheet | undefined, axis: Axis, number: number | null): LineView {
  if (base === undefined || number === null) return { size: null, isHidden: false };
  if (axis === "rows") {
    const row = base.rows.get(number);
    return { size: row?.height ?? null, isHidden: row?.isHidden ?? false };
  }
  const columns = base.columns.find(({ first, last }) => first <= number && number <= last);
  return { size: columns?.width ?? null, isHidden: columns?.isHidden ?? false };
}

/** Size and visibility of a slot; a new line has its neighbour's size and is never hidden. */
export function lineOf(state: WorkbookState, sheet: SheetId, axis: Axis, slot: LineId): LineView {
  const base = baseLine(state.baseOf(sheet), axis, state.lines.baseNumber(historyKey(sheet, axis), slot));
  const isOwn = idParts(slot)?.prefix === axisLetter(axis);
  const size = state.maps.lines.get(lineKey(sheet, axis, slot, "size"));
  const hidden = state.maps.lines.get(lineKey(sheet, axis, slot, "hidden"));
  return {
    size: typeof size === "number" && size >= 0 ? size : size === null ? null : base.size,
    isHidden: typeof hidden === "boolean" ? hidden : isOwn && base.isHidden,
  };
}

/** Rows and columns that stay in view: up to the slot that is the first to scroll. */
export function frozenOf(
  state: WorkbookState,
  sheet: SheetId,
): { readonly rows: number; readonly columns: number } {
  const base = state.baseOf(sheet)?.frozen ?? { rows: 0, columns: 0 };
  const count = (axis: Axis, inFile: number): number => {
    const set = state.maps.sheets.get(keyOf(sheet, `frozen-${axis}`));
    const slot = typeof set === "string" ? set : `${axisLetter(axis)}${inFile}`;
    return slot === "" ? 0 : (state.order(sheet, axis).place(slot)?.index ?? 0);
  };
  return { rows: count("rows", base.rows), columns: count("columns", base.columns) };
}

/** The four slots of a merge's corners make its key. */
const mergeKey = (sheet: SheetId, corners: readonly LineId[]): string => keyOf(sheet, ...corners);

const baseCorners = ({ top, left, bottom, right }: Area): LineId[] => [
  `r${top}`,
  `c${left}`,
  `r${bottom}`,
  `c${right}`,
];

export function mergeKeyAt(state: WorkbookState, sheet: SheetId, area: Area): string | null {
  const [rows, columns] = [state.order(sheet, "rows"), state.order(sheet, "columns")];
  const corners = [
    rows.slotAt(area.top),
    columns.slotAt(area.left),
    rows.slotAt(area.bottom),
    columns.slotAt(area.right),
  ];
  return corners.some((each) => each === null)
    ? null
    : mergeKey(
        sheet,
        corners.filter((each) => each !== null),
      );
}

function cornersNow(
  state: WorkbookState,
  sheet: SheetId,
  [top, left, bottom, right]: readonly LineId[],
): Area | null {
  const ends = (axis: Axis, first: LineId, last: LineId): [number, number] | null => {
    const [from, to] = [state.order(sheet, axis).place(first), state.order(sheet, axis).place(last)];
    const end = to === null ? -1 : to.isLive ? to.index : to.index - 1;
    return from === null || end < from.index ? null : [from.index, end];
  };
  const rows = ends("rows", top ?? "", bottom ?? "");
  const columns = ends("columns", left ?? "", right ?? "");
  if (rows === null || columns === null) return null;
  return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
}

export const overlaps = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

const isOneCell = ({ top, left, bottom, right }: Area): boolean => top === bottom && left === right;

export interface KeyedMerge {
  readonly key: string;
  readonly area: Area;
}

/** Areas that are merged now. Of two that two people made over each other, the one with the smaller key stays. */
export function mergesOf(state: WorkbookState, sheet: SheetId): KeyedMerge[] {
  const inFile = (state.baseOf(sheet)?.merges ?? []).map((area) => ({
    key: mergeKey(sheet, baseCorners(area)),
    area: areaNow(state, sheet, area),
  }));
  const added = [...state.maps.merges.entries()]
    .filter(([key, value]) => value === true && key.startsWith(`${sheet}|`))
    .map(([key]) => ({ key, area: cornersNow(state, sheet, partsOf(key).slice(1)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const kept: KeyedMerge[] = [];
  const addedKeys = new Set(added.map(({ key }) => key));
  for (const { key, area } of inFile)
    if (area !== null && !isOneCell(area) && !addedKeys.has(key) && state.maps.merges.get(key) !== false)
      kept.push({ key, area });
  for (const { key, area } of added)
    if (area !== null && !isOneCell(area) && !kept.some((each) => overlaps(each.area, area)))
      kept.push({ key, area });
  return kept;
}
