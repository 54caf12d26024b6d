import { describe, expect, it, test } from "vitest";
import { checkExport } from "../../../extension/editors/export-check.ts";
import { AppError } from "../../../shared/errors.ts";
import { contentTypes, packed } from "./packages.ts";

describe("export check", () => {
  it("hands a whole document out as it is", () => {
    const bytes = packed();
    expect(checkExport(bytes, "docx")).toBe(bytes);
  });

  // biome-ignore format: one row a line
  test.each([
    ["nothing",                        new Uint8Array()],
    ["a document that is cut off",     packed().slice(0, -30)],
    ["a workbook",                     packed({ "[Content_Types].xml": contentTypes("xlsx") })],
    ["a main part that is no XML",     packed({ "word/document.xml": "<document><w></document>" })],
    ["an undeclared prefix",           packed({ "docProps/core.xml": "<a><dcterms:b/></a>" })],
    ["relationships that are no XML",  packed({ "word/_rels/document.xml.rels": "<Relationships" })],
    ["text that is no UTF-8",          packed({ "word/styles.xml": new Uint8Array([0x3c, 0x61, 0xff, 0x2f, 0x3e]) })],
  ])("refuses %s", (_, bytes) => {
    expect(() => checkExport(bytes, "docx")).toThrow(new AppError("EDITOR_EXPORT_FAILED"));
  });

  it("refuses a package without its main part", () => {
    const bytes = packed({ "word/document2.xml": "<x/>" });
    expect(() => checkExport(bytes, "xlsx")).toThrow(new AppError("EDITOR_EXPORT_FAILED"));
  });
});
