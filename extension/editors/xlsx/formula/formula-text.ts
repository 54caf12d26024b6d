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
const QUOTED = /'((?:[^']|'')*)'!/uy;
/** Of sheets of another file, which it names in brackets, and of a run of sheets. */
const FOREIGN_QUOTED = /\[|.:./su;
const FOREIGN_PLAIN =
  /(?:\[[^\]]*\](?:[\p{L}_][\p{L}\p{N}_.]*)?|[\p{L}_][\p{L}\p{N}_.]*:[\p{L}_][\p{L}\p{N}_.]*)!/uy;
const PLACE = new RegExp(`${AREA}|${COLUMNS}|${ROWS}`, "uy");
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

/**
 * Where a reference to other files' sheets or to a run of sheets ends, which stays as it is; null where none begins.
 * Never looks again at what a quote before has closed: formulas may be as long as their file.
 */
function foreignEnd(text: string, at: number): number | null {
  const quoted = matchAt(QUOTED, text, at);
  const match = quoted ?? matchAt(FOREIGN_PLAIN, text, at);
  if (match === null || (quoted !== null && !FOREIGN_QUOTED.test(quoted[1] ?? ""))) return null;
  const end = at + match[0].length;
  return end + (matchAt(PLACE, text, end)?.[0].length ?? 0);
}

function literalEnd(text: string, at: number): number {
  if (text[at] === "[") return bracketEnd(text, at);
  return at + (matchAt(LITERAL, text, at)?.[0].length ?? 1);
}

/** `formula` without its "=". The parts' texts make up the formula again. */
export function splitFormula(formula: string): FormulaPart[] {
  const parts: FormulaPart[] = [];
  let literal = "";
  for (let at = 0; at < formula.length; ) {
    const foreign = foreignEnd(formula, at);
    const reference = foreign === null ? referenceAt(formula, at) : null;
    const end = reference === null ? (foreign ?? literalEnd(formula, at)) : at + reference.text.length;
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

/** The formula of these parts as it reads when copied so many rows down and columns to the right. */
export const movedText = (parts: readonly FormulaPart[], rows: number, columns: number): string =>
  parts.map((part) => movedPart(part, rows, columns)).join("");

/** The formula as it reads when copied so many rows down and columns to the right. */
export const moveFormula = (formula: string, rows: number, columns: number): string =>
  movedText(splitFormula(formula), rows, columns);
