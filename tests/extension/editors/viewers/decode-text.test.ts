import { describe, expect, it } from "vitest";
import {
  countText,
  decodeText,
  LINES_MAX,
  shownText,
} from "../../../../extension/editors/viewers/decode-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("text of a file", () => {
  it.each([
    ["UTF-8", utf8("Grüße"), "Grüße"],
    ["UTF-8 with a mark", new Uint8Array([0xef, 0xbb, 0xbf, ...utf8("Grüße")]), "Grüße"],
    ["UTF-16, little end first", new Uint8Array([0xff, 0xfe, 0x47, 0, 0xfc, 0]), "Gü"],
    ["UTF-16, big end first", new Uint8Array([0xfe, 0xff, 0, 0x47, 0, 0xfc]), "Gü"],
    ["an old program's bytes", new Uint8Array([0x47, 0xfc, 0x80]), "Gü€"],
  ])("is read from %s", (_, bytes, text) => expect(decodeText(bytes)).toBe(text));

  it("is cut after so many lines, and says so", () => {
    const shown = shownText("x\n".repeat(LINES_MAX + 1));
    expect(shown.cutAt).toBe(LINES_MAX);
  });

  it("is whole when it is not longer", () => {
    const text = "x\n".repeat(LINES_MAX);
    expect(shownText(text)).toEqual({ text, cutAt: null });
    expect(shownText("")).toEqual({ text: "", cutAt: null });
  });

  it("is counted by words of the language", () =>
    expect(countText("Don't stop: 2 words?", "en")).toEqual({ words: 4, characters: 20 }));
});
