import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docxRules } from "../../../../extension/editors/package/docx-rules.ts";
import type { MergeNotes } from "../../../../extension/editors/package/merge-context.ts";
import { mergePart } from "../../../../extension/editors/package/merge-part.ts";
import { pptxRules } from "../../../../extension/editors/package/pptx-rules.ts";
import { parseXml } from "../../../../extension/editors/package/xml-parse.ts";
import { escapeText } from "../../../../extension/editors/package/xml-text.ts";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const A = "http://schemas.openxmlformats.org/drawingml/2006/main";

const body = (inside: string): string => `<w:document xmlns:w="${W}"><w:body>${inside}</w:body></w:document>`;
/** What a library makes of it. */
const saved = (inside: string): string =>
  `<w:document xmlns:w="${W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>${inside}</w:body></w:document>`;
/** The same with another prefix. */
const prefixed = (inside: string): string =>
  saved(inside)
    .replaceAll(/([< /:])w:/g, "$1x:")
    .replace("xmlns:w=", "xmlns:x=");

function merge(
  original: string,
  before: string,
  after: string,
  rules = docxRules,
): { source: string } & MergeNotes {
  const notes: MergeNotes = { fallbacks: [], hazards: [], unplaced: [] };
  const source = mergePart(
    { original: parseXml(original), before: parseXml(before), after: parseXml(after) },
    { rules, notes, readReference: () => null, writeReference: () => null },
  );
  return { source, ...notes };
}

const run = (text: string, properties = ""): string => {
  const space = /^\s|\s$|\s\s/.test(text) ? ' xml:space="preserve"' : "";
  return `<w:r>${properties}<w:t${space}>${escapeText(text)}</w:t></w:r>`;
};
const paragraph = (...runs: string[]): string => `<w:p>${runs.join("")}</w:p>`;

