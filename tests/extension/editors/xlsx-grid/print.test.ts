import {
  type IRange,
  type IWorksheetData,
  LocaleType,
  Univer,
  UniverInstanceType,
  type Workbook,
} from "@univerjs/core";
import { afterEach, describe, expect, it } from "vitest";
import { printedSheet } from "../../../../extension/editors/xlsx/grid/print-grid.ts";
import { ENGLISH } from "../../../../extension/ui/locale.ts";

const opened: Univer[] = [];
afterEach(() => {
  for (const univer of opened.splice(0)) univer.dispose();
});

/** A sheet whose cells say where they are: "A1". */
function bookOf(rows: number, columns: number, more: Partial<IWorksheetData> = {}): Workbook {
  const univer = new Univer({ locale: LocaleType.EN_US });
  opened.push(univer);
  const lines = Array.from({ length: rows }, (_, row) => [
    row,
    Object.fromEntries(
      Array.from({ length: columns }, (_, at) => [at, { v: `${String.fromCharCode(65 + at)}${row + 1}` }]),
    ),
  ]);
  const sheet = { id: "s", name: "Rent", rowCount: rows, columnCount: columns, ...more };
  return univer.createUnit(UniverInstanceType.UNIVER_SHEET, {
    id: "book",
    sheetOrder: ["s"],
    sheets: { s: { ...sheet, cellData: Object.fromEntries(lines) } },
  });
}

const area = (startRow: number, startColumn: number, endRow: number, endColumn: number): IRange => ({
  ...{ startRow, startColumn, endRow, endColumn },
});
const hidden = { hd: 1 } as const;
const print = (book: Workbook, cellsMax?: number) => {
  const nodes = printedSheet(book, ENGLISH, cellsMax);
  const table = nodes.at(-1) as HTMLTableElement;
  const cells = [...table.rows].map((row) => [...row.cells]);
  return { nodes, cells, texts: cells.map((row) => row.map((each) => each.textContent)) };
};

describe("a sheet on paper", () => {
  it("leaves out what is hidden", () => {
    const { texts, nodes } = print(bookOf(3, 3, { rowData: { 1: hidden }, columnData: { 0: hidden } }));
    expect(texts).toEqual([
      ["B1", "C1"],
      ["B3", "C3"],
    ]);
    expect(nodes).toHaveLength(1);
  });

  it("has merged cells whose first row and column are hidden in the first cell that is seen", () => {
    const book = bookOf(4, 4, {
      ...{ mergeData: [area(0, 0, 2, 1)], rowData: { 0: hidden }, columnData: { 0: hidden } },
    });
    const { cells, texts } = print(book);
    expect(texts).toEqual([
      ["A1", "C2", "D2"],
      ["C3", "D3"],
      ["B4", "C4", "D4"],
    ]);
    expect([cells[0]?.[0]?.rowSpan, cells[0]?.[0]?.colSpan]).toEqual([2, 1]);
  });

  it("counts only the lines of merged cells that are seen", () => {
    const { cells } = print(bookOf(4, 4, { mergeData: [area(0, 0, 2, 2)], rowData: { 1: hidden } }));
    expect([cells[0]?.[0]?.rowSpan, cells[0]?.[0]?.colSpan]).toEqual([2, 3]);
    expect(cells.map((row) => row.length)).toEqual([2, 1, 4]);
  });

  it("has the borders of its cells, of those that are merged around all of them", () => {
    const thin = { s: 1, cl: { rgb: "#ff0000" } };
    const thick = { s: 13, cl: { rgb: "#0000ff" } };
    const book = bookOf(3, 3, { mergeData: [area(0, 0, 1, 0)] });
    const matrix = book.getActiveSheet()!.getCellMatrix();
    matrix.setValue(1, 0, { v: "", s: { bd: { b: thick } } });
    matrix.setValue(0, 1, { v: "B1", s: { bd: { r: thin } } });
    const { cells } = print(book);
    expect(cells[0]?.[0]?.style.borderBottom).toBe("3px solid #0000ff");
    expect(cells[2]?.[0]?.style.borderTop).toBe("3px solid #0000ff");
    expect([cells[0]?.[1]?.style.borderRight, cells[0]?.[2]?.style.borderLeft]).toEqual([
      "1px solid #ff0000",
      "1px solid #ff0000",
    ]);
    expect(cells[0]?.[2]?.style.borderRight).toBe("");
  });

  it("says so when it is not all", () => {
    const book = bookOf(6, 2, { rowData: { 0: hidden } });
    const { nodes, texts } = print(book, 6);
    expect(texts.map(([first]) => first)).toEqual(["A2", "A3", "A4"]);
    expect(nodes.map(({ textContent }) => textContent)[0]).toContain("Only the first 3 lines are shown");
    expect(print(book, 10).nodes).toHaveLength(1);
  });
});
