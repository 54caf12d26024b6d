import { expect, test } from "vitest";
import { documentKindOf } from "../../../extension/editors/document-kinds.ts";

// biome-ignore format: one row a line
test.each([
  ["plan.docx",              "docx"],
  ["Plan.DOCX",              "docx"],
  ["sum.xlsx",               "xlsx"],
  ["talk.pptx",              "pptx"],
  ["plan.docx.pdf",          null],
  ["plan.doc",               null],
  ["docx",                   null],
  ["plan.docx ",             null],
  ["__proto__",              null],
  ["x.constructor",          null],
])("%s is of the kind %s", (name, kind) => {
  expect(documentKindOf(name)).toBe(kind);
});
