import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../extension/editors/package/xml-edits.ts";
import { parseXml } from "../../../../extension/editors/package/xml-parse.ts";
import {
  decodePart,
  encodePart,
  escapeAttribute,
  escapeText,
  unescapeXml,
} from "../../../../extension/editors/package/xml-text.ts";
import {
  attributeOf,
  namespaceAt,
  sourceOf,
  textOf,
  type XmlElement,
} from "../../../../extension/editors/package/xml-tree.ts";

const all = (element: XmlElement): XmlElement[] => [element, ...element.elements.flatMap(all)];

describe("parseXml", () => {
  const source =
    '\ufeff<?xml version="1.0"?>\r\n<!-- a < b --><w:a xmlns:w="urn:w" w:x=\'1\' y = "a&lt;b">' +
    "one &amp; <w:b/><?do it?><![CDATA[<raw>]]><w:b >two</w:b ></w:a><!-- end -->";
  const { root } = parseXml(source);

  it("knows where each element stands", () => {
    expect(all(root).map(sourceOf)).toEqual([
      source.slice(source.indexOf("<w:a"), source.indexOf("<!-- end")),
      "<w:b/>",
      "<w:b >two</w:b >",
    ]);
    expect(source.slice(root.openEnd, root.openEnd + 3)).toBe("one");
    expect(source.slice(root.closeStart, root.end)).toBe("</w:a>");
  });

  it("knows attributes by namespace, value and place", () => {
    expect(
      root.attributes.map(({ key, value, start, end }) => [key, value, source.slice(start, end)]),
    ).toEqual([
      ["{urn:w}x", "1", "w:x='1'"],
      ["y", "a<b", 'y = "a&lt;b"'],
    ]);
    expect([attributeOf(root, "x"), attributeOf(root, "z")]).toEqual(["1", null]);
  });

  it("gives the text without comments and instructions", () => {
    expect(textOf(root)).toBe("one & <raw>two");
  });

  it("finds what a prefix means from the inside", () => {
    const inner = root.elements[0]!;
    expect([namespaceAt(inner, "w"), namespaceAt(inner, ""), namespaceAt(inner, "constructor")]).toEqual([
      "urn:w",
      null,
      null,
    ]);
  });

  it("takes both spellings of an Office namespace for one", () => {
    const strict = parseXml('<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>').root;
    expect(strict.key).toBe("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p");
  });

  it.each([
    ["a document type", "<!DOCTYPE a><a/>"],
    ["an entity", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ["an open end", "<a><b></a>"],
    ["an unknown prefix", "<x:a/>"],
    ["nothing", ""],
  ])("refuses %s", (_, bad) => {
    expect(() => parseXml(bad)).toThrow(SyntaxError);
  });
});

describe("text of a part", () => {
  it("comes back after escaping", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(unescapeXml(escapeText(text))).toBe(text);
        expect(unescapeXml(escapeAttribute(text))).toBe(text);
      }),
    );
  });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)("is the same bytes again in %s", (encoding) => {
    const bytes = encodePart("\ufeff<a>é𝄞</a>", encoding);
    const { source, encoding: found } = decodePart(bytes);
    expect(encodePart(source, found)).toEqual(bytes);
    expect(parseXml(source).root.local).toBe("a");
  });
});

describe("applyEdits", () => {
  it("keeps insertions in order and copies the rest", () => {
    const edits = [
      { start: 2, end: 4, text: "X" },
      { start: 2, end: 2, text: "1" },
      { start: 2, end: 2, text: "2" },
    ];
    expect(applyEdits("abcdef", edits)).toBe("ab12Xef");
    expect(applyEdits("abcdef", edits, 1, 5)).toBe("b12Xe");
  });

  it("refuses two changes of the same characters", () => {
    expect(() =>
      applyEdits("abcdef", [
        { start: 0, end: 3, text: "x" },
        { start: 2, end: 4, text: "y" },
      ]),
    ).toThrow(RangeError);
  });
});