describe("mergePart of a text document", () => {
  it("is the original to the letter when the library's saves say the same", () => {
    const original = `\ufeff<?xml version='1.0'?>\n${body("<w:p  w:rsidR='1'><w:unknown/><w:r><w:t>a</w:t></w:r></w:p>")}`;
    const before = saved('<w:p w14:paraId="1"><w:r><w:t>a</w:t></w:r></w:p>');
    const after = saved('<w:p w14:paraId="2"><w:r><w:t>a</w:t></w:r></w:p>');
    expect(merge(original, before, after).source).toBe(original);
  });

  it("changes only the run that was written in", () => {
    const kept =
      '<w:proofErr w:type="spellStart"/><w:r w:rsidR="7"><w:rPr><w:b/></w:rPr><w:t>two</w:t></w:r>';
    const original = body(paragraph('<w:r w:rsidR="9"><w:t>one </w:t></w:r>', kept));
    const { source, fallbacks } = merge(
      original,
      saved(paragraph(run("one "), run("two", "<w:rPr><w:b/></w:rPr>"))),
      saved(paragraph(run("one and a half "), run("two", "<w:rPr><w:b/></w:rPr>"))),
    );
    expect(source).toBe(
      body(paragraph('<w:r w:rsidR="9"><w:t xml:space="preserve">one and a half </w:t></w:r>', kept)),
    );
    expect(fallbacks).toEqual([]);
  });

  it("keeps what the library does not know inside a formatted run", () => {
    const original = body(paragraph('<w:r><w:rPr><w:lang w:val="de"/></w:rPr><w:t>one two</w:t></w:r>'));
    const { source } = merge(
      original,
      saved(paragraph(run("one two"))),
      saved(paragraph(run("one "), run("two", "<w:rPr><w:b/></w:rPr>"))),
    );
    expect(source).toBe(
      body(
        paragraph(
          '<w:r><w:rPr><w:lang w:val="de"/></w:rPr><w:t xml:space="preserve">one </w:t></w:r>',
          '<w:r><w:rPr><w:b/><w:lang w:val="de"/></w:rPr><w:t>two</w:t></w:r>',
        ),
      ),
    );
  });

  it.each([
    ["the same prefix", saved],
    ["another prefix", prefixed],
  ])("turns off a format that only a style turned on, when the library has %s", (_, write) => {
    const original = body(paragraph('<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>loud</w:t></w:r>'));
    const loud = '<w:rPr><w:rStyle w:val="Strong"/><w:b/></w:rPr>';
    const quiet = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>';
    const { source } = merge(
      original,
      write(paragraph(run("loud", loud))),
      write(paragraph(run("loud", quiet))),
    );
    expect(source).toContain('<w:rStyle w:val="Strong"/><w:b w:val="0"/></w:rPr>');
  });

  it("declares a prefix that the original does not have", () => {
    const { source } = merge(
      body(paragraph(run("one"))),
      prefixed(paragraph(run("one"))),
      prefixed(paragraph(run("one"), '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>')),
    );
    expect(source).toContain(`<x:bookmarkStart xmlns:x="${W}" x:id="1" x:name="here"/>`);
  });

  it("tells equal paragraphs apart by their place", () => {
    const same = paragraph(run("same"));
    const { source } = merge(
      body(same + same + same),
      saved(same + same + same),
      saved(same + paragraph(run("other")) + same),
    );
    expect(source).toBe(body(same + paragraph(run("other")) + same));
  });

  it("writes a new paragraph as the one beside it is written", () => {
    const original = body(
      '<w:p w:rsidR="5"><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>',
    );
    const spelled = '<w:rPr><w:sz w:val="22"/></w:rPr>';
    const first = paragraph('<w:pPr><w:jc w:val="center"/></w:pPr>', run("first", spelled));
    const second = paragraph('<w:pPr><w:jc w:val="center"/></w:pPr>', run("second", spelled));
    const { source } = merge(original, saved(first), saved(first + second));
    expect(source).not.toContain("sz");
    expect(source).toContain("<w:t>second</w:t></w:r></w:p></w:body>");
  });

  it("moves a paragraph as it stands", () => {
    const one = '<w:p><w:custom w:kept="1"/><w:r><w:t>one</w:t></w:r></w:p>';
    const [a, b, c] = [paragraph(run("one")), paragraph(run("two")), paragraph(run("three"))];
    const { source } = merge(body(one + b + c), saved(a + b + c), saved(b + c + a));
    expect(source).toBe(body(b + c + one));
  });

  it("keeps the end of a range that begins elsewhere when its paragraph goes", () => {
    const start = paragraph('<w:bookmarkStart w:id="1" w:name="here"/>', run("one"));
    const end = paragraph(run("two"), '<w:bookmarkEnd w:id="1"/>');
    const { source } = merge(body(start + end), saved(start + end), saved(start));
    expect(source).toBe(body(`${start}<w:bookmarkEnd w:id="1"/>`));
  });

  it("says so when it had to take a paragraph over", () => {
    const { fallbacks, source } = merge(
      body(paragraph('<w:fldSimple w:instr="PAGE"/>')),
      saved(paragraph(run("made up"))),
      saved(paragraph(run("made"))),
    );
    expect(fallbacks).toHaveLength(1);
    expect(source).toContain(">made<");
  });

  it("brings any text to where it was written, whatever runs the original had", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "é", "<", "&") });
    const cut = (whole: string, at: readonly number[]): string[] => {
      const places = [...new Set(at.map((n) => n % (whole.length + 1)))].sort((x, y) => x - y);
      return [...places, whole.length].map((place, i) => whole.slice(places[i - 1] ?? 0, place));
    };
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(40)), (before, after, places) => {
        const pieces = cut(before, places).filter((piece) => piece !== "");
        const { source, fallbacks, unplaced } = merge(
          body(paragraph(...pieces.map((piece) => run(piece)))),
          saved(paragraph(run(before))),
          saved(paragraph(run(after))),
        );
        const written = [...source.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, each]) => each).join("");
        expect(written).toBe(escapeText(after));
        expect([fallbacks, unplaced]).toEqual([[], []]);
      }),
    );
  });

  it("brings links and words to where they stand, in their order", () => {
    const piece = fc.record({
      link: fc.constantFrom("", "", "x", "y"),
      text: fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }),
    });
    const pieces = fc.array(piece, { maxLength: 6 });
    const written = (all: readonly { link: string; text: string }[]): string =>
      paragraph(
        ...all.map(({ link, text }) =>
          link === "" ? run(text) : `<w:hyperlink w:anchor="${link}">${run(text)}</w:hyperlink>`,
        ),
      );
    /** Each letter behind the name of the link that it stands in. */
    const seen = (source: string): string => {
      const parts = source.matchAll(
        /<w:hyperlink w:anchor="(\w)">|(<\/w:hyperlink>)|<w:t[^>]*>(\w*)<\/w:t>/g,
      );
      let link = "";
      return [...parts].reduce((told, [, opened, closed, text]) => {
        if (opened !== undefined || closed !== undefined) link = opened ?? "";
        return told + [...(text ?? "")].map((letter) => ` ${link}${letter}`).join("");
      }, "");
    };
    fc.assert(
      fc.property(pieces, pieces, (before, after) => {
        const { source, unplaced } = merge(
          body(written(before)),
          saved(written(before)),
          saved(written(after)),
        );
        expect(seen(source)).toBe(seen(written(after)));
        expect(unplaced).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("does the same to a list of paragraphs as was done to the library's", () => {
    const names = fc.uniqueArray(fc.constantFrom("one", "two", "three", "four", "five", "six", "seven"));
    fc.assert(
      fc.property(names, names, (before, after) => {
        const list = (texts: readonly string[]): string => texts.map((each) => paragraph(run(each))).join("");
        const { source } = merge(body(list(before)), saved(list(before)), saved(list(after)));
        const shown = [...source.matchAll(/>([^<>]+)<\/w:t>/g)].map(([, each]) => each);
        expect(shown).toEqual(after);
      }),
    );
  });
});

describe("mergePart of a slide", () => {
  const slide = (inside: string): string => `<p:sp xmlns:p="urn:p" xmlns:a="${A}">${inside}</p:sp>`;

  it("moves a shape and leaves its text", () => {
    const at = (x: number): string =>
      `<p:spPr><a:xfrm><a:off x="${x}" y="2"/></a:xfrm><a:ln w="1"/></p:spPr>`;
    const text = "<p:txBody><a:p><a:r><a:t>hello</a:t></a:r></a:p></p:txBody>";
    const rewritten = "<p:txBody><a:p><a:r><a:rPr lang='en'/><a:t>hello</a:t></a:r></a:p></p:txBody>";
    const { source } = merge(
      slide(at(1) + text),
      slide(at(1) + rewritten),
      slide(at(9) + rewritten),
      pptxRules,
    );
    expect(source).toBe(slide(at(9) + text));
  });

  it("gives a shape a place of its own, where the schema wants it", () => {
    const { source } = merge(
      slide('<p:spPr><a:ln w="1"/></p:spPr>'),
      slide('<p:spPr><a:ln w="1"/></p:spPr>'),
      slide('<p:spPr><a:xfrm><a:off x="1" y="2"/></a:xfrm><a:ln w="1"/></p:spPr>'),
      pptxRules,
    );
    expect(source).toBe(slide('<p:spPr><a:xfrm><a:off x="1" y="2"/></a:xfrm><a:ln w="1"/></p:spPr>'));
  });
});
