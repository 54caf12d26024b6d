import type { BaseSheet } from "../package/workbook.ts";
import { columnPx, rowPx } from "./sizes.ts";

/** Of the letters over the columns and the numbers beside the rows. What hangs on cells is counted from behind them. */
export const HEADERS_PX = { width: 46, height: 20 };

const DEFAULT_ROW_POINTS = 15;
const DEFAULT_COLUMN_PX = 72;

/** A sheet that is not of the file has nothing to say about its sizes. */
export const defaultRowPx = (base: BaseSheet | undefined): number =>
  rowPx(base?.defaultRowHeight ?? DEFAULT_ROW_POINTS);

export const defaultColumnPx = (base: BaseSheet | undefined): number =>
  base?.defaultColumnWidth ? columnPx(base.defaultColumnWidth) : DEFAULT_COLUMN_PX;
