import { describe, expect, it, test } from "vitest";
import {
  joinFormula,
  moveFormula,
  splitFormula,
} from "../../../../extension/editors/xlsx/formula/formula-text.ts";
import { parseArea, sheetPrefix } from "../../../../extension/editors/xlsx/formula/references.ts";

const references = (formula: string): string[] =>
  splitFormula(formula).flatMap((part) => (typeof part === "string" ? [] : [part.text]));

describe("a formula", () => {
  test.each([
    ["A1+$B$2*C$3", ["A1", "$B$2", "C$3"]],
    ["SUM(A1:B2,C:C,3:5)", ["A1:B2", "C:C", "3:5"]],
    ["Data!A1+'My ''own'' sheet'!B2:C3", ["Data!A1", "'My ''own'' sheet'!B2:C3"]],
    ["LOG10(A1)+ATAN2(B1,1)", ["A1", "B1"]],
    ['"A1"&A2&"say ""B2"""', ["A2"]],
    ["Table1[[#This Row],[A1]]+Table1[B2]", []],
    ["[1]Sheet1!A1+'[2]x y'!B2+C3", ["C3"]],
    ["SUM(First:Last!A1)+'a:b'!B2", []],
    ["#REF!+Sheet1!#REF!+A1", ["A1"]],
    ["1E5+2.5E-3+A1", ["A1"]],
    ["TOTAL_A1+A1.b+_xlfn.SINGLE(A1)", ["A1"]],
    ["A1#+@B1", ["A1", "B1"]],
    ["XFE1+A1048577+ZZZ9", []],
    ["Größe!A1", ["Größe!A1"]],
    ["A1:INDEX(B:B,3)", ["A1", "B:B"]],
    ["{1,2;3,4}*A1", ["A1"]],
  ])("%s: has its references found and nothing else", (formula, found) => {
    expect(references(formula)).toEqual(found);
    expect(joinFormula(splitFormula(formula))).toBe(formula);
  });

  test.each([
    ["'a:b'!A1+':a:b'!A1+'a:'!B2+'[1]a''b'!A1+'a[b'!A1", ["'a:'!B2"]],
    ["'[1'A1+'a'!A1", ["A1", "'a'!A1"]],
  ])("%s: tells other files' sheets and runs of sheets from a sheet of its own", (formula, found) => {
    expect(references(formula)).toEqual(found);
  });

  test.each(["'[", "[", "'a:", "''a", "a:", "[']", "'''[", "a1:a1:", "'a'!"])(
    "is split in one go, however often %s comes in it",
    (piece) => {
      const formula = `'${piece.repeat(100_000)}`;
      expect(joinFormula(splitFormula(formula))).toBe(formula);
    },
  );

  test.each([
    ["A1+$A$1+A$1+$A1", 1, 1, "B2+$A$1+B$1+$A2"],
    ["SUM(A:A,1:1)", 2, 3, "SUM(D:D,3:3)"],
    ["A1", -1, 0, "#REF!"],
    ['IF(A1="A1",Data!B2,"")', 1, 0, 'IF(A2="A1",Data!B3,"")'],
  ])("%s: moves by %i rows and %i columns to %s", (formula, rows, columns, moved) => {
    expect(moveFormula(formula, rows, columns)).toBe(moved);
  });

  it("names sheets in quotes where they need them", () => {
    expect(["Data", "Q1 Sales", "A1", "R1C1", "it's", "2020", "TRUE"].map(sheetPrefix)).toEqual([
      "Data!",
      "'Q1 Sales'!",
      "'A1'!",
      "'R1C1'!",
      "'it''s'!",
      "'2020'!",
      "'TRUE'!",
    ]);
  });

  it("has areas with their corners in any order", () => {
    expect(parseArea("C3:A1")).toEqual({ top: 0, left: 0, bottom: 2, right: 2 });
    expect([parseArea("A0"), parseArea("A1:"), parseArea("Data!A1")]).toEqual([null, null, null]);
  });
});
