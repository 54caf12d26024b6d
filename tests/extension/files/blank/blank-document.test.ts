import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it, test } from "vitest";
import { DOCUMENT_KINDS } from "../../../../extension/editors/document-kinds.ts";
import { checkExport } from "../../../../extension/editors/export-check.ts";
import { checkPackage } from "../../../../extension/editors/package-check.ts";
import { createBlankDocument } from "../../../../extension/files/blank/blank-document.ts";
import type { Bytes } from "../../../../shared/bytes.ts";

const LOCALES = ["en-US", "de-DE", "ar", "zh-Hant-TW", "not a locale"];
const each = DOCUMENT_KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const));

function parts(bytes: Bytes): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));
}

/** Where a relationship of the part at `from` leads to. */
const resolve = (from: string, target: string): string =>
  new URL(target, `http://x/${from}`).pathname.slice(1);

describe("blank documents", () => {
  test.each(each)("a %s for %s is a whole package of well-formed parts", (kind, locale) => {
    const bytes = createBlankDocument(kind, { title: `A <b> & "c" \u0000\ud800`, locale });
    expect(checkPackage(bytes, kind)).toMatchObject({ kind, hasMacros: false });
    expect(checkExport(bytes, kind)).toBe(bytes);
  });

  test.each(DOCUMENT_KINDS)(
    "every part of a %s is declared, and every relationship leads somewhere",
    (kind) => {
      const all = parts(createBlankDocument(kind, { locale: "en-GB" }));
      const declared = [...(all["[Content_Types].xml"] ?? "").matchAll(/PartName="\/([^"]+)"/g)].map(
        (m) => m[1],
      );
      expect(declared.toSorted()).toEqual(
        Object.keys(all)
          .filter((path) => !/\.rels$|\[Content_Types\]/.test(path))
          .toSorted(),
      );
      for (const path of Object.keys(all).filter((name) => name.endsWith(".rels"))) {
        const owner = path.replace("_rels/", "").replace(/\.rels$/, "");
        for (const [, target = ""] of all[path]!.matchAll(/Target="([^"]+)"/g)) {
          expect(Object.keys(all)).toContain(resolve(owner, target));
        }
      }
    },
  );

  it("is the same for the same arguments, and tells nothing about machine, person or time", () => {
    for (const kind of DOCUMENT_KINDS) {
      const [one, two] = [
        createBlankDocument(kind, { locale: "fr" }),
        createBlankDocument(kind, { locale: "fr" }),
      ];
      expect(one).toEqual(two);
      expect(Object.values(parts(one)).join("")).not.toMatch(/creator|lastModifiedBy|created|Application/);
    }
  });

  it("carries its title as text, whatever it is", () => {
    const core = parts(
      createBlankDocument("docx", { title: "</dc:title>&\u202e\u{1f600}\u0007", locale: "en" }),
    );
    expect(core["docProps/core.xml"]).toContain("<dc:title>&lt;/dc:title&gt;&amp;\u202e\u{1f600}</dc:title>");
  });

  // biome-ignore format: one row a line
  test.each([
    ["en-US", "12240", "15840", false],
    ["es-MX", "12240", "15840", false],
    ["en-GB", "11906", "16838", false],
    ["de",    "11906", "16838", false],
    ["ar-EG", "11906", "16838", true],
    ["he",    "11906", "16838", true],
  ])("a text for %s stands on paper of %s by %s twips, from the right: %s", (locale, width, height, isRightToLeft) => {
    const all = parts(createBlankDocument("docx", { locale }));
    expect(all["word/document.xml"]).toContain(`<w:pgSz w:w="${width}" w:h="${height}"/>`);
    expect(all["word/styles.xml"]?.includes("<w:bidi/>")).toBe(isRightToLeft);
    expect(all["word/styles.xml"]).toContain(`w:lang w:val="${locale}"`);
  });
});
