import { expect, test } from "vitest";
import { directionOf, openedKindOf } from "../../../extension/editors/document-kinds.ts";

// biome-ignore format: one row a line
test.each([
  ["plan.docx",              "docx"],
  ["Plan.DOCX",              "docx"],
  ["sum.xlsx",               "xlsx"],
  ["talk.pptx",              "pptx"],
  ["plan.docx.pdf",          "pdf"],
  ["notes.TXT",              "text"],
  ["photo.jpeg",             "image"],
  ["plan.doc",               null],
  ["docx",                   null],
  ["plan.docx ",             null],
  ["__proto__",              null],
  ["x.constructor",          null],
])("%s is of the kind %s", (name, kind) => {
  expect(openedKindOf(name)).toBe(kind);
});

test.each([
  ["plan.docx", "ltr"],
  ["Talk.PPTX", "ltr"],
  ["notes.txt", undefined],
])("%s is laid out %s whichever way the page around it is read", (name, direction) => {
  expect(directionOf(name)).toBe(direction);
});
