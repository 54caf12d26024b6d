import { strFromU8, strToU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { restoreParts } from "../../../../extension/editors/docx/restore-parts.ts";
import type { Bytes } from "../../../../shared/bytes.ts";
import { packed } from "../packages.ts";

const RELS = "word/_rels/document.xml.rels";
const link = (id: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${target}"/>`;
const links = (...rows: string[]): string => `<Relationships>${rows.join("")}</Relationships>`;
const body = (...ids: string[]): string => `<x>${ids.map((id) => `<a:blip r:embed="${id}"/>`).join("")}</x>`;
const cat = strToU8("a picture of a cat");
const dog = strToU8("a picture of a dog");

function part(bytes: Bytes, path: string): string | undefined {
  const found = unzipSync(bytes)[path];
  return found && strFromU8(found);
}

const opened = packed({
  "word/document.xml": body("rId1"),
  [RELS]: links(link("rId1", "media/image1.png")),
  "word/media/image1.png": cat,
  "docProps/core.xml": "<p><title>Plan</title></p>",
});

describe("parts that the editor's writer spoils", () => {
  it("leaves a package alone in which nothing is spoilt", () => {
    expect(restoreParts(opened, opened)).toBe(opened);
  });

  it("keeps one copy of a picture that was embedded again", () => {
    const written = packed({
      "word/document.xml": body("rId7"),
      [RELS]: links(link("rId1", "media/image1.png"), link("rId7", "media/image2.png")),
      "word/media/image1.png": cat,
      "word/media/image2.png": cat,
    });
    const restored = restoreParts(written, opened);
    expect(part(restored, "word/document.xml")).toBe(body("rId1"));
    expect(part(restored, RELS)).toBe(links(link("rId1", "media/image1.png")));
    expect(Object.keys(unzipSync(restored))).not.toContain("word/media/image2.png");
  });

  it("keeps a picture that bob put in, beside one that was there", () => {
    const written = packed({
      "word/document.xml": body("rId7", "rId8"),
      [RELS]: links(
        link("rId1", "media/image1.png"),
        link("rId7", "media/image2.png"),
        link("rId8", "media/image3.png"),
      ),
      "word/media/image1.png": cat,
      "word/media/image2.png": cat,
      "word/media/image3.png": dog,
    });
    const restored = restoreParts(written, opened);
    expect(part(restored, "word/document.xml")).toBe(body("rId1", "rId8"));
    expect(part(restored, "word/media/image3.png")).toBe("a picture of a dog");
  });

  it("does not mistake rId70 for rId7", () => {
    const written = packed({
      "word/document.xml": body("rId70", "rId7"),
      [RELS]: links(
        link("rId1", "media/image1.png"),
        link("rId7", "media/image2.png"),
        link("rId70", "media/image3.png"),
      ),
      "word/media/image1.png": cat,
      "word/media/image2.png": cat,
      "word/media/image3.png": dog,
    });
    expect(part(restoreParts(written, opened), "word/document.xml")).toBe(body("rId70", "rId1"));
  });

  it("puts properties back that are no XML any more, and leaves others as written", () => {
    const spoilt = packed({ "docProps/core.xml": "<p><title>Plan</title><dcterms:modified/></p>" });
    expect(part(restoreParts(spoilt, opened), "docProps/core.xml")).toBe("<p><title>Plan</title></p>");
    const good = packed({ "docProps/core.xml": "<p><title>New plan</title></p>" });
    expect(part(restoreParts(good, opened), "docProps/core.xml")).toBe("<p><title>New plan</title></p>");
  });
});
