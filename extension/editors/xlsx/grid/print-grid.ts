import type { IRange, IStyleData, Workbook, Worksheet } from "@univerjs/core";
import type { Locale } from "../../../ui/locale.ts";
import { cutNote } from "../../viewers/cut-note.ts";
import { columnName } from "../formula/references.ts";
import { dressBorders, type Spanned } from "./print-borders.ts";

/** All of it stands in the page at once while it is printed. */
const CELLS_PRINTED = 100_000;
const ALIGNMENTS: Readonly<Record<number, string>> = { 1: "start", 2: "center", 3: "end" };

interface Printed {
  readonly book: Workbook;
  readonly sheet: Worksheet;
  /** Those that are not hidden, as far as they are printed. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/**
 * The sheet that is seen, as far as something stands in it, as a table for paper: what is hidden is left out. A line above
 * says so when it is not all.
 */
export function printedSheet(
  book: Workbook,
  locale: Pick<Locale, "strings">,
  cellsMax = CELLS_PRINTED,
): HTMLElement[] {
  const sheet = book.getActiveSheet();
  if (!sheet) return [];
  const columns = indexesTo(sheet.getLastColumnWithContent()).filter((at) => sheet.getColVisible(at));
  const shown = indexesTo(sheet.getLastRowWithContent()).filter((at) => sheet.getRowVisible(at));
  const rows = shown.slice(0, Math.floor(cellsMax / Math.max(1, columns.length)));
  const table = document.createElement("table");
  table.className = "xlsx-printed";
  table.append(columnsOf(sheet, columns));
  for (const row of rows) table.append(rowOf({ book, sheet, rows, columns }, row));
  return [...cutNote(rows.length < shown.length ? rows.length : null, locale), table];
}

const indexesTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, at) => at);

function columnsOf(sheet: Worksheet, columns: readonly number[]): HTMLElement {
  const group = document.createElement("colgroup");
  for (const at of columns) {
    const column = document.createElement("col");
    column.title = columnName(at);
    column.style.width = `${sheet.getColumnWidth(at)}px`;
    group.append(column);
  }
  return group;
}

function rowOf(printed: Printed, row: number): HTMLElement {
  const { sheet, columns } = printed;
  const line = document.createElement("tr");
  line.style.height = `${sheet.getRowHeight(row)}px`;
  for (const column of columns) {
    const merged = sheet.getMergedCell(row, column) ?? null;
    if (merged === null) line.append(cellOf(printed, row, column));
    else if (isFirstOf(printed, merged, row, column)) line.append(mergedCell(printed, merged));
  }
  return line;
}

/** Whether a cell is the first of merged ones that is printed. */
const isFirstOf = ({ rows, columns }: Printed, merged: IRange, row: number, column: number): boolean =>
  rows[countBefore(rows, merged.startRow)] === row &&
  columns[countBefore(columns, merged.startColumn)] === column;

/** What stands in merged cells stands in the first of them, be it hidden or not. */
function mergedCell(printed: Printed, merged: IRange): HTMLElement {
  const { startRow, endRow, startColumn, endColumn } = merged;
  const { rows, columns } = printed;
  const cell = cellOf(printed, startRow, startColumn, merged);
  cell.rowSpan = countBefore(rows, endRow + 1) - countBefore(rows, startRow);
  cell.colSpan = countBefore(columns, endColumn + 1) - countBefore(columns, startColumn);
  return cell;
}

/** How many of the lines, which are in their order, come before one. */
function countBefore(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((lines[middle] ?? line) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cellOf(
  { book, sheet }: Printed,
  row: number,
  column: number,
  spanned: Spanned = { startRow: row, endRow: row, startColumn: column, endColumn: column },
): HTMLTableCellElement {
  const cell = document.createElement("td");
  const shown = sheet.getCell(row, column);
  cell.textContent = String(shown?.v ?? shown?.p?.body?.dataStream.trim() ?? "");
  const styles = book.getStyles();
  dress(cell, styles.getStyleByCell(shown) ?? {}, typeof shown?.v === "number");
  dressBorders(cell, spanned, (atRow, atColumn) =>
    atRow < 0 || atColumn < 0 ? {} : (styles.getStyleByCell(sheet.getCell(atRow, atColumn)) ?? {}),
  );
  return cell;
}

function dress(cell: HTMLElement, { bl, it, cl, bg, ht, fs, tb }: IStyleData, isNumber: boolean): void {
  const { style } = cell;
  if (bl === 1) style.fontWeight = "bold";
  if (it === 1) style.fontStyle = "italic";
  if (cl?.rgb) style.color = cl.rgb;
  if (bg?.rgb) style.backgroundColor = bg.rgb;
  if (fs) style.fontSize = `${fs}pt`;
  if (tb === 3) style.whiteSpace = "pre-wrap";
  style.textAlign = ALIGNMENTS[ht ?? 0] ?? (isNumber ? "end" : "start");
}
