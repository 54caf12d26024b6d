import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeName, isNameFree } from "../../../shared/rules/same-name.ts";

/** As one name stands in the way of the other. */
const sameName = (a: string, b: string) => !isNameFree(a, [b]);

describe("names that count as the same", () => {
  it.each([
    // one              other              same
    ["Report.docx", "Report.docx", true],
    ["Report.docx", "REPORT.DOCX", true],
    ["caf\u00e9.docx", "cafe\u0301.docx", true],
    ["CAFE\u0301", "caf\u00e9", true],
    ["Straße", "STRASSE", true],
    ["STRAẞE", "strasse", true],
    ["ΟΔΟΣ", "οδος", true],
    ["οδοσ", "οδος", true],
    ["\u212bngström", "ångström", true],
    ["İstanbul", "i\u0307stanbul", true],
    ["😀.docx", "😀.docx", true],
    ["constructor", "CONSTRUCTOR", true],
    ["Report.docx", "Report.xlsx", false],
    ["Report", "Report ", false],
    ["a", "а", false],
    ["cafe", "caf\u00e9", false],
    ["__proto__", "proto", false],
  ])("%j and %j: %s", (a, b, isSame) => {
    expect([sameName(a, b), sameName(b, a)]).toEqual([isSame, isSame]);
  });

  it("takes every name for the same as its upper, lower, composed and decomposed form", () => {
    const forms = (name: string) => [name.toUpperCase(), name.normalize("NFC"), name.normalize("NFD")];
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) =>
        forms(name).every((form) => sameName(name, form)),
      ),
    );
  });
});

describe("freeName", () => {
  it.each([
    // name            beside it                            free
    ["a.docx", [], "a.docx"],
    ["a.docx", ["b.docx"], "a.docx"],
    ["a.docx", ["a.docx"], "a (2).docx"],
    ["a.docx", ["A.DOCX", "a (2).docx"], "a (3).docx"],
    ["folder", ["Folder"], "folder (2)"],
    [".profile", [".profile"], ".profile (2)"],
    ["a.tar.gz", ["a.tar.gz"], "a.tar (2).gz"],
    ["__proto__", ["__proto__"], "__proto__ (2)"],
  ])("for %j beside %j is %j", (name, siblings, expected) => {
    expect(freeName(name, siblings)).toBe(expected);
  });

  it("stays within the length that names may have, cutting no emoji in two", () => {
    const name = `${"😀".repeat(250)}.docx`;
    const free = freeName(name, [name]);
    expect([...free]).toHaveLength(255);
    expect(free.endsWith("😀 (2).docx")).toBe(true);
  });

  it("is free whatever stands there", () => {
    const names = fc.array(fc.constantFrom("a", "A", "a (2)", "A (3)", "b.x", "B (2).X"), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom("a", "b.x"), names, (name, taken) =>
        isNameFree(freeName(name, taken), taken),
      ),
    );
  });
});
