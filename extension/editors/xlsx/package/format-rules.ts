/** Rules that let cells look otherwise than their style says, as a file has them. */
import type { Area } from "../formula/references.ts";

/** Where a scale or a bar has a point: at a number, at the least or most, or at a share of what stands there. */
export interface ScalePoint {
  readonly type: "num" | "min" | "max" | "percent" | "percentile";
  readonly value: number;
}

export type RuleTest =
  /** Of cells with a value; one or two literals or formulas. */
  | { readonly kind: "compare"; readonly operator: string; readonly formulas: readonly string[] }
  | { readonly kind: "formula"; readonly formula: string }
  | { readonly kind: "text"; readonly where: TextPlace; readonly text: string; readonly isNot: boolean }
  | { readonly kind: "repeated"; readonly isUnique: boolean }
  | { readonly kind: "top"; readonly rank: number; readonly isPercent: boolean; readonly isBottom: boolean }
  | {
      readonly kind: "average";
      readonly isAbove: boolean;
      readonly isEqual: boolean;
      /** So many standard deviations off; 0 for the average itself. */
      readonly deviations: number;
    }
  | { readonly kind: "scale"; readonly points: readonly ScalePoint[]; readonly colors: readonly string[] }
  | { readonly kind: "bar"; readonly points: readonly ScalePoint[]; readonly color: string }
  /** Stays in the file and is not shown. */
  | { readonly kind: "unknown" };

export type TextPlace = "anywhere" | "begin" | "end" | "blank" | "error";

export interface FormatRule {
  /** Formulas are meant for the first cell of the first. */
  readonly areas: readonly Area[];
  readonly test: RuleTest;
  /** Index into `Workbook.differences`; null for scales and bars. */
  readonly difference: number | null;
  readonly stops: boolean;
}
