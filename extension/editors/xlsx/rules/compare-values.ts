import type { CellValue } from "../package/workbook.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?%?$/i;
const TEXT = /^"((?:[^"]|"")*)"$/;

/** What a formula says that is a number, a text or a truth and nothing else; undefined for all others. */
export function literalOf(formula: string): CellValue | undefined {
  const text = formula.trim().replace(/^=/, "");
  if (NUMBER.test(text)) return text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return TEXT.exec(text)?.[1]?.replaceAll('""', '"');
}

/** Numbers come before texts, texts before truths; an empty cell is 0 or "", whatever it is compared with. */
const rankOf = (value: CellValue): number =>
  typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2;

function filled(value: CellValue, beside: CellValue): Exclude<CellValue, null> {
  if (value !== null) return value;
  return typeof beside === "string" ? "" : typeof beside === "boolean" ? false : 0;
}

/** As formulas compare, case aside: below 0, 0 or above 0. */
export function compareValues(left: CellValue, right: CellValue): number {
  const [a, b] = [filled(left, right), filled(right, left)];
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  if (typeof a === "string" && typeof b === "string") {
    const [low, high] = [a.toLowerCase(), b.toLowerCase()];
    return low === high ? 0 : low < high ? -1 : 1;
  }
  return Number(a) - Number(b);
}

/** How a value stands to one or two limits; null for an operator that nobody knows, or a limit that is missing. */
export function isMatch(operator: string, value: CellValue, limits: readonly CellValue[]): boolean | null {
  const [first, second = first] = limits;
  if (first === undefined || second === undefined) return null;
  const [to, toSecond] = [compareValues(value, first), compareValues(value, second)];
  const isBetween = (to >= 0 && toSecond <= 0) || (to <= 0 && toSecond >= 0);
  switch (operator) {
    case "equal":
      return to === 0;
    case "notEqual":
      return to !== 0;
    case "greaterThan":
      return to > 0;
    case "greaterThanOrEqual":
      return to >= 0;
    case "lessThan":
      return to < 0;
    case "lessThanOrEqual":
      return to <= 0;
    case "between":
      return isBetween;
    case "notBetween":
      return !isBetween;
    default:
      return null;
  }
}

const OPERATORS: Readonly<Record<string, string>> = {
  equal: "=",
  notEqual: "<>",
  greaterThan: ">",
  greaterThanOrEqual: ">=",
  lessThan: "<",
  lessThanOrEqual: "<=",
};

/** The same as a formula about the cell with this name; null for what cannot be said. */
export function matchFormula(operator: string, cell: string, limits: readonly string[]): string | null {
  const [first, second] = limits;
  const sign = OPERATORS[operator];
  if (first === undefined) return null;
  if (sign !== undefined) return `${cell}${sign}(${first})`;
  if (second === undefined) return null;
  const between = `AND(${cell}>=MIN((${first}),(${second})),${cell}<=MAX((${first}),(${second})))`;
  return operator === "between" ? between : operator === "notBetween" ? `NOT(${between})` : null;
}
