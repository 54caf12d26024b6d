import { COLUMNS_MAX, ROWS_MAX } from "../formula/references.ts";
import type { Axis, WorkbookModel } from "../model/workbook-model.ts";
import type { Anchor, BaseSheet } from "../package/workbook.ts";
import { defaultColumnPx } from "./default-sizes.ts";
import { columnPx, EMU_PER_PX, emuPx, rowPx } from "./sizes.ts";

/** Behind these, lines count as of the default size: nobody waits for what hangs a million rows further down. */
const LINES_READ = 65_536;

type Corner = Anchor["from"];

/** Pixels from the sheet's corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the cells are today that something hangs on. Of deleted ones, where the next are. */
export function anchorNow(model: WorkbookModel, sheet: BaseSheet, anchor: Anchor): Anchor {
  const corner = ({ row, column, x, y }: Corner): Corner => ({
    row: Math.min(ROWS_MAX - 1, model.lineNow(sheet.id, "rows", row)),
    column: Math.min(COLUMNS_MAX - 1, model.lineNow(sheet.id, "columns", column)),
    x,
    y,
  });
  const { from, to, size } = anchor;
  return { from: corner(from), ...(to && { to: corner(to) }), ...(size && { size }) };
}

/** Pixels from the sheet's corner to where lines begin. */
export interface LineStarts {
  left(column: number): number;
  top(row: number): number;
}

/** Of the sheet as it is now. Each line is looked at once, however many drawings hang on it or behind it. */
export function lineStarts(model: WorkbookModel, sheet: BaseSheet): LineStarts {
  const of = (axis: Axis, sizePx: (size: number | null) => number) => {
    const starts = [0];
    return (index: number): number => {
      const read = Math.min(index, LINES_READ);
      for (let at = starts.length - 1; at < read; at++) {
        const { size, isHidden } = model.lineAt(sheet.id, axis, at);
        starts.push((starts[at] ?? 0) + (isHidden ? 0 : sizePx(size)));
      }
      return (starts[read] ?? 0) + (index - read) * sizePx(null);
    };
  };
  return {
    left: of("columns", (size) => (size === null ? defaultColumnPx(sheet) : columnPx(size))),
    top: of("rows", (size) => rowPx(size ?? sheet.defaultRowHeight)),
  };
}

/** Where something that hangs on cells lies on the sheet. */
export function boxOf(starts: LineStarts, { from, to, size }: Anchor): Box {
  const placeOf = ({ row, column, x, y }: Corner) => ({
    left: starts.left(column) + emuPx(x),
    top: starts.top(row) + emuPx(y),
  });
  const { left, top } = placeOf(from);
  const end = to && placeOf(to);
  const width = end ? end.left - left : emuPx(size?.width ?? 0);
  const height = end ? end.top - top : emuPx(size?.height ?? 0);
  return { left, top, width: Math.max(1, width), height: Math.max(1, height) };
}

/** The corner at a place of the sheet: which cell it lies in, and how far inside. */
export function cornerAt(starts: LineStarts, { left, top }: Pick<Box, "left" | "top">): Corner {
  const [column, x] = lineAt(left, starts.left, COLUMNS_MAX);
  const [row, y] = lineAt(top, starts.top, ROWS_MAX);
  return { row, column, x: x * EMU_PER_PX, y: y * EMU_PER_PX };
}

/** Which line a place lies in, and how far behind its start. Sizes are never negative, so that halving finds it. */
function lineAt(place: number, startOf: (index: number) => number, count: number): [number, number] {
  let [low, high] = [0, 1];
  while (high < count && startOf(high) <= place) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (startOf(middle) <= place) low = middle;
    else high = middle;
  }
  return [low, place - startOf(low)];
}
