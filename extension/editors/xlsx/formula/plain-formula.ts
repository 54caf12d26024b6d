/**
 * Formulas of which the text alone says what they hang on, and which fill no cell but their own: no names, tables, other
 * files or addresses that are computed, nothing that changes by itself, no result of many cells.
 */
import { type ReferencePart, splitFormula } from "./formula-text.ts";

/** One value for one value; nothing else is given to them here. */
const SCALAR = new Set(
  (
    "ABS ACOS AND ASIN ATAN ATAN2 CEILING CHAR CLEAN CODE COS DATE DAY DAYS DEGREES EDATE EOMONTH EVEN EXACT EXP FACT FALSE " +
    "FIND FLOOR HOUR IF IFERROR IFNA IFS INT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNUMBER ISTEXT LEFT LEN LN LOG LOG10 LOWER " +
    "MID MINUTE MOD MONTH MROUND N NA NOT ODD OR PI POWER PROPER QUOTIENT RADIANS REPLACE REPT RIGHT ROUND ROUNDDOWN " +
    "ROUNDUP SEARCH SECOND SIGN SIN SQRT SUBSTITUTE SWITCH TAN TEXT TIME TRIM TRUE TRUNC UPPER VALUE WEEKDAY XOR YEAR"
  ).split(" "),
);
/** One value for whole areas. */
const ADDING = new Set(
  "AVERAGE AVERAGEA COUNT COUNTA COUNTBLANK GEOMEAN MAX MAXA MEDIAN MIN MINA PRODUCT STDEV STDEVP SUM SUMPRODUCT SUMSQ VAR VARP".split(
    " ",
  ),
);

const TEXT = /"(?:[^"]|"")*"/y;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_.]*/y;
const SIGNS = /[-+*/^&=<>% \n]+/y;
const ERROR = /#(?:REF!|N\/A|VALUE!|DIV\/0!|NUM!|NULL!|NAME\?)/y;

/** The functions in whose brackets one stands; null for brackets alone, which change nothing. */
type Within = (string | null)[];

const functionOf = (within: Within): string => within.findLast((name) => name !== null) ?? "";

/** What the formula hangs on; null when its text does not say. With "=", or without. */
export function plainReferences(formula: string): ReferencePart[] | null {
  const within: Within = [];
  const references: ReferencePart[] = [];
  for (const part of splitFormula(formula.replace(/^=/, ""))) {
    if (typeof part === "string") {
      if (!isPlain(part, within)) return null;
      continue;
    }
    if (part.to !== undefined && !ADDING.has(functionOf(within))) return null;
    references.push(part);
  }
  return within.length === 0 ? references : null;
}

function isPlain(text: string, within: Within): boolean {
  for (let at = 0; at < text.length; ) {
    const end = pieceEnd(text, at, within);
    if (end === null) return false;
    at = end;
  }
  return true;
}

function pieceEnd(text: string, at: number, within: Within): number | null {
  if (text[at] === ")") return within.pop() === undefined ? null : at + 1;
  if (text[at] === "(") return within.push(null) && at + 1;
  // Between arguments; anywhere else it makes one area of several.
  if (text[at] === ",") return functionOf(within) === "" ? null : at + 1;
  for (const pattern of [TEXT, NUMBER, SIGNS, ERROR]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return wordEnd(text, at, within);
}

function wordEnd(text: string, at: number, within: Within): number | null {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0].toUpperCase();
  if (word === undefined) return null;
  const end = at + word.length;
  if (text[end] !== "(") return word === "TRUE" || word === "FALSE" ? end : null;
  if (!SCALAR.has(word) && !ADDING.has(word)) return null;
  within.push(word);
  return end + 1;
}
