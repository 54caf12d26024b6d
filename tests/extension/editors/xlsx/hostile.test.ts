// mallory may edit, and writes into the shared state what no program of ours would.
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { readWorkbook } from "../../../../extension/editors/xlsx/package/read-workbook.ts";
import { saveWorkbook } from "../../../../extension/editors/xlsx/save/save-workbook.ts";
import { bookBytes, Hand } from "./books.ts";
import { chartedBook } from "./charted-book.ts";

const BOOK = bookBytes({ Data: { A1: 1, B1: "=A1" } });

const ENTRIES: readonly [map: string, key: string, value: unknown][] = [
  ["births", "s0|r|evil", { after: "r0", count: 1e12, time: 1, like: "" }],
  ["births", "s0|r|loop", { after: "loop.0", count: 2, time: 1, like: "loop.0" }],
  ["births", "s0|r", 7],
  ["marks", "s0|r|live|loop", 1],
  ["marks", "s0|r|dead|x", { slots: "all" }],
  ["marks", "s0|r|move|x", { time: 1, records: [["r", -1, 5]] }],
  ["marks", "s0|r|move|y", { time: 2, records: [["nobody.", 0, 5]] }],
  ["marks", "*|s|dead|x", { slots: [["s", 0, 1]], records: [["s", 0, 1]] }],
  ["cells", "s0|r0|c0", { f: [["x"]] }],
  ["cells", "s0|r1|c1", { f: ["\u0001", [1, "s9", "r0", "c0"], [0], [16, "s0", "q7", "c0", "r1", "c1"]] }],
  ["cells", "s0|r2|c0", "\u0000]]>&<_x0041_"],
  ["cells", "s0|r0|c0|fill", "url(https://example.com)"],
  ["cells", "s0|r0|c0|numberFormat", "0\u0001"],
  ["cells", "s0|r0|c0|__proto__", { isBold: true }],
  ["cells", "s0", 1],
  ["lines", "s0|r|r0|size", "tall"],
  ["merges", "s0|r0|c0", true],
  ["merges", "s0|r5|c0|r1|c1", true],
  ["sheets", "s0|name", "[Evil]'s: \u0007 name that is much too long for a sheet"],
  ["sheets", "s0|frozen-rows", "r99999999"],
];

describe("what mallory wrote", () => {
  it("opens, and saves to a whole file", () => {
    const alice = new Hand(BOOK, 1);
    for (const [map, key, value] of ENTRIES) alice.doc.getMap(`xlsx.${map}`).set(key, value);
    expect(alice.model.sheets()).toHaveLength(1);
    const { bytes, report } = saveWorkbook({ bytes: BOOK, model: alice.model });
    expect(report.missing.length).toBeLessThanOrEqual(1);
    for (const [name, content] of Object.entries(unzipSync(bytes))) {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (cause) => {
        throw new Error(name, { cause });
      });
      parser.write(new TextDecoder().decode(content)).close();
    }
  });

  it.each(ENTRIES)("in %s at %s does not keep alice from reading and writing", (map, key, value) => {
    const alice = new Hand(BOOK, 1);
    alice.doc.getMap(`xlsx.${map}`).set(key, value);
    const [sheet] = alice.model.sheets();
    alice.model.setCell(sheet!.id, { row: 6, column: 1 }, { value: "alice" });
    expect(alice.model.cellAt(sheet!.id, 6, 1).value).toBe("alice");
    expect(Object.values(alice.view())[0]).toMatchObject({ B7: "alice" });
  });
});

describe("a hostile book", () => {
  it.each([1, 40])("whose shared formula would come to gigabytes, in %i sheets, is refused", (sheets) => {
    const cell = (row: number, formula: string) =>
      `<row r="${row}"><c r="A${row}"><f t="shared" si="0">${formula}</f></c></row>`;
    const first = cell(1, `LEN("${"x".repeat(8000)}")`);
    const rest = Array.from({ length: 20_000 / sheets }, (_, i) => cell(i + 2, "")).join("");
    const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${first}${rest}</sheetData></worksheet>`;
    const names = Array.from({ length: sheets }, (_, i) => [`Data${i}`, {}] as const);
    const parts = Object.fromEntries(names.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet]));
    const bytes = bookBytes(Object.fromEntries(names), { parts });
    expect(() => readWorkbook(bytes)).toThrow(expect.objectContaining({ code: "DOCUMENT_BOMB" }));
  });

  it("shows the first charts of thousands, and its cells", () => {
    const bytes = chartedBook((xml, part) =>
      part === "xl/drawings/drawing1.xml"
        ? xml.replace(/<xdr:twoCellAnchor>.*?<\/xdr:twoCellAnchor>/s, (anchor) => anchor.repeat(2000))
        : xml,
    );
    const [sheet] = readWorkbook(bytes).sheets;
    expect(sheet?.charts).toHaveLength(500);
    expect(sheet?.rows.get(0)?.cells.get(0)?.value).toBe(3);
  });
});
