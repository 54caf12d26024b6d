import type { Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";
import { cellRange, type Selection } from "./selection.ts";

const PAGE_ROWS = 25;
const MOVING: ReadonlySet<string> = new Set(["Home", "End", "PageDown", "PageUp"]);

interface Extent {
  /** The last row and column with anything in them. */
  readonly last: Point;
  /** The last row that there is. */
  readonly rowMax: number;
}

/** Where a key leads from a cell; null for keys that are none of ours. The grid has no keys of its own for these. */
export function destination(event: KeyboardEvent, at: Point, { last, rowMax }: Extent): Point | null {
  const isJump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "Home":
      return isJump ? { row: 0, column: 0 } : { row: at.row, column: 0 };
    case "End":
      return isJump ? last : { row: at.row, column: last.column };
    case "PageDown":
      return isJump ? null : { row: Math.min(rowMax, at.row + PAGE_ROWS), column: at.column };
    case "PageUp":
      return isJump ? null : { row: Math.max(0, at.row - PAGE_ROWS), column: at.column };
    default:
      return null;
  }
}

export interface MovingKeysOptions {
  readonly element: HTMLElement;
  readonly grid: Grid;
  readonly selection: Selection;
  /** A cell's text is being written: there these keys move in the text. */
  isWriting(): boolean;
  readonly signal: AbortSignal;
}

/** Home, End, Page Up and Page Down, also with Ctrl and with Shift. */
export function listenForMovingKeys({
  element,
  grid,
  selection,
  isWriting,
  signal,
}: MovingKeysOptions): void {
  const onKey = (event: KeyboardEvent): void => {
    // All others must not wait until it is known where the cells end
    if (!MOVING.has(event.key)) return;
    const now = selection.get();
    const sheet = grid.book.getActiveSheet();
    if (now === null || !sheet || event.altKey || isWriting() || isTextField(event.target)) return;
    const last = { row: sheet.getLastRowWithContent(), column: sheet.getLastColumnWithContent() };
    const to = destination(event, now.cell, { last, rowMax: sheet.getRowCount() - 1 });
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    selection.set(now.sheet, event.shiftKey ? spanning(now.cell, to) : cellRange(to));
  };
  element.addEventListener("keydown", onKey, { capture: true, signal });
}

const spanning = (a: Point, b: Point) => ({
  startRow: Math.min(a.row, b.row),
  endRow: Math.max(a.row, b.row),
  startColumn: Math.min(a.column, b.column),
  endColumn: Math.max(a.column, b.column),
});

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select");
