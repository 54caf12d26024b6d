/**
 * Splits a formula into references and what stands between them. Knows no functions and computes nothing: enough to
 * move, rename and rewrite references without touching a character of the rest.
 */
import { type Corner, columnNumber, isWithinSheet, type Reference, referenceText } from "./references.ts";

/** Literal text, or a reference. Joined again they are the formula, character for character, as long as nobody changes one. */
export type FormulaPart = string | ReferencePart;
export interface ReferencePart extends Reference {
  readonly text: string;
}

const SHEET = String.raw`(?:('(?:[^']|'')+')|([\p{L}_][\p{L}\p{N}_.]*))!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}`;
const AREA = `${CELL}(?::${CELL})?`;
const COLUMNS = String.raw`\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}`;
const ROWS = String.raw`\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}`;
// What follows must not make it a longer word, a function, a sheet's name or a table.
const REFERENCE = new RegExp(
  String.raw`(?:${SHEET})?(${AREA}|${COLUMNS}|${ROWS})(?![\p{L}\p{N}_.(!'\[\\$])`,
  "uy",
);
/** Whole pieces in which nothing is a reference: text, errors, numbers, other files' sheets, runs of sheets, names. */
const LITERAL = new RegExp(
  [
    '"(?:[^"]|"")*"',
    "#[A-Z/0-9]+[!?]?",
    "'(?:[^']|'')*'!?",
    String.raw`[\p{L}_\\][\p{L}\p{N}_.?\\]*(?::[\p{L}_][\p{L}\p{N}_.]*!)?`,
    String.raw`\d+(?:\.\d*)?(?:[eE][+-]?\d+)?`,
    String.raw`[\s\S]`,
  ].join("|"),
  "uy",
);
/** Other files' and runs of sheets: their whole reference stays as it is. */
const FOREIGN = new RegExp(
  String.raw`(?:'(?:[^']|'')*\[(?:[^']|'')*'|'(?:[^']|'')+:(?:[^']|'')+'|\[[^\]]*\](?:[\p{L}_][\p{L}\p{N}_.]*)?|[\p{L}_][\p{L}\p{N}_.]*:[\p{L}_][\p{L}\p{N}_.]*)!(?:${AREA}|${COLUMNS}|${ROWS})?`,
  "uy",
);
const CORNER = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function corner(text: string): Corner {
  const [, first = "", letters = "", second = "", digits = ""] = CORNER.exec(text) ?? [];
  return {
    row: digits === "" ? null : Number(digits) - 1,
    column: letters === "" ? null : columnNumber(letters),
    isRowFixed: letters === "" ? first !== "" : second !== "",
    isColumnFixed: letters !== "" && first !== "",
  };
}

function referenceAt(text: string, at: number): ReferencePart | null {
  const match = matchAt(REFERENCE, text, at);
  if (match === null) return null;
  const [whole, quoted, plain, area = ""] = match;
  const [first = "", second] = area.split(":");
  const sheet = quoted === undefined ? (plain ?? null) : quoted.slice(1, -1).replaceAll("''", "'");
  const part: ReferencePart =
    second === undefined
      ? { text: whole, sheet, from: corner(first) }
      : { text: whole, sheet, from: corner(first), to: corner(second) };
  return isWithinSheet(part) ? part : null;
}

/** The end of `[…]`, brackets within counted: a table's columns, where a quote takes the next character's meaning. */
function bracketEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === "'") i++;
    else if (text[i] === "[") depth++;
    else if (text[i] === "]" && --depth === 0) return i + 1;
  }
  return text.length;
}

function literalEnd(text: string, at: number): number {
  const foreign = matchAt(FOREIGN, text, at);
  if (foreign !== null) return at + foreign[0].length;
  if (text[at] === "[") return bracketEnd(text, at);
  return at + (matchAt(LITERAL, text, at)?.[0].length ?? 1);
}

/** `formula` without its "=". The parts' texts make up the formula again. */
export function splitFormula(formula: string): FormulaPart[] {
  const parts: FormulaPart[] = [];
  let literal = "";
  for (let at = 0; at < formula.length; ) {
    const reference = matchAt(FOREIGN, formula, at) === null ? referenceAt(formula, at) : null;
    const end = reference === null ? literalEnd(formula, at) : at + reference.text.length;
    if (reference === null) literal += formula.slice(at, end);
    else {
      if (literal !== "") parts.push(literal);
      literal = "";
      parts.push(reference);
    }
    at = end;
  }
  if (literal !== "") parts.push(literal);
  return parts;
}

export const joinFormula = (parts: readonly FormulaPart[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.text)).join("");

function movedCorner(at: Corner, rows: number, columns: number): Corner {
  return {
    ...at,
    row: at.row === null || at.isRowFixed ? at.row : at.row + rows,
    column: at.column === null || at.isColumnFixed ? at.column : at.column + columns,
  };
}

function movedPart(part: FormulaPart, rows: number, columns: number): FormulaPart {
  if (typeof part === "string") return part;
  const from = movedCorner(part.from, rows, columns);
  const moved =
    part.to === undefined
      ? { sheet: part.sheet, from }
      : { sheet: part.sheet, from, to: movedCorner(part.to, rows, columns) };
  return isWithinSheet(moved) ? referenceText(moved) : "#REF!";
}

/** The formula as it reads when copied so many rows down and columns to the right. */
export const moveFormula = (formula: string, rows: number, columns: number): string =>
  joinFormula(splitFormula(formula).map((part) => movedPart(part, rows, columns)));
