import { describe, expect, it } from "vitest";
import type { Locale } from "../../../../extension/ui/locale.ts";
import { chooseLanguage, LANGUAGES } from "../../../../extension/ui/strings/languages.ts";
import { loadLocale } from "../../../../extension/ui/strings/load-locale.ts";
import type { Language } from "../../../../extension/ui/strings/plural.ts";
import { pluralIn } from "../../../../extension/ui/strings/plural.ts";
import { ERRORS } from "../../../../shared/errors.ts";

const languages = Object.keys(LANGUAGES) as Language[];
const locales = await Promise.all(languages.map((language) => loadLocale(language)));
const english = locales[languages.indexOf("en")]!;

type Leaf = string | ((...values: never[]) => string);

/** Every string of a catalogue with the way to it. */
function leaves(value: unknown, path = ""): [string, Leaf][] {
  if (typeof value === "string" || typeof value === "function") return [[path, value as Leaf]];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

const filled = (leaf: Leaf) =>
  typeof leaf === "string" ? leaf : (leaf as (...v: unknown[]) => string)("3", "7", "9", "11");

describe.each(locales.map((locale) => [locale.language, locale] as const))("catalogue %s", (_, locale) => {
  it("has every string of the English one and no other", () => {
    const paths = (of: Locale) =>
      leaves(of.strings)
        .map(([path]) => path)
        .sort();
    expect(paths(locale)).toEqual(paths(english));
  });

  it("says whole hours until the lock as hours", () => {
    const { format, strings } = locale;
    expect(strings.options.idleMinutes(240)).toContain(format.number(4));
    expect(strings.options.idleMinutes(240)).not.toContain(format.number(240));
    expect(strings.options.idleMinutes(90)).toContain(format.number(90));
  });

  it("leaves no string empty or half filled", () => {
    for (const [path, leaf] of leaves(locale.strings)) {
      expect(filled(leaf).trim(), path).not.toBe("");
      expect(filled(leaf), path).not.toMatch(/undefined|\[object|\{|\}|#/);
    }
  });

  it("sets apostrophes and quotation marks as printers do, never as typewriters", () => {
    for (const [path, leaf] of [...leaves(locale.strings), ...leaves(locale.errors)])
      expect(filled(leaf), path).not.toMatch(/['"]/);
  });

  it("says for every cause what happened, and nothing that frightens or blames", () => {
    for (const code of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      const { what, safe, do: advice } = locale.errors[code];
      expect(what, code).toMatch(/[.؟!]$/u);
      expect(`${what} ${safe} ${advice}`, code).not.toMatch(/undefined|oops|error \d|invalid/i);
    }
  });
});

describe("plurals", () => {
  it.each(languages)("of %s have exactly the forms that the language has", (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counts = [0, 1, 2, 3, 11, 100, 1_000_000];
    const found = new Set(counts.map((count) => new Intl.PluralRules(language).select(count)));
    expect([...found].sort()).toEqual([...categories].sort());
    const strings = locales[languages.indexOf(language)]!.strings;
    for (const count of counts) expect(strings.files.itemCount(count)).not.toBe("");
  });

  it.each([
    ["en", 1, "1 item"],
    ["en", 1_234, "1,234 items"],
    ["de", 2, "2 Elemente"],
    ["fr", 0, "0 élément"],
    ["fr", 1_000_000, "1 000 000 d’éléments"],
    ["es", 1, "1 elemento"],
    ["ar", 2, "عنصران"],
    ["ar", 5, "5 عناصر"],
    ["ar", 11, "11 عنصرًا"],
  ] as const)("in %s count %d as %s", (language, count, said) => {
    const strings = locales[languages.indexOf(language)]!.strings;
    expect(strings.files.itemCount(count).replace(/[\u00a0\u202f]/g, " ")).toBe(said);
  });

  it("do not compile with a form missing", () => {
    // @ts-expect-error Arabic has six forms
    expect(pluralIn("ar")(1, { one: "واحد", other: "#" })).toBe("واحد");
  });
});

describe("language", () => {
  it.each([
    [["fr-CA", "en"], "fr"],
    [["pt-BR", "de-AT"], "de"],
    [["xx"], "en"],
    [["constructor"], "en"],
    [[], "en"],
  ] as const)("wanted as %j is %s", (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });

  it("of names in sentences cannot be broken by the name", () => {
    expect(english.strings.files.deleteOne("\u202egpj.docx")).toContain("\u2068\ufffdgpj.docx\u2069");
  });
});
