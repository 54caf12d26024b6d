import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeName, parseName } from "../../../shared/crypto/names.ts";
import { parsePersonName } from "../../../shared/crypto/profile.ts";
import { normalizeRoomTitle } from "../../../shared/crypto/room-title.ts";

describe("A68: a name", () => {
  it.each([
    "a",
    "Report 2026 (final).docx",
    ".gitignore",
    "...",
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "<img src=x onerror=alert(1)>",
    "' OR 1=1 --",
    "{{7*7}}",
    "CON",
    "résumé.docx",
    "مرحبا.docx",
    "שלום.docx",
    "契約書.docx",
    "👩‍👩‍👧‍👦.docx",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}.docx",
    "❤\uFE0F 1\uFE0F\u20E3.docx",
    "می\u200Cخواهم.docx",
    "क्\u200Dष.docx",
    "葛\u{E0100}城.docx",
    "x".repeat(255),
    "😀".repeat(255),
  ])("%j is kept as it is", (name) => {
    expect(parseName(name)).toBe(name);
    expect(normalizeName(name)).toBe(name);
  });

  // biome-ignore format: one row a line
  it.each([
    ["nothing",                     ""],
    ["a place",                     "."],
    ["the place above",             ".."],
    ["a path",                      "a/b"],
    ["a path upwards",              "../../etc/passwd"],
    ["a Windows path",              "a\\b"],
    ["a NUL",                       "a\u0000.docx"],
    ["a line break",                "a\nb"],
    ["a tab",                       "a\tb"],
    ["an escape",                   "a\u001b[31m"],
    ["delete",                      "a\u007f"],
    ["a C1 control",                "a\u0085b"],
    ["a line separator",            "a\u2028b"],
    ["a right-to-left override",    "harm\u202excod.exe"],
    ["a right-to-left mark",        "a\u200fb"],
    ["an isolate",                  "a\u2066b"],
    ["an Arabic letter mark",       "a\u061cb"],
    ["space in front",              " a"],
    ["space behind",                "a "],
    ["no-break space behind",       "a\u00a0"],
    ["a byte order mark in front",  "\uFEFFa"],
    ["a decomposed letter",         "re\u0301sume\u0301"],
    ["half a surrogate pair",       "a\ud83d"],
    ["a space without width",       "a\u200bb"],
    ["a soft hyphen",               "a\u00adb"],
    ["a word joiner",               "a\u2060b"],
    ["a byte order mark inside",    "a\uFEFFb"],
    ["a Latin letter not joined",   "a\u200cb"],
    ["a digit drawn as a picture",  "1\uFE0F"],
    ["a letter drawn as a picture", "a\uFE0F"],
    ["written in tags",             "a\u{E0061}\u{E0062}"],
    ["a Hangul filler",             "\u3164"],
    ["one character too many",      "x".repeat(256)],
    ["ten thousand characters",     "x".repeat(10_000)],
    ["one emoji too many",          "😀".repeat(256)],
    ["a number",                    5],
    ["null",                        null],
    ["a list",                      ["a"]],
  ])("is refused when it is %s", (_, value) => expect(() => parseName(value)).toThrow("NAME_INVALID"));

  it("is tidied when a person typed it, and refused where tidying is not enough", () => {
    expect(normalizeName("  re\u0301sume\u0301.docx\n")).toBe("résumé.docx");
    expect(() => normalizeName("a/b")).toThrow("NAME_INVALID");
    expect(() => normalizeName("   ")).toThrow("NAME_INVALID");
  });

  it("is without what nobody sees, once it was typed", () => {
    expect(normalizeName("Pl\u200ban\u00ad \uFE0F2.docx\u2060")).toBe("Plan 2.docx");
    expect(normalizeRoomTitle("Bo\u200bard")).toBe("Board");
    expect(parsePersonName("Al\u{E0061}ice\u3164")).toBe("Alice");
    for (const typed of ["\u200b", "\u3164\u3164"]) {
      expect(() => normalizeName(typed)).toThrow("NAME_INVALID");
      expect(() => parsePersonName(typed)).toThrow("OBJECT_MALFORMED");
    }
    // Without it this would be another name
    expect(() => normalizeName("harm\u202excod.exe")).toThrow("NAME_INVALID");
  });

  it("passes the check again once it passed", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const tidied = attempt(() => normalizeName(typed));
        if (tidied !== null) expect([parseName(tidied), normalizeName(tidied)]).toEqual([tidied, tidied]);
      }),
    ));
});

function attempt(make: () => string): string | null {
  try {
    return make();
  } catch {
    return null;
  }
}
