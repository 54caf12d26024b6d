import { strFromU8, strToU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { rewritePackage } from "../../../../extension/editors/package/rewrite-package.ts";
import { checkPackage } from "../../../../extension/editors/package-check.ts";
import { readZipDirectory } from "../../../../extension/editors/zip-directory.ts";
import { contentTypes, packed } from "../packages.ts";

const original = packed({ "word/media/image1.png": "picture", "word/styles.xml": "<styles/>" });
const names = (bytes: typeof original): string[] => readZipDirectory(bytes, 100).map(({ name }) => name);

function packedData(bytes: typeof original, name: string): Uint8Array {
  const entry = readZipDirectory(bytes, 100).find((each) => each.name === name)!;
  return bytes.subarray(entry.headerStart, entry.dataEnd);
}

describe("rewritePackage", () => {
  it("is the package itself when nothing changed", () => {
    expect(rewritePackage(original, new Map())).toBe(original);
  });

  it("replaces a part in its place and copies the others, packed as they were", () => {
    const written = rewritePackage(
      original,
      new Map([["word/document.xml", strToU8("<document>new</document>")]]),
    );
    expect(names(written)).toEqual(names(original));
    expect(strFromU8(unzipSync(written)["word/document.xml"]!)).toBe("<document>new</document>");
    for (const name of names(original).filter((each) => each !== "word/document.xml")) {
      expect(packedData(written, name)).toEqual(packedData(original, name));
    }
  });

  it("adds and leaves out, and is a whole package after that", () => {
    const changes = new Map([
      ["word/styles.xml", null],
      ["word/media/bild é.png", strToU8("other")],
    ]);
    const written = rewritePackage(original, changes);
    expect(names(written)).toEqual([
      ...names(original).filter((each) => each !== "word/styles.xml"),
      "word/media/bild é.png",
    ]);
    expect(checkPackage(written, "docx").entryCount).toBe(4);
  });

  it("is the old file again once the change is taken back", () => {
    const there = rewritePackage(original, new Map([["word/new.xml", strToU8("<new/>")]]));
    expect(rewritePackage(there, new Map([["word/new.xml", null]]))).toEqual(original);
  });

  it("can be rewritten again and again", () => {
    let bytes = original;
    for (let n = 0; n < 5; n++) {
      bytes = rewritePackage(bytes, new Map([["word/document.xml", strToU8(`<document>${n}</document>`)]]));
      checkPackage(bytes, "docx");
    }
    expect(strFromU8(unzipSync(bytes)["word/document.xml"]!)).toBe("<document>4</document>");
    expect(strFromU8(unzipSync(bytes)["[Content_Types].xml"]!)).toBe(contentTypes("docx"));
  });
});
