import type { IRange } from "@univerjs/core";
import type { Area } from "../formula/references.ts";

export const areaToRange = ({ top, left, bottom, right }: Area): IRange => ({
  startRow: top,
  startColumn: left,
  endRow: bottom,
  endColumn: right,
});

export const rangeToArea = ({ startRow, startColumn, endRow, endColumn }: IRange): Area => ({
  top: startRow,
  left: startColumn,
  bottom: endRow,
  right: endColumn,
});

/** One text for one area, to compare sets of them. */
export const areaKey = ({ top, left, bottom, right }: Area): string => `${top},${left},${bottom},${right}`;
