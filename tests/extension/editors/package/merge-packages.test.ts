import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type MergeOptions, mergePackages } from "../../../../extension/editors/package/merge-packages.ts";
import { asPlain, type Plain } from "../../../../shared/bytes.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const LINKS = "http://schemas.openxmlformats.org/package/2006/relationships";
const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const P = "http://schemas.openxmlformats.org/presentationml/2006/main";
const R = `${OFFICE}/relationships`;

type Parts = Record<string, string>;

const packed = (parts: Parts): Plain =>
  asPlain(
    new Uint8Array(
      zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]))),
    ),
  );
const unpacked = (bytes: Uint8Array): Parts =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
const links = (...all: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="${LINKS}">${all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"/>`).join("")}</Relationships>`;
const types = (...parts: string[]): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="rels"/><Default Extension="xml" ContentType="xml"/>${parts.map((part) => `<Override PartName="/${part}" ContentType="type of ${part}"/>`).join("")}</Types>`;

function merged(
  options: Omit<MergeOptions, "original" | "before" | "after"> &
    Record<"original" | "before" | "after", Parts>,
) {
  const { original, before, after, kind } = options;
  const { bytes, report } = mergePackages({
    original: packed(original),
    before: packed(before),
    after: packed(after),
    kind,
  });
  return { parts: unpacked(bytes), report };
}

const textDocument = (inside: string): string =>
  `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${inside}</w:body></w:document>`;
const text = (words: string): string => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const picture = (id: string): string => `<w:p><w:r><w:drawing><a r:embed="${id}"/></w:drawing></w:r></w:p>`;

const document: Parts = {
  "[Content_Types].xml": types("word/document.xml"),
  "_rels/.rels": links(["rId1", "officeDocument", "word/document.xml"]),
  "word/document.xml": textDocument(text("hello") + picture("rId7")),
  "word/_rels/document.xml.rels": links(["rId7", "image", "media/image1.png"]),
  "word/media/image1.png": "the picture",
  "customXml/item1.xml": "<kept/>",
};

/** As a library saves it: the picture under another name, the part that it does not know left out. */
const { "customXml/item1.xml": _dropped, "word/media/image1.png": _renamed, ...known } = document;
const savedDocument = (inside: string, more: Parts = {}): Parts => ({
  ...known,
  "word/document.xml": textDocument(inside),
  "word/_rels/document.xml.rels": links(["rId1", "image", "media/embedded.png"]),
  "word/media/embedded.png": "the picture",
  "docProps/app.xml": "<Properties/>",
  ...more,
});

describe("mergePackages of a text document", () => {
  const before = savedDocument(text("hello") + picture("rId1"));

  it("gives back the very file when nothing was changed", () => {
    const original = packed(document);
    const options = { original, before: packed(before), after: packed(before), kind: "docx" } as const;
    expect(mergePackages(options).bytes).toBe(original);
  });

  it("keeps the parts that the library lost, renamed or made up", () => {
    const after = savedDocument(text("hello you") + picture("rId1"));
    const { parts, report } = merged({ original: document, before, after, kind: "docx" });
    expect(parts).toEqual({
      ...document,
      "word/document.xml": textDocument(text("hello you") + picture("rId7")),
    });
    expect(report).toEqual({ fallbacks: [], hazards: [], unplaced: [] });
  });

  it("brings a new picture with its relationship, its type and a name of its own", () => {
    const after = savedDocument(text("hello") + picture("rId1") + picture("rId2"), {
      "[Content_Types].xml": types("word/document.xml").replace(
        "<Override",
        '<Default Extension="png" ContentType="image/png"/><Override',
      ),
      "word/_rels/document.xml.rels": links(
        ["rId1", "image", "media/embedded.png"],
        ["rId2", "image", "media/image1.png"],
      ),
      "word/media/image1.png": "another picture",
    });
    const { parts } = merged({ original: document, before, after, kind: "docx" });
    expect(parts["word/media/image1.png"]).toBe("the picture");
    expect(parts["word/media/image1_1.png"]).toBe("another picture");
    expect(parts["word/_rels/document.xml.rels"]).toContain('Id="rId2"');
    expect(parts["word/_rels/document.xml.rels"]).toContain('Target="media/image1_1.png"');
    expect(parts["word/document.xml"]).toBe(textDocument(text("hello") + picture("rId7") + picture("rId2")));
    expect(parts["[Content_Types].xml"]).toContain('Extension="png"');
  });

  it("brings a new part that only its relationship names", () => {
    const after = savedDocument(text("hello") + picture("rId1"), {
      "[Content_Types].xml": types("word/document.xml", "word/comments.xml"),
      "word/_rels/document.xml.rels": links(
        ["rId1", "image", "media/embedded.png"],
        ["rId7", "comments", "comments.xml"],
      ),
      "word/comments.xml": "<comments/>",
    });
    const { parts } = merged({ original: document, before, after, kind: "docx" });
    expect(parts["word/comments.xml"]).toBe("<comments/>");
    expect(parts["word/_rels/document.xml.rels"]).toContain('Id="rId7_1"');
    expect(parts["[Content_Types].xml"]).toContain('PartName="/word/comments.xml"');
  });

  it("keeps a part whose markup is not as the library thinks, and says so", () => {
    const original = { ...document, "word/styles.xml": "<not closed" };
    const other = { "word/styles.xml": "<styles/>" };
    const { parts, report } = merged({
      original,
      before: { ...before, ...other },
      after: { ...before, "word/styles.xml": "<styles a='b'/>" },
      kind: "docx",
    });
    expect(parts).toEqual(original);
    expect(report.unplaced).toHaveLength(1);
  });
});

describe("mergePackages of a presentation", () => {
  const slideIds = (...ids: string[]): string =>
    `<p:presentation xmlns:p="${P}" xmlns:r="${R}"><p:sldIdLst>${ids.map((id) => `<p:sldId id="25${id}" r:id="rId${id}"/>`).join("")}</p:sldIdLst></p:presentation>`;
  const deck: Parts = {
    "[Content_Types].xml": types(
      "ppt/presentation.xml",
      "ppt/slides/slide1.xml",
      "ppt/slides/slide2.xml",
      "ppt/notes/notes2.xml",
    ),
    "_rels/.rels": links(["rId1", "officeDocument", "ppt/presentation.xml"]),
    "ppt/presentation.xml": slideIds("1", "2"),
    "ppt/_rels/presentation.xml.rels": links(
      ["rId1", "slide", "slides/slide1.xml"],
      ["rId2", "slide", "slides/slide2.xml"],
    ),
    "ppt/slides/slide1.xml": `<p:sld xmlns:p="${P}"><one/></p:sld>`,
    "ppt/slides/slide2.xml": `<p:sld xmlns:p="${P}"><two/></p:sld>`,
    "ppt/slides/_rels/slide2.xml.rels": links(["rId1", "notesSlide", "../notes/notes2.xml"]),
    "ppt/notes/notes2.xml": "<notes/>",
    "ppt/notes/_rels/notes2.xml.rels": links(["rId1", "slide", "../slides/slide2.xml"]),
  };

  it("takes a deleted slide out with its notes and all that names it", () => {
    const { "ppt/slides/slide2.xml": _slide, "ppt/slides/_rels/slide2.xml.rels": _links, ...rest } = deck;
    const after = {
      ...rest,
      "ppt/presentation.xml": slideIds("1"),
      "ppt/_rels/presentation.xml.rels": links(["rId1", "slide", "slides/slide1.xml"]),
    };
    const { parts } = merged({ original: deck, before: deck, after, kind: "pptx" });
    expect(parts).toEqual({
      "[Content_Types].xml": types("ppt/presentation.xml", "ppt/slides/slide1.xml"),
      "_rels/.rels": deck["_rels/.rels"],
      "ppt/presentation.xml": slideIds("1"),
      "ppt/_rels/presentation.xml.rels": links(["rId1", "slide", "slides/slide1.xml"]),
      "ppt/slides/slide1.xml": deck["ppt/slides/slide1.xml"],
    });
  });

  it("takes out the links of other slides to a deleted one", () => {
    const linked = (link: string): string =>
      `<p:sld xmlns:p="${P}" xmlns:r="${R}"><one>${link}</one></p:sld>`;
    const original: Parts = {
      ...deck,
      "ppt/slides/slide1.xml": linked('<hlinkClick r:id="rId5"/><kept/>'),
      "ppt/slides/_rels/slide1.xml.rels": links(["rId5", "slide", "slide2.xml"]),
    };
    const { "ppt/slides/slide2.xml": _slide, "ppt/slides/_rels/slide2.xml.rels": _links, ...rest } = original;
    const after = {
      ...rest,
      "ppt/presentation.xml": slideIds("1"),
      "ppt/_rels/presentation.xml.rels": links(["rId1", "slide", "slides/slide1.xml"]),
    };
    const { parts } = merged({ original, before: original, after, kind: "pptx" });
    expect(parts["ppt/slides/slide1.xml"]).toBe(linked("<kept/>"));
    expect(parts["ppt/slides/_rels/slide1.xml.rels"]).toBe(links());
  });

  it("changes nothing but the list when slides change places", () => {
    const after = { ...deck, "ppt/presentation.xml": slideIds("2", "1") };
    const { parts } = merged({ original: deck, before: deck, after, kind: "pptx" });
    expect(parts).toEqual(after);
  });

  it("brings a new slide with its own relationships", () => {
    const after = {
      ...deck,
      "[Content_Types].xml": types(
        "ppt/presentation.xml",
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
        "ppt/notes/notes2.xml",
        "ppt/slides/slide3.xml",
      ),
      "ppt/presentation.xml": slideIds("1", "3", "2"),
      "ppt/_rels/presentation.xml.rels": links(
        ["rId1", "slide", "slides/slide1.xml"],
        ["rId2", "slide", "slides/slide2.xml"],
        ["rId3", "slide", "slides/slide3.xml"],
      ),
      "ppt/slides/slide3.xml": `<p:sld xmlns:p="${P}"><three/></p:sld>`,
      "ppt/slides/_rels/slide3.xml.rels": links(["rId1", "notesSlide", "../notes/notes2.xml"]),
    };
    const { parts } = merged({ original: deck, before: deck, after, kind: "pptx" });
    expect(parts).toEqual(after);
  });
});
