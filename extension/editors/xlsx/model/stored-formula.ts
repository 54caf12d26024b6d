/**
 * Formulas with ids instead of positions: a row inserted above, or a sheet renamed, by whoever, changes how they read
 * and not what is stored. A reference to the formula's own row or column says just that, so that it goes along
 * when lines are sorted; every other one keeps to its slot.
 */
import { type FormulaPart, splitFormula } from "../formula/formula-text.ts";
import {
  COLUMNS_MAX,
  type Corner,
  type Point,
  type Reference,
  ROWS_MAX,
  referenceText,
} from "../formula/references.ts";
import type { StoredFormula, StoredPiece, StoredReference } from "./entries.ts";
import type { LineOrder } from "./line-order.ts";
import type { Axis, SheetId } from "./workbook-model.ts";

const FIXED = { row: 1, column: 2, toRow: 4, toColumn: 8 } as const;
const NAMES_SHEET = 16;
/** In place of an id: the line in which the formula stands. An open end has "". */
const OWN = "~";
const BROKEN = "#REF!";
/** Home of formulas that belong to no sheet: what names none in them is left as it is. */
export const NOWHERE = "";

/** What formulas need to know of a workbook. */
export interface FormulaScope {
  order(sheet: SheetId, axis: Axis): LineOrder;
  /** As it is called now; null once the sheet is gone. */
  nameOf(sheet: SheetId): string | null;
  sheetNamed(name: string): SheetId | null;
}

export interface FormulaHome extends Point {
  readonly sheet: SheetId;
}

const flagsOf = ({ sheet, from, to }: Reference): number =>
  (from.isRowFixed ? FIXED.row : 0) |
  (from.isColumnFixed ? FIXED.column : 0) |
  (to?.isRowFixed ? FIXED.toRow : 0) |
  (to?.isColumnFixed ? FIXED.toColumn : 0) |
  (sheet === null ? 0 : NAMES_SHEET);

/** Upper left and lower right, whichever way it was written. */
function sorted({ sheet, from, to }: Reference): Reference {
  if (to === undefined) return { sheet, from };
  const swapsRows = from.row !== null && to.row !== null && from.row > to.row;
  const swapsColumns = from.column !== null && to.column !== null && from.column > to.column;
  const [top, bottom] = swapsRows ? [to, from] : [from, to];
  const [left, right] = swapsColumns ? [to, from] : [from, to];
  const corner = (rows: Corner, columns: Corner): Corner => ({
    row: rows.row,
    isRowFixed: rows.isRowFixed,
    column: columns.column,
    isColumnFixed: columns.isColumnFixed,
  });
  return { sheet, from: corner(top, left), to: corner(bottom, right) };
}

interface Ends {
  readonly first: number | null;
  readonly last: number | null | undefined;
  readonly areFixed: boolean;
  /** Where the formula stands on this axis; null when that is another sheet. */
  readonly own: number | null;
}

function storedEnds(order: LineOrder, { first, last, areFixed, own }: Ends): [string, string] | null {
  const isOwn = !areFixed && own !== null && first === own && (last === undefined || last === own);
  if (isOwn) return [OWN, OWN];
  const id = (index: number | null | undefined): string | null =>
    index === null || index === undefined ? "" : order.slotAt(index);
  const [a, b] = [id(first), id(last)];
  return a === null || b === null ? null : [a, b];
}

function storedReference(
  part: Reference & { text: string },
  home: FormulaHome,
  scope: FormulaScope,
): StoredPiece {
  const sheet = part.sheet === null ? home.sheet : scope.sheetNamed(part.sheet);
  if (sheet === null || sheet === NOWHERE) return part.text;
  const { from, to } = sorted(part);
  const isHome = sheet === home.sheet;
  const rows = storedEnds(scope.order(sheet, "rows"), {
    first: from.row,
    last: to?.row,
    areFixed: from.isRowFixed || (to?.isRowFixed ?? false),
    own: isHome ? home.row : null,
  });
  const columns = storedEnds(scope.order(sheet, "columns"), {
    first: from.column,
    last: to?.column,
    areFixed: from.isColumnFixed || (to?.isColumnFixed ?? false),
    own: isHome ? home.column : null,
  });
  if (rows === null || columns === null) return part.text;
  const flags = flagsOf(to === undefined ? { sheet: part.sheet, from } : { sheet: part.sheet, from, to });
  const start = [flags, sheet, rows[0], columns[0]] as const;
  return to === undefined ? start : [...start, rows[1], columns[1]];
}

const stored = (part: FormulaPart, home: FormulaHome, scope: FormulaScope): StoredPiece =>
  typeof part === "string" ? part : storedReference(part, home, scope);

/** `formula` without "=", as it reads at its place now. */
export const storeFormula = (formula: string, home: FormulaHome, scope: FormulaScope): StoredFormula => ({
  f: splitFormula(formula).map((part) => stored(part, home, scope)),
});

/** First and last line, or null when none of them is left. Of deleted ends the nearest within is taken. */
function readEnds(
  order: LineOrder,
  ends: readonly [string, string | undefined],
  own: number,
): [number | null, number | null] | null {
  const [first, last] = ends;
  if (first === "") return [null, null];
  if (first === OWN) return [own, own];
  const from = order.place(first);
  if (from === null) return null;
  if (last === undefined) return from.isLive ? [from.index, from.index] : null;
  const to = order.place(last);
  if (to === null) return null;
  const end = to.isLive ? to.index : to.index - 1;
  return end < from.index ? null : [from.index, end];
}

function readReference(piece: StoredReference, home: FormulaHome, scope: FormulaScope): string {
  const [flags, sheet, row, column, toRow, toColumn] = piece.map(String);
  if (sheet === undefined || row === undefined || column === undefined) return BROKEN;
  const name = scope.nameOf(sheet);
  if (name === null) return BROKEN;
  const rows = readEnds(scope.order(sheet, "rows"), [row, toRow], home.row);
  const columns = readEnds(scope.order(sheet, "columns"), [column, toColumn], home.column);
  if (rows === null || columns === null) return BROKEN;
  return written(
    Number(flags),
    Number(flags) & NAMES_SHEET ? name : null,
    rows,
    columns,
    toRow !== undefined,
  );
}

function written(
  flags: number,
  sheet: string | null,
  rows: readonly [number | null, number | null],
  columns: readonly [number | null, number | null],
  isArea: boolean,
): string {
  if ((rows[1] ?? 0) >= ROWS_MAX || (columns[1] ?? 0) >= COLUMNS_MAX) return BROKEN;
  const corner = (end: 0 | 1, rowFlag: number, columnFlag: number): Corner => ({
    row: rows[end],
    column: columns[end],
    isRowFixed: (flags & rowFlag) !== 0,
    isColumnFixed: (flags & columnFlag) !== 0,
  });
  const from = corner(0, FIXED.row, FIXED.column);
  return referenceText(
    isArea ? { sheet, from, to: corner(1, FIXED.toRow, FIXED.toColumn) } : { sheet, from },
  );
}

/** The formula as it reads at `home` today. What it named and is gone reads `#REF!`. */
export const readFormula = ({ f }: StoredFormula, home: FormulaHome, scope: FormulaScope): string =>
  f.map((piece) => (typeof piece === "string" ? piece : readReference(piece, home, scope))).join("");
