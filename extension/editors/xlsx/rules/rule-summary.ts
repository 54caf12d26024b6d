import type { RuleTest, ScalePoint } from "../package/format-rules.ts";
import type { CellValue } from "../package/workbook.ts";

/** What a rule needs to know of all its cells before it can say anything of one. */
export type Summary =
  | { readonly kind: "counts"; readonly counts: ReadonlyMap<string, number> }
  /** `isUp`: from here upwards, else downwards. `isIn`: the number itself too. */
  | { readonly kind: "from"; readonly at: number; readonly isUp: boolean; readonly isIn: boolean }
  | { readonly kind: "points"; readonly at: readonly number[] };

/** Upper and lower case are one; a number and the same as a text are two. */
export const keyOf = (value: CellValue): string =>
  typeof value === "string" ? `t${value.toLowerCase()}` : `${typeof value}${value}`;

function countsOf(values: Iterable<CellValue>): Summary {
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== null) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return { kind: "counts", counts };
}

function sorted(values: Iterable<CellValue>): number[] {
  const numbers: number[] = [];
  for (const value of values) if (typeof value === "number") numbers.push(value);
  return numbers.sort((a, b) => a - b);
}

function topOf(test: RuleTest & { readonly kind: "top" }, numbers: readonly number[]): Summary | null {
  const share = test.isPercent ? Math.floor((Math.min(100, test.rank) / 100) * numbers.length) : test.rank;
  const count = Math.min(numbers.length, Math.max(1, share));
  const at = test.isBottom ? numbers[count - 1] : numbers[numbers.length - count];
  return at === undefined ? null : { kind: "from", at, isUp: !test.isBottom, isIn: true };
}

function averageOf(
  { deviations, isAbove, isEqual }: RuleTest & { readonly kind: "average" },
  numbers: readonly number[],
): Summary | null {
  if (numbers.length === 0) return null;
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const spread = numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : 0;
  return { kind: "from", at: mean + (isAbove ? 1 : -1) * deviations * spread, isUp: isAbove, isIn: isEqual };
}

function pointAt({ type, value }: ScalePoint, numbers: readonly number[]): number {
  const [least = 0, most = 0] = [numbers[0], numbers.at(-1)];
  const share = Math.min(100, Math.max(0, value)) / 100;
  switch (type) {
    case "num":
      return value;
    case "min":
      return least;
    case "max":
      return most;
    case "percent":
      return least + (most - least) * share;
    case "percentile": {
      const place = share * (numbers.length - 1);
      const [low = 0, high = low] = [numbers[Math.floor(place)], numbers[Math.ceil(place)]];
      return low + (high - low) * (place - Math.floor(place));
    }
  }
}

/** Null where no number stands that a rule about numbers could go by. */
export function summaryOf(test: RuleTest, values: Iterable<CellValue>): Summary | null {
  switch (test.kind) {
    case "repeated":
      return countsOf(values);
    case "top":
      return topOf(test, sorted(values));
    case "average":
      return averageOf(test, sorted(values));
    case "scale":
    case "bar": {
      const numbers = sorted(values);
      return numbers.length === 0
        ? null
        : { kind: "points", at: test.points.map((point) => pointAt(point, numbers)) };
    }
    default:
      return null;
  }
}
