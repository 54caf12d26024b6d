import { describe, expect, it } from "vitest";
import {
  displayName,
  isolatedName,
  MAX_SHOWN_CHARACTERS,
  splitName,
} from "../../../extension/ui/display-name.ts";

describe("displayed names", () => {
  it.each([
    ["an ordinary name", "Lease.docx", "Lease.docx"],
    ["an override that hides the real ending", "invoice\u202excod.exe", "invoice\ufffdxcod.exe"],
    ["isolates", "\u2066a\u2069", "\ufffda\ufffd"],
    ["line ends", "a\nb\u2028c", "a\ufffdb\ufffdc"],
    ["NUL and bell", "a\u0000\u0007", "a\ufffd\ufffd"],
    ["what has no width", "a\u200bb\ufeff", "a\ufffdb\ufffd"],
    ["half of a pair", "a\ud800b", "a\ufffdb"],
    ["a tower of marks", `z${"\u0308".repeat(40)}`, "z\u0308\u0308\u0308"],
    ["nothing but blanks", "   ", "\u2423"],
    ["nothing", "", "\u2423"],
    ["a family of emoji", "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"],
    ["Persian with a joiner", "نامه\u200cها", "نامه\u200cها"],
    ["Vietnamese", "Tiếng Việt", "Tiếng Việt"],
  ])("show %s", (_, name, shown) => {
    expect(displayName(name)).toBe(shown);
  });

  it("are cut at a whole character", () => {
    const shown = displayName("😀".repeat(10_000));
    expect([...shown]).toHaveLength(MAX_SHOWN_CHARACTERS + 1);
    expect(shown.endsWith("😀…")).toBe(true);
  });

  it("cannot leave their isolates", () => {
    expect(isolatedName("a\u2069\u202eb")).toBe("\u2068a\ufffd\ufffdb\u2069");
  });

  it.each([
    ["Lease.docx", "Lease", ".docx"],
    ["backup.tar.gz", "backup.tar", ".gz"],
    [".profile", ".profile", ""],
    ["no ending", "no ending", ""],
    ["odd.ending with words", "odd.ending with words", ""],
  ])("split %s before the ending", (name, stem, extension) => {
    expect(splitName(name)).toEqual({ stem, extension });
  });
});
