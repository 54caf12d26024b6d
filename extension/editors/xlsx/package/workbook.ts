/** A workbook as its file says it, before anybody edits: what the model's differences stand on. Counted from 0. */
import type { Area, Point } from "../formula/references.ts";
import type { FormatRule } from "./format-rules.ts";
import type { Validation } from "./read-validations.ts";

export type CellError = string;
export type CellValue = string | number | boolean | null;

export const BORDER_SIDES = ["borderTop", "borderRight", "borderBottom", "borderLeft"] as const;

export interface Border {
  /** "thin", "medium", "dashed", … as the file format names them. */
  readonly style: string;
  /** `#RRGGBB` */
  readonly color: string;
}

/** What a cell looks like. Absent means the workbook's default. Flat, so that two people's changes meet attribute by attribute. */
export interface CellStyle {
  readonly fontName?: string;
  /** Points. */
  readonly fontSize?: number;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly underline?: "single" | "double";
  readonly isStruck?: boolean;
  /** `#RRGGBB`, as `fill`. */
  readonly color?: string;
  readonly script?: "superscript" | "subscript";
  readonly fill?: string;
  readonly borderTop?: Border;
  readonly borderRight?: Border;
  readonly borderBottom?: Border;
  readonly borderLeft?: Border;
  /** Format code; absent for General. */
  readonly numberFormat?: string;
  readonly horizontal?: string;
  readonly vertical?: string;
  readonly wraps?: boolean;
  /** Degrees counterclockwise, -90 to 90; 255 stacks the letters. */
  readonly rotation?: number;
  readonly indent?: number;
}

export type StyleAttribute = keyof CellStyle;

export interface BaseCell {
  readonly value: CellValue;
  /** True where `value` is an error's text: `#N/A` and so on. */
  readonly isError?: boolean;
  /** Without "=", shared formulas written out. */
  readonly formula?: string;
  /** The area that an array formula fills; only on its first cell. */
  readonly array?: Area;
  /** Index into `Workbook.styles`. */
  readonly style: number;
  /** The text is formatted in runs, which a new value replaces. */
  readonly isRich?: boolean;
}

export interface BaseRow {
  /** Points; absent for the default. */
  readonly height?: number;
  readonly isHidden: boolean;
  readonly style: number;
  readonly cells: ReadonlyMap<number, BaseCell>;
}

export interface BaseColumns {
  /** Both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Characters of the default font; absent for the default. */
  readonly width?: number;
  readonly isHidden: boolean;
  readonly style: number;
}

/** Where a picture or chart hangs: offsets and sizes in EMU (914 400 an inch). */
export interface Anchor {
  readonly from: Point & { readonly x: number; readonly y: number };
  readonly to?: Point & { readonly x: number; readonly y: number };
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Picture extends Anchor {
  readonly part: string;
  readonly bytes: Uint8Array;
}

export interface ChartSeries {
  readonly name?: string;
  readonly categories: readonly string[];
  /** null where the chart has a gap. */
  readonly values: readonly (number | null)[];
  /** Of points that scatter: how far to the right each is. */
  readonly across: readonly (number | null)[];
  /** `#RRGGBB`, where the file says one. */
  readonly color?: string;
}

/** Series that are drawn in one way. A chart may lay several over each other. */
export interface ChartPlot {
  /** "barChart", "lineChart", … as the file format names it. */
  readonly type: string;
  readonly isHorizontal: boolean;
  readonly stacking: "none" | "stacked" | "percent";
  readonly series: readonly ChartSeries[];
}

export interface Chart extends Anchor {
  readonly part: string;
  readonly title?: string;
  /** Empty where the part says nothing that we know. */
  readonly plots: readonly ChartPlot[];
}

export interface Note extends Point {
  readonly text: string;
  readonly author: string;
}

export interface Link extends Area {
  /** Elsewhere, or null for a place in this workbook. Never opened by us. */
  readonly target: string | null;
  readonly location?: string;
}

export interface Table {
  readonly name: string;
  readonly area: Area;
  readonly columns: readonly string[];
  readonly part: string;
}

export interface BaseSheet {
  /** `s` and its place in the file, from 0: the id that the model knows it by. */
  readonly id: string;
  readonly name: string;
  readonly kind: "worksheet" | "chart" | "other";
  readonly isHidden: boolean;
  readonly part: string;
  readonly showsGridlines: boolean;
  /** Rows and columns that stay while the rest scrolls. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Points and characters. */
  readonly defaultRowHeight: number;
  readonly defaultColumnWidth: number | null;
  /** By row number. Only rows that the file has. */
  readonly rows: ReadonlyMap<number, BaseRow>;
  readonly columns: readonly BaseColumns[];
  readonly merges: readonly Area[];
  readonly pictures: readonly Picture[];
  readonly charts: readonly Chart[];
  readonly notes: readonly Note[];
  readonly links: readonly Link[];
  readonly tables: readonly Table[];
  /** The strongest first. */
  readonly formatRules: readonly FormatRule[];
  readonly validations: readonly Validation[];
  /** One past the last row and column with anything in them. */
  readonly rowCount: number;
  readonly columnCount: number;
}

export interface DefinedName {
  readonly name: string;
  readonly formula: string;
  /** Index of the sheet that alone knows it. */
  readonly sheet?: number;
}

export interface Workbook {
  /** In the file's order, hidden ones and chart sheets included. Never empty. */
  readonly sheets: readonly BaseSheet[];
  /** By the index that cells, rows and columns name; 0 is what is not said otherwise. */
  readonly styles: readonly CellStyle[];
  /** What rules change of a cell's look, by the index that they name. */
  readonly differences: readonly CellStyle[];
  /** Font of the default style: what every attribute that a style leaves out falls back to. */
  readonly defaultStyle: CellStyle;
  readonly names: readonly DefinedName[];
  /** Days count from 1904 instead of 1900. */
  readonly countsFrom1904: boolean;
}
