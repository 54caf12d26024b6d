import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Height of a row; the stylesheet has the same number as `--row-height`. */
export const ROW_HEIGHT_PX = 40;
/** Shorter lists are drawn whole. */
export const VIRTUAL_ABOVE_ROWS = 200;

const ROWS_AROUND = 12;
const ASSUMED_HEIGHT_PX = 800;

export interface RowWindow {
  /** First row that is drawn. */
  readonly first: number;
  /** One past the last row that is drawn. */
  readonly end: number;
  /** Rows that fit in view, for the page keys. */
  readonly pageRows: number;
}

/** Tells which rows of a long list need to be drawn for where it is scrolled to. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number): RowWindow {
  const [view, setView] = useState({ top: 0, height: ASSUMED_HEIGHT_PX });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const listening = new AbortController();
    const measure = () =>
      setView({ top: element.scrollTop, height: element.clientHeight || ASSUMED_HEIGHT_PX });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener("scroll", measure, { passive: true, signal: listening.signal });
    measure();
    return () => {
      sizes.disconnect();
      listening.abort();
    };
  }, [scroller]);
  return rowWindow(count, view.top, view.height);
}

/** The pure part of {@link useRowWindow}. */
export function rowWindow(count: number, topPx: number, heightPx: number): RowWindow {
  const pageRows = Math.max(Math.floor(heightPx / ROW_HEIGHT_PX) - 1, 1);
  if (count <= VIRTUAL_ABOVE_ROWS) return { first: 0, end: count, pageRows };
  const top = Math.min(Math.floor(topPx / ROW_HEIGHT_PX), count - 1);
  return {
    first: Math.max(top - ROWS_AROUND, 0),
    end: Math.min(top + pageRows + ROWS_AROUND * 2, count),
    pageRows,
  };
}

/** Scrolls as little as needed to bring a row into view. It works for rows that are not drawn. */
export function revealRow(scroller: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT_PX;
  const bottom = top + ROW_HEIGHT_PX;
  // What lies over the end of the list is given as padding there
  const free = scroller.clientHeight - (Number.parseFloat(getComputedStyle(scroller).paddingBottom) || 0);
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + free) scroller.scrollTop = bottom - free;
}
