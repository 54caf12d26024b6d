import { describe, expect, it } from "vitest";
import { plainReferences } from "../../../../extension/editors/xlsx/formula/plain-formula.ts";

const textsOf = (formula: string): string[] | undefined => plainReferences(formula)?.map(({ text }) => text);

describe("what a formula hangs on", () => {
  it.each([
    ["=B2*C2", ["B2", "C2"]],
    ["SUM(L1:L10000)", ["L1:L10000"]],
    ["=IF(A1>0,ROUND(SUM($A$1:B3,'Other one'!C:C)/2,1),\"A9:A10\")", ["A1", "$A$1:B3", "'Other one'!C:C"]],
    ["=SUMPRODUCT((A1:A3>1)*B1:B3)", ["A1:A3", "B1:B3"]],
    ["=-(1.5e3+.5)%&TRUE&A1", ["A1"]],
    ["=A1+#REF!", ["A1"]],
    ["=LOG10(A1)", ["A1"]],
    ["=PI()", []],
  ])("is all that stands in %s", (formula, texts) => expect(textsOf(formula)).toEqual(texts));

  it.each([
    ["what is computed while looking", "=SUM(OFFSET(A1,1,1))"],
    ["an address in a text", '=INDIRECT("A1")'],
    ["what changes by itself", "=NOW()"],
    ["a name", "=Rate*A1"],
    ["a table", "=SUM(Sales[Total])"],
    ["another file", "=[1]Sheet1!A1"],
    ["several sheets", "=SUM(First:Last!A1)"],
    ["an area that spills", "=A1:A3"],
    ["a sum over an area that a function of one value is given", "=SUM(IF(A1:A3>1,1,0))"],
    ["a function that spills", "=SORT(A1:A3)"],
    ["values that spill", "={1,2}"],
    ["where another spills to", "=SUM(A1#)"],
    ["an area up to what is looked for", "=SUM(A1:INDEX(B1:B9,3))"],
    ["several areas as one", "=(A1,B1)"],
    ["an open bracket", "=SUM(A1"],
    ["a bracket too many", "=SUM(A1))"],
  ])("is not said where there is %s", (_what, formula) => expect(plainReferences(formula)).toBeNull());
});
