import { describe, expect, it, test } from "vitest";
import {
  concat,
  equalBytes,
  parseBase64Url,
  parseUtf8,
  randomBytes,
  readU64,
  toBase64Url,
  u64,
} from "../../shared/bytes.ts";

describe("base64url", () => {
  it("gives back what it was given, at every length", () => {
    for (let length = 0; length < 70; length++) {
      const bytes = randomBytes(length);
      expect(parseBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
  });

  test.each([
    ["padding", "AA=="],
    ["the other alphabet", "+/+/"],
    ["white space", "AA A"],
    ["a length that no bytes have", "AAAAA"],
    ["left-over bits that are not zero", "AB"],
  ])("refuses %s", (_what, text) => {
    expect(() => parseBase64Url(text)).toThrow("OBJECT_MALFORMED");
  });
});

describe("bytes", () => {
  it("joins parts in order", () => {
    expect(concat(new Uint8Array([1]), new Uint8Array(), new Uint8Array([2, 3]))).toEqual(
      new Uint8Array([1, 2, 3]),
    );
  });

  test.each([
    ["equal bytes", [1, 2], [1, 2], true],
    ["another byte", [1, 2], [1, 3], false],
    ["a prefix", [1, 2], [1], false],
    ["nothing and nothing", [], [], true],
  ])("compares %s", (_what, a, b, isEqual) => {
    expect(equalBytes(new Uint8Array(a), new Uint8Array(b))).toBe(isEqual);
  });

  it("refuses a number above the safe integers", () => {
    expect(readU64(u64(Number.MAX_SAFE_INTEGER), 0)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => readU64(new Uint8Array([0, 32, 0, 0, 0, 0, 0, 0]), 0)).toThrow("OBJECT_MALFORMED");
  });

  it("refuses text that is not UTF-8", () => {
    expect(() => parseUtf8(new Uint8Array([0xff]))).toThrow("OBJECT_MALFORMED");
  });
});
