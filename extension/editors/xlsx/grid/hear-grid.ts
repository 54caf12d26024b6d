import type { IObjectMatrixPrimitiveType, IRange } from "@univerjs/core";
import type { Point } from "../formula/references.ts";
import type { Axis } from "../model/workbook-model.ts";
import type { GridMutation } from "./grid.ts";

/** What a mutation of the grid means to the model. Where only a place is named, the grid is asked how it is there now. */
export type Heard =
  | {
      readonly kind: "lines";
      readonly axis: Axis;
      readonly step: "insert" | "remove";
      readonly at: number;
      readonly count: number;
    }
  | { readonly kind: "moved"; readonly axis: Axis; readonly from: IRange; readonly to: IRange }
  | { readonly kind: "sorted"; readonly range: IRange; readonly order: Readonly<Record<number, number>> }
  | { readonly kind: "cells"; readonly sheet: string | undefined; readonly points: readonly Point[] }
  | { readonly kind: "sizes"; readonly axis: Axis; readonly indexes: readonly number[] }
  | { readonly kind: "merges" }
  | { readonly kind: "frozen" }
  | { readonly kind: "sheetAdded"; readonly sheet: string }
  | { readonly kind: "sheetRemoved" }
  | { readonly kind: "sheetFacts" };

interface Params {
  readonly range?: IRange;
  readonly ranges?: readonly IRange[];
  readonly sourceRange?: IRange;
  readonly targetRange?: IRange;
  readonly order?: Readonly<Record<number, number>>;
  readonly cellValue?: Matrix;
  readonly from?: { readonly subUnitId: string; readonly value: Matrix };
  readonly to?: { readonly subUnitId: string; readonly value: Matrix };
  readonly values?: Readonly<Record<string, { readonly ranges: readonly IRange[] }>>;
  readonly sheet?: { readonly id: string };
  readonly rowData?: object;
  readonly columnData?: object;
}

type Matrix = IObjectMatrixPrimitiveType<unknown>;

const PREFIX = "sheet.mutation.";
// Selecting a whole sheet names a million rows; nobody formats them one by one.
const POINTS_MAX = 200_000;

/** Reads a mutation; an empty list for what changes nothing that a file holds. */
export function hear({ id, params }: GridMutation): readonly Heard[] {
  const reader = id.startsWith(PREFIX) ? READERS[id.slice(PREFIX.length)] : undefined;
  return reader?.(params as Params) ?? [];
}

const READERS: Readonly<Record<string, (params: Params) => readonly Heard[]>> = {
  "insert-row": ({ range }) => lines("rows", "insert", range),
  "insert-col": ({ range }) => lines("columns", "insert", range),
  "remove-rows": ({ range }) => lines("rows", "remove", range),
  "remove-col": ({ range }) => lines("columns", "remove", range),
  "move-rows": (params) => moved("rows", params),
  "move-columns": (params) => moved("columns", params),
  "reorder-range": ({ range, order }) => (range && order ? [{ kind: "sorted", range, order }] : []),
  "set-range-values": ({ cellValue }) => cells(undefined, pointsOf(cellValue)),
  "move-range": ({ from, to }) => [
    ...cells(from?.subUnitId, pointsOf(from?.value)),
    ...cells(to?.subUnitId, pointsOf(to?.value)),
  ],
  "set.numfmt": ({ values }) => cells(undefined, Object.values(values ?? {}).flatMap(inRanges)),
  "remove.numfmt": (params) => cells(undefined, inRanges(params)),
  "add-worksheet-merge": () => [{ kind: "merges" }],
  "remove-worksheet-merge": () => [{ kind: "merges" }],
  "set-worksheet-row-height": (params) => sizes("rows", params),
  "set-row-hidden": (params) => sizes("rows", params),
  "set-row-visible": (params) => sizes("rows", params),
  "set-worksheet-col-width": (params) => sizes("columns", params),
  "set-col-hidden": (params) => sizes("columns", params),
  "set-col-visible": (params) => sizes("columns", params),
  "set-frozen": () => [{ kind: "frozen" }],
  "insert-sheet": ({ sheet }) => (sheet ? [{ kind: "sheetAdded", sheet: sheet.id }] : []),
  "remove-sheet": () => [{ kind: "sheetRemoved" }],
  "set-worksheet-name": () => [{ kind: "sheetFacts" }],
  "set-worksheet-order": () => [{ kind: "sheetFacts" }],
  "set-worksheet-hidden": () => [{ kind: "sheetFacts" }],
};

function lines(axis: Axis, step: "insert" | "remove", range: IRange | undefined): readonly Heard[] {
  if (!range) return [];
  const [first, last] = endsOf(axis, range);
  return [{ kind: "lines", axis, step, at: first, count: last - first + 1 }];
}

function moved(axis: Axis, { sourceRange, targetRange }: Params): readonly Heard[] {
  return sourceRange && targetRange ? [{ kind: "moved", axis, from: sourceRange, to: targetRange }] : [];
}

function sizes(axis: Axis, { ranges }: Params): readonly Heard[] {
  const indexes = (ranges ?? []).flatMap((range) => {
    const [first, last] = endsOf(axis, range);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
  return [{ kind: "sizes", axis, indexes }];
}

const cells = (sheet: string | undefined, points: readonly Point[]): readonly Heard[] =>
  points.length === 0 ? [] : [{ kind: "cells", sheet, points }];

export const endsOf = (axis: Axis, range: IRange): readonly [number, number] =>
  axis === "rows" ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];

const pointsOf = (matrix: Matrix | undefined): readonly Point[] =>
  Object.entries(matrix ?? {}).flatMap(([row, line]) =>
    Object.keys(line ?? {}).map((column) => ({ row: Number(row), column: Number(column) })),
  );

export function inRanges({ ranges }: { readonly ranges?: readonly IRange[] }): readonly Point[] {
  const points: Point[] = [];
  for (const { startRow, endRow, startColumn, endColumn } of ranges ?? []) {
    for (let row = startRow; row <= endRow && points.length < POINTS_MAX; row++)
      for (let column = startColumn; column <= endColumn; column++) points.push({ row, column });
  }
  return points;
}
