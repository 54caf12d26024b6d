import { numberIn, type Row } from "./csv-rows.ts";

const COLUMNS_SHOWN = 200;
/** So wide a column gets at most, in letters. */
const LETTERS_MAX = 48;
/** More would be taller than browsers draw. */
export const ROWS_SHOWN = 200_000;

/** How many columns the rows have, of those that are shown. */
export const widthOf = (rows: readonly Row[]): number =>
  Math.min(
    rows.reduce((most, row) => Math.max(most, row.length), 0),
    COLUMNS_SHOWN,
  );

/** One line of the table; the first row is its head. `number` is counted from 1. */
export function lineOf(row: Row, number: number, width: number): HTMLTableRowElement {
  const line = document.createElement("tr");
  line.ariaRowIndex = String(number);
  const label = document.createElement("th");
  label.textContent = String(number);
  label.scope = "row";
  line.append(label);
  for (let column = 0; column < width; column++) {
    const cell = document.createElement(number === 1 ? "th" : "td");
    const text = row[column] ?? "";
    cell.textContent = text;
    cell.dir = "auto";
    if (number > 1 && numberIn(text) !== null) cell.className = "is-number";
    line.append(cell);
  }
  return line;
}

/** Columns as wide as their longest text, the same for whichever rows are drawn. */
function columnsFor(rows: readonly Row[], width: number): HTMLTableColElement[] {
  const longest = Array.from({ length: width }, () => 1);
  for (const row of rows)
    for (let column = 0; column < width; column++)
      longest[column] = Math.max(longest[column] ?? 1, row[column]?.length ?? 0);
  return [String(rows.length).length, ...longest].map((letters) => {
    const column = document.createElement("col");
    column.style.inlineSize = `calc(${Math.min(letters, LETTERS_MAX) + 1}ch + 2 * var(--space-2))`;
    return column;
  });
}

/** A table without its lines, but for the head. The first row is shown as one: most files have it, and else nothing is lost. */
export function emptyTable(rows: readonly Row[], width: number): HTMLTableElement {
  const table = document.createElement("table");
  const columns = document.createElement("colgroup");
  columns.append(...columnsFor(rows, width));
  table.append(columns);
  table.ariaRowCount = String(rows.length);
  const [head] = rows;
  if (head) table.createTHead().append(lineOf(head, 1, width));
  return table;
}
