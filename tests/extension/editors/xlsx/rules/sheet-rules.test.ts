import { afterEach, describe, expect, it, vi } from "vitest";
import { parseCell } from "../../../../../extension/editors/xlsx/formula/references.ts";
import { valueFromGrid } from "../../../../../extension/editors/xlsx/grid/cell-to-grid.ts";
import { RuleFormulas } from "../../../../../extension/editors/xlsx/rules/rule-formulas.ts";
import { RuleRoom } from "../../../../../extension/editors/xlsx/rules/rule-room.ts";
import { SheetRules } from "../../../../../extension/editors/xlsx/rules/sheet-rules.ts";
import type { Plain } from "../../../../../shared/bytes.ts";
import { type EngineGrid, openEngineGrid } from "../../../../support/engine-grid.ts";
import type { Cells } from "../books.ts";
import { corpus, corpusFile } from "../corpus.ts";
import { formula, rule, rulesBook } from "./rules-book.ts";

const open: EngineGrid[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function rulesOf(bytes: Plain, sheet = "s0") {
  const at = openEngineGrid(bytes);
  open.push(at);
  const { grid, bob: model } = at;
  const formulas = new RuleFormulas(grid);
  const make = () => {
    const on = grid.sheet(sheet)!;
    const shown = { name: sheet, rows: on.getRowCount(), columns: on.getColumnCount() };
    const valueAt = (row: number, column: number) => valueFromGrid(grid.cell(sheet, row, column));
    return new SheetRules({ model, formulas, room: new RuleRoom(), sheet, shown, valueAt });
  };
  const rules = make();
  const isRed = (cell: string, of = rules): boolean => {
    const { row, column } = parseCell(cell)!;
    return of.looksAt(row, column)?.interceptorStyle.bg?.rgb === "#FF0000";
  };
  return { model, formulas, make, rules, isRed };
}

const NUMBERS: Cells = { A1: 1, A2: 2, A3: 3, A4: 4, A5: 10, A6: "ten", A7: "Ten" };
const NAMES = ["A1", "A2", "A3", "A4", "A5", "A6", "A7"];

const redIn = (each: string, cells: Cells = NUMBERS): string => {
  const { isRed } = rulesOf(rulesBook(cells, { "A1:A7": each }));
  return NAMES.filter((cell) => isRed(cell)).join(" ");
};

describe("rules of formatting", () => {
  it.each([
    [rule("cellIs", 'operator="greaterThan"', formula("3")), "A4 A5 A6 A7"],
    [rule("cellIs", 'operator="between"', formula("4") + formula("2")), "A2 A3 A4"],
    [rule("cellIs", 'operator="notBetween"', formula("2") + formula("4")), "A1 A5 A6 A7"],
    [rule("cellIs", 'operator="equal"', formula('"TEN"')), "A6 A7"],
    [rule("cellIs", 'operator="lessThanOrEqual"', formula("2")), "A1 A2"],
    [rule("containsText", 'text="E"', formula('SEARCH("E",A1)')), "A6 A7"],
    [rule("beginsWith", 'text="te"'), "A6 A7"],
    [rule("endsWith", 'text="0"'), "A5"],
    [rule("notContainsText", 'text="1"'), "A2 A3 A4 A6 A7"],
    [rule("duplicateValues"), "A6 A7"],
    [rule("uniqueValues"), "A1 A2 A3 A4 A5"],
    [rule("top10", 'rank="2"'), "A4 A5"],
    [rule("top10", 'rank="2" bottom="1"'), "A1 A2"],
    [rule("top10", 'rank="40" percent="1"'), "A4 A5"],
    [rule("aboveAverage"), "A5"],
    [rule("aboveAverage", 'aboveAverage="0"'), "A1 A2 A3"],
    [rule("aboveAverage", 'aboveAverage="0" equalAverage="1"'), "A1 A2 A3 A4"],
    [rule("aboveAverage", 'stdDev="1"'), "A5"],
  ])("%s holds for %s", (each, cells) => {
    expect(redIn(each)).toBe(cells);
  });

  it("know what is empty and what is an error", () => {
    const cells: Cells = { A1: 1, A3: " ", A4: "#N/A" };
    expect(redIn(rule("containsBlanks"), cells)).toBe("A2 A3 A5 A6 A7");
    expect(redIn(rule("containsErrors"), cells)).toBe("A4");
  });

  it("that come first win, and may end what comes behind", () => {
    const bold = (more: string) =>
      `<cfRule type="cellIs" dxfId="1" priority="2" operator="greaterThan" ${more}>${formula("0")}</cfRule>`;
    const red = (more = "") => rule("cellIs", `operator="greaterThan" ${more}`, formula("2"));
    const both = rulesOf(rulesBook(NUMBERS, { "A1:A5": bold("") + red() })).rules;
    expect(both.looksAt(4, 0)?.interceptorStyle).toMatchObject({ bg: { rgb: "#FF0000" }, bl: 1 });
    const ended = rulesOf(rulesBook(NUMBERS, { "A1:A5": bold("") + red('stopIfTrue="1"') })).rules;
    expect(ended.looksAt(4, 0)?.interceptorStyle.bl).toBeUndefined();
    expect(ended.looksAt(0, 0)?.interceptorStyle.bl).toBe(1);
  });

  it("come in the order that the file says, however far they reach", () => {
    const bold = `<cfRule type="cellIs" dxfId="1" priority="5" operator="greaterThan">${formula("0")}</cfRule>`;
    const all = rule("cellIs", 'operator="greaterThan" stopIfTrue="1"', formula("0"));
    const { rules } = rulesOf(rulesBook(NUMBERS, { "A1:A3": bold, "A1:A2000": all }));
    expect(rules.looksAt(0, 0)?.interceptorStyle).toEqual({ bg: { rgb: "#FF0000" } });
  });

  it("colour by a scale and draw bars", () => {
    const points = '<cfvo type="min"/><cfvo type="max"/>';
    const scale = `<cfRule type="colorScale" priority="1"><colorScale>${points}<color rgb="FF000000"/><color rgb="FFFFFFFF"/></colorScale></cfRule>`;
    const { rules } = rulesOf(rulesBook({ A1: 0, A2: 50, A3: 100, A4: "text" }, { "A1:A4": scale }));
    const colors = [0, 1, 2, 3].map((row) => rules.looksAt(row, 0)?.interceptorStyle.bg?.rgb);
    expect(colors).toEqual(["#000000", "#808080", "#ffffff", undefined]);
    const bar = `<cfRule type="dataBar" priority="1"><dataBar>${points}<color rgb="FF638EC6"/></dataBar></cfRule>`;
    const bars = rulesOf(rulesBook({ A1: 0, A2: 50 }, { "A1:A4": bar })).rules;
    expect(bars.looksAt(1, 0)?.customRender).toHaveLength(1);
    expect(bars.looksAt(2, 0)).toBeNull();
  });

  it("with formulas are computed by the grid's engine, relative to the first cell", async () => {
    const { isRed, model, formulas, make } = rulesOf(
      rulesBook(
        { A1: 1, A2: 5, A3: 9, B1: 4, B2: 4, B3: 4 },
        {
          "A1:A3": rule("expression", "", formula("A1&gt;$B1")),
          "B1:B3": rule("cellIs", 'operator="lessThan"', formula("Other!$A$1+A1")),
        },
      ),
    );
    await vi.waitFor(() => expect(NAMES.filter((cell) => isRed(cell))).toEqual(["A2", "A3"]));
    await vi.waitFor(() => expect(["B1", "B2", "B3"].filter((cell) => isRed(cell))).toEqual(["B2", "B3"]));
    model.setCell("s0", { row: 0, column: 1 }, { value: 0 });
    await vi.waitFor(() => expect(isRed("A1")).toBe(true));
    model.insertLines("s0", "rows", 0, 1);
    formulas.clear();
    const now = make();
    await vi.waitFor(() => expect(NAMES.filter((cell) => isRed(cell, now))).toEqual(["A2", "A3", "A4"]));
  });

  it("stand where they stood when the first of their areas is gone", async () => {
    const { isRed, model, formulas, make } = rulesOf(
      rulesBook(
        { A1: 0, B1: 5, C1: 1, C2: 9, C3: 2, D1: 5, D2: 5, D3: 5 },
        {
          "A1:A3 C1:C3": rule("expression", "", formula("A1&gt;B1")),
        },
      ),
    );
    model.removeLines("s0", "columns", 0, 1);
    formulas.clear();
    const now = make();
    await vi.waitFor(() => expect(isRed("B2", now)).toBe(true));
    expect([isRed("B1", now), isRed("B3", now)]).toEqual([false, false]);
  });

  it("that worked something out of many cells do so again when a value changed", () => {
    const { isRed, model, rules } = rulesOf(rulesBook(NUMBERS, { "A1:A7": rule("top10", 'rank="1"') }));
    expect(isRed("A5")).toBe(true);
    model.setCell("s0", { row: 0, column: 0 }, { value: 11 });
    rules.renew();
    expect([isRed("A1"), isRed("A5")]).toEqual([true, false]);
  });

  it.runIf(corpus.length > 0)("of real files are all followed", () => {
    for (const name of ["test-issue-877.xlsx", "test-issue-880.xlsx"]) {
      const { model } = rulesOf(corpusFile(name));
      const of = model.workbook.sheets.filter(({ formatRules }) => formatRules.length > 0);
      expect(of.length).toBeGreaterThan(0);
      for (const { id } of of) expect(rulesOf(corpusFile(name), id).rules.unknown).toBe(0);
    }
  });
});

describe("rules that mallory wrote", () => {
  const TIME_MS = 20_000;
  const SOON_MS = 5000;
  const timed = (act: () => void): number => {
    const from = performance.now();
    act();
    return performance.now() - from;
  };

  it.each([
    ["an icon set", `<cfRule type="iconSet" priority="1"><iconSet/></cfRule>`],
    ["no formula", rule("expression")],
    ["a formula without end", rule("expression", "", formula("1+".repeat(50_000)))],
    ["another sort of rule", rule("sudo")],
    [
      "a scale of one colour",
      `<cfRule type="colorScale"><colorScale><cfvo type="min"/></colorScale></cfRule>`,
    ],
  ])("with %s are counted and leave the cells as they are", (_, each) => {
    const { rules } = rulesOf(rulesBook(NUMBERS, { "A1:A7": each }));
    expect(rules.unknown).toBe(1);
    expect(rules.looksAt(0, 0)).toBeNull();
  });

  it(
    "over the whole sheet, a thousand times, hold nobody up",
    () => {
      const each = [
        rule("duplicateValues"),
        rule("expression", "", formula("SUM($A$1:$XFD$1048576)&gt;A1")),
        rule("cellIs", 'operator="equal"', formula("99")),
      ].join("");
      const { rules } = rulesOf(rulesBook(NUMBERS, { "A1:XFD1048576": each.repeat(300) }));
      for (let row = 0; row < 100; row++)
        for (let column = 0; column < 20; column++) rules.looksAt(row, column);
      expect(rules.unknown).toBe(421);
    },
    TIME_MS,
  );

  it("of which each looks at a whole sheet are worked out for some of them only, and soon", () => {
    const rules = rulesOf(
      rulesBook({ A1: 1, A2: 1, Z7600: 1 }, { "A1:Z7600": rule("duplicateValues").repeat(2000) }),
    );
    expect(timed(() => expect(rules.isRed("A1")).toBe(true))).toBeLessThan(SOON_MS);
    expect(rules.rules.unknown).toBe(1998);
  });

  it("with a thousand thousand areas are found, and counted, soon", () => {
    const areas = Array.from({ length: 500 }, (_, i) => `A${i + 1}:A${i + 256}`).join(" ");
    const each = rule("containsText", 'text="E"').repeat(2000);
    const { rules, make } = rulesOf(rulesBook(NUMBERS, { [areas]: each, "A1:A7": rule("duplicateValues") }));
    expect(timed(make)).toBeLessThan(SOON_MS);
    expect(rules.unknown).toBe(1997);
  });

  it("and are too large keep no other rule from being shown, and are shown nowhere", async () => {
    const { isRed, rules } = rulesOf(
      rulesBook(
        { ...NUMBERS, J60000: 1 },
        {
          "C1:C2 E1:E60000": rule("expression", "", formula("TRUE")),
          "A1:A7": rule("expression", "", formula("A1=3")),
        },
      ),
    );
    expect(rules.unknown).toBe(1);
    await vi.waitFor(() => expect(NAMES.filter((cell) => isRed(cell))).toEqual(["A3"]));
    expect(isRed("C1")).toBe(false);
  });
});
