import { describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { parseCell } from "../../../../../extension/editors/xlsx/formula/references.ts";
import { openModel } from "../../../../../extension/editors/xlsx/model/open-model.ts";
import { readWorkbook } from "../../../../../extension/editors/xlsx/package/read-workbook.ts";
import type { CellValue } from "../../../../../extension/editors/xlsx/package/workbook.ts";
import { CellValidations } from "../../../../../extension/editors/xlsx/validation/cell-validations.ts";
import type { Plain } from "../../../../../shared/bytes.ts";
import { bookBytes } from "../books.ts";
import { corpus, corpusFile } from "../corpus.ts";

const book = (validations: string): Plain =>
  bookBytes(
    { Data: { A1: 5, A2: 7 }, Lists: { A1: "red", A2: "green", A4: 12, B1: "small" } },
    {
      behind: { Data: `<dataValidations>${validations}</dataValidations>` },
      names: '<definedNames><definedName name="Colours">Lists!$A$1:$A$9</definedName></definedNames>',
    },
  );

function opened(bytes: Plain) {
  const model = openModel(new Doc(), readWorkbook(bytes));
  const validations = new CellValidations(
    model,
    (sheet, { row, column }) => model.cellAt(sheet, row, column).value,
  );
  return {
    model,
    validations,
    options: (cell: string) => validations.optionsAt("s0", parseCell(cell)!),
    allows: (cell: string, value: CellValue) => validations.allows("s0", parseCell(cell)!, value),
  };
}

const validation = (attributes: string, first = "", second = ""): string =>
  `<dataValidation ${attributes} showErrorMessage="1"><formula1>${first}</formula1><formula2>${second}</formula2></dataValidation>`;

describe("what may stand in a cell", () => {
  it.each([
    ['"yes, no,perhaps"', ["yes", "no", "perhaps"]],
    ["Lists!$A$1:$A$4", ["red", "green", 12]],
    ["Colours", ["red", "green", 12]],
    ["$A$1:$A$2", [5, 7]],
    ['INDIRECT("A1")', null],
  ])("is a list: %s", (formula, options) => {
    const at = opened(book(validation('type="list" sqref="C1:C9"', formula)));
    expect(at.options("C3")).toEqual(options);
    expect(at.allows("C3", "violet")).toBe(options === null ? null : false);
    if (options !== null) for (const each of options) expect(at.allows("C3", each)).toBe(true);
    expect(at.options("D3")).toBeNull();
  });

  it("is a list that shifts with its cell, where the file says so", () => {
    const at = opened(book(validation('type="list" sqref="C1:D9"', "Lists!A1:A$9")));
    expect([at.options("C2"), at.options("D1")]).toEqual([["green", 12], ["small"]]);
  });

  it("is a list also in a sheet that nobody sees, and where its cells have gone", () => {
    const at = opened(book(validation('type="list" sqref="C1"', "Lists!$A$1:$A$2")));
    at.model.setSheetHidden("s1", true);
    at.model.insertLines("s1", "rows", 1, 1);
    at.model.setCell("s1", { row: 1, column: 0 }, { value: "blue" });
    at.model.insertLines("s0", "rows", 0, 2);
    at.validations.forget();
    expect([at.options("C1"), at.options("C3")]).toEqual([null, ["red", "blue", "green"]]);
  });

  it.each([
    ['type="whole"', "1", "10", [1, 5, 10], [0, 11, 2.5, "five"]],
    ['type="whole" operator="greaterThan"', "$A$1", "", [6], [5, 4]],
    ['type="decimal" operator="notBetween"', "1", "2", [0.5, 3], [1.5]],
    ['type="decimal" operator="lessThan"', "A1", "", [4.9], [5, "x"]],
    ['type="date" operator="greaterThanOrEqual"', "45000", "", [45000, 45001.5], [44999, "today"]],
    ['type="time" operator="lessThanOrEqual"', "0.5", "", [0.25], [0.75]],
    ['type="textLength" operator="lessThanOrEqual"', "3", "", ["abc", 12], ["abcd", 12345]],
    ['type="custom"', "A1&gt;3", "", [], []],
  ])("is said by %s %s %s", (attributes, first, second, good, bad) => {
    const at = opened(book(validation(`${attributes} sqref="C1"`, first, second)));
    for (const value of good) expect([value, at.allows("C1", value)]).toEqual([value, true]);
    for (const value of bad) expect([value, at.allows("C1", value)]).toEqual([value, false]);
    if (good.length === 0) expect(at.allows("C1", 1)).toBeNull();
  });

  it("is anything where a formula sets the limit, and nothing only where the file allows it", () => {
    const at = opened(
      book(
        validation('type="whole" sqref="C1"', "TODAY()") +
          validation('type="whole" allowBlank="1" sqref="C2"', "1", "2"),
      ),
    );
    expect(at.allows("C1", 1)).toBeNull();
    expect([at.allows("C1", null), at.allows("C2", "")]).toEqual([false, true]);
  });

  it("is asked of nobody behind the part of a long list that is looked at", () => {
    const names = Array.from({ length: 21_000 }, (_, i) => [`A${i + 1}`, `n${i + 1}`] as const);
    const bytes = bookBytes(
      { Data: { A1: 5 }, Lists: Object.fromEntries(names) },
      {
        behind: {
          Data: `<dataValidations>${validation('type="list" sqref="C1"', "Lists!$A$1:$A$21000")}${validation('type="list" sqref="C2"', "Lists!$A$1:$A$20000")}</dataValidations>`,
        },
      },
    );
    const at = opened(bytes);
    expect(["n5", "n20500", "x"].map((each) => at.allows("C1", each))).toEqual([true, null, null]);
    expect(["n5", "n20500"].map((each) => at.allows("C2", each))).toEqual([true, false]);
  });

  it("compares with the same cells when the first of its areas is gone", () => {
    const bytes = bookBytes(
      { Data: { B4: 3, D4: 7 } },
      {
        behind: {
          Data: `<dataValidations>${validation('type="whole" operator="greaterThan" sqref="A1:A9 C1:C9"', "B1")}</dataValidations>`,
        },
      },
    );
    const at = opened(bytes);
    expect([4, 8].map((value) => at.allows("C4", value))).toEqual([false, true]);
    at.model.removeLines("s0", "columns", 0, 1);
    at.validations.forget();
    expect([4, 8].map((value) => at.allows("B4", value))).toEqual([false, true]);
  });

  it.runIf(corpus.length > 0)("is read from real files", () => {
    const at = opened(corpusFile("test-pr-1204.xlsx"));
    expect([at.allows("E1", "ab"), at.allows("E4", "abc")]).toEqual([false, true]);
  });
});

describe("a validation that mallory wrote", () => {
  it("has as many words as fit into a line", () => {
    const long = `errorTitle="${"t".repeat(5000)}" error="${"e".repeat(5000)}"`;
    const at = opened(book(validation(`type="whole" sqref="C1" ${long}`, "1", "2")));
    expect(at.validations.at("s0", parseCell("C1")!)?.words).toHaveLength(255 + 2 + 255);
  });

  it("with a list as long as the sheet offers a part of it, soon", () => {
    const at = opened(
      book(
        validation('type="list" sqref="C1"', `"${"x,".repeat(4000)}"`) +
          validation('type="list" sqref="A1:XFD1048576"', "Lists!$A$1:$XFD$1048576").repeat(1500),
      ),
    );
    expect(at.options("C1")).toHaveLength(1000);
    expect(at.options("D1")).toEqual(["red", "small", "green", 12]);
    expect(at.allows("XFD1048576", "green")).toBe(true);
    expect(at.allows("XFD1048576", "nothing of the kind")).toBe(false);
  }, 15_000);

  it.each(["", "#REF!", "Nowhere!A1:A2", "[1]Book!A1", "'".repeat(300), "1:", "\u0000"])(
    "with a list from %j offers nothing and refuses nothing",
    (from) => {
      const at = opened(book(validation('type="list" sqref="C1"', from.replaceAll("\u0000", ""))));
      expect([at.options("C1"), at.allows("C1", "x")]).toEqual([null, null]);
    },
  );
});
