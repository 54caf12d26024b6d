/** Cell references as text: columns by letters, rows by numbers from 1. Inside everything counts from 0. */

export const ROWS_MAX = 1_048_576;
export const COLUMNS_MAX = 16_384;

/** One corner. `null` where the reference leaves an axis open: `A:C` has no rows, `2:4` has no columns. */
export interface Corner {
  readonly row: number | null;
  readonly column: number | null;
  readonly isRowFixed: boolean;
  readonly isColumnFixed: boolean;
}

export interface Reference {
  /** As written before the "!", without quotes; null where the formula's own sheet is meant. */
  readonly sheet: string | null;
  readonly from: Corner;
  /** Absent for a single cell. */
  readonly to?: Corner;
}

export interface Point {
  readonly row: number;
  readonly column: number;
}

/** Both ends inclusive. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const cellsIn = ({ top, bottom, left, right }: Area): number =>
  Math.max(0, bottom - top + 1) * Math.max(0, right - left + 1);

const A = 65;

export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(A + ((rest - 1) % 26)) + name;
  return name;
}

export function columnNumber(name: string): number {
  let number = 0;
  for (let i = 0; i < name.length; i++) number = number * 26 + (name.charCodeAt(i) & 0xdf) - A + 1;
  return number - 1;
}

export const cellName = ({ row, column }: Point): string => `${columnName(column)}${row + 1}`;

export const areaName = ({ top, left, bottom, right }: Area): string =>
  top === bottom && left === right
    ? cellName({ row: top, column: left })
    : `${cellName({ row: top, column: left })}:${cellName({ row: bottom, column: right })}`;

const CELL = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** Null for anything but one cell within the sheet. */
export function parseCell(text: string): Point | null {
  const [, letters, digits] = CELL.exec(text) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const point = { row: Number(digits) - 1, column: columnNumber(letters) };
  return point.row >= 0 && point.row < ROWS_MAX && point.column < COLUMNS_MAX ? point : null;
}

/** `A1` or `A1:B2`, corners in whatever order; null for anything else. */
export function parseArea(text: string): Area | null {
  const [first = "", second = first] = text.split(":");
  const [a, b] = [parseCell(first), parseCell(second)];
  if (a === null || b === null) return null;
  const [top, bottom] = a.row <= b.row ? [a.row, b.row] : [b.row, a.row];
  const [left, right] = a.column <= b.column ? [a.column, b.column] : [b.column, a.column];
  return { top, left, bottom, right };
}

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_.]*$/u;
const LIKE_CELL = /^([A-Za-z]{1,3}\d+|r\d*c\d*|r|c|true|false)$/i;

/** A sheet's name as formulas write it, "!" included. */
export const sheetPrefix = (name: string): string =>
  PLAIN_NAME.test(name) && !LIKE_CELL.test(name) ? `${name}!` : `'${name.replaceAll("'", "''")}'!`;

function cornerText({ row, column, isRowFixed, isColumnFixed }: Corner): string {
  const letters = column === null ? "" : (isColumnFixed ? "$" : "") + columnName(column);
  return letters + (row === null ? "" : (isRowFixed ? "$" : "") + (row + 1));
}

export function referenceText({ sheet, from, to }: Reference): string {
  const prefix = sheet === null ? "" : sheetPrefix(sheet);
  return prefix + cornerText(from) + (to === undefined ? "" : `:${cornerText(to)}`);
}

const isInside = ({ row, column }: Corner): boolean =>
  (row === null || (row >= 0 && row < ROWS_MAX)) &&
  (column === null || (column >= 0 && column < COLUMNS_MAX));

/** False for what lies past the sheet's edges. */
export const isWithinSheet = ({ from, to }: Reference): boolean =>
  isInside(from) && (to === undefined || isInside(to));
