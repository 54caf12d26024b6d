import { BorderStyleTypes, type IBorderStyleData, type IStyleData, type Nullable } from "@univerjs/core";

type Edge = "t" | "r" | "b" | "l";

/** Each edge of a cell: how its style calls it, where the cell beside it lies, and how that one calls it. */
const EDGES: readonly (readonly [Edge, "Top" | "Right" | "Bottom" | "Left", number, number, Edge])[] = [
  ["t", "Top", -1, 0, "b"],
  ["r", "Right", 0, 1, "l"],
  ["b", "Bottom", 1, 0, "t"],
  ["l", "Left", 0, -1, "r"],
];

const LINES: Readonly<Partial<Record<BorderStyleTypes, string>>> = {
  [BorderStyleTypes.HAIR]: "1px dotted",
  [BorderStyleTypes.DOTTED]: "1px dotted",
  [BorderStyleTypes.DASHED]: "1px dashed",
  [BorderStyleTypes.DASH_DOT]: "1px dashed",
  [BorderStyleTypes.DASH_DOT_DOT]: "1px dashed",
  [BorderStyleTypes.DOUBLE]: "3px double",
  [BorderStyleTypes.MEDIUM]: "2px solid",
  [BorderStyleTypes.MEDIUM_DASHED]: "2px dashed",
  [BorderStyleTypes.MEDIUM_DASH_DOT]: "2px dashed",
  [BorderStyleTypes.MEDIUM_DASH_DOT_DOT]: "2px dashed",
  [BorderStyleTypes.SLANT_DASH_DOT]: "2px dashed",
  [BorderStyleTypes.THICK]: "3px solid",
};

function lineOf(border: Nullable<IBorderStyleData>): string | null {
  if (!border || border.s === BorderStyleTypes.NONE) return null;
  return `${LINES[border.s] ?? "1px solid"} ${border.cl?.rgb ?? "#000000"}`;
}

/** First and last cell of what is printed as one. */
export interface Spanned {
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
}

/** An edge that two cells share has the line of either. */
export function dressBorders(
  { style }: HTMLElement,
  { startRow, startColumn, endRow, endColumn }: Spanned,
  styleAt: (row: number, column: number) => IStyleData,
): void {
  for (const [edge, side, down, right, opposite] of EDGES) {
    const row = edge === "b" ? endRow : startRow;
    const column = edge === "r" ? endColumn : startColumn;
    const own = lineOf(styleAt(row, column).bd?.[edge]);
    const line = own ?? lineOf(styleAt(row + down, column + right).bd?.[opposite]);
    if (line !== null) style[`border${side}`] = line;
  }
}
