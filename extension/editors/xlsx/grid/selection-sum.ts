import { CellValueType, type IRange } from "@univerjs/core";
import type { Grid } from "./grid.ts";

export interface SelectionSum {
  /** Cells that hold something. */
  readonly cells: number;
  readonly numbers: { readonly count: number; readonly sum: number };
}

/** Counts and adds up what stands in a range. */
export function sumOf(grid: Grid, sheet: string, range: IRange): SelectionSum {
  let cells = 0;
  let count = 0;
  let sum = 0;
  const matrix = grid.sheet(sheet)?.getCellMatrix();
  matrix?.forValue((row, column, cell) => {
    if (row < range.startRow || row > range.endRow || column < range.startColumn || column > range.endColumn)
      return;
    const value = cell?.v;
    if (value === undefined || value === null || value === "") return;
    cells++;
    if (typeof value !== "number" || cell?.t === CellValueType.BOOLEAN) return;
    count++;
    sum += value;
  });
  return { cells, numbers: { count, sum } };
}
