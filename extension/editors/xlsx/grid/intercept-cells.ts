import { type ICellDataForSheetInterceptor, InterceptorEffectEnum, type Nullable } from "@univerjs/core";
import { INTERCEPTOR_POINT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import type { Point } from "../formula/references.ts";
import type { Grid } from "./grid.ts";

/** What a cell is shown with beside what stands in it. */
export type CellLooks = Pick<ICellDataForSheetInterceptor, "interceptorStyle" | "customRender">;

interface Drawn extends Point {
  /** The grid's name of it. */
  readonly sheet: string;
  readonly cell: Nullable<ICellDataForSheetInterceptor>;
}

/** Behind the grid's own, which show numbers in their formats. */
const PRIORITY = 8;

/** Lets cells look otherwise than they are, without changing them. Asked for each cell that is drawn: null as often as possible. */
export function interceptCells(grid: Grid, looksOf: (drawn: Drawn) => CellLooks | null): () => void {
  const service = grid.univer.__getInjector().get(SheetInterceptorService);
  const intercepting = service.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: PRIORITY,
    handler: (cell, { unitId, subUnitId, row, col, rawData }, next) => {
      const looks = unitId === grid.unit ? looksOf({ sheet: subUnitId, row, column: col, cell }) : null;
      if (looks === null) return next(cell);
      const shown = cell === rawData || !cell ? { ...rawData } : cell;
      const { interceptorStyle, customRender } = looks;
      if (interceptorStyle) shown.interceptorStyle = { ...shown.interceptorStyle, ...interceptorStyle };
      if (customRender) shown.customRender = [...(shown.customRender ?? []), ...customRender];
      return next(shown);
    },
  });
  return () => intercepting.dispose();
}
