import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bytes, concat } from "../../shared/bytes.ts";
import { type CborValue, encodeCbor, parseCbor } from "../../shared/cbor.ts";
import { cbor } from "../support/independent.ts";

const hex = (text: string): Bytes => Uint8Array.from(Buffer.from(text, "hex"));
const leaf = fc.oneof(
  fc.maxSafeNat(),
  fc.string({ unit: "grapheme" }).filter((text) => !text.startsWith("\uFEFF")),
  fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
  fc.boolean(),
  fc.constant(null),
);
const value = fc.letrec<{ any: CborValue; list: CborValue[] }>((tie) => ({
  any: fc.oneof({ maxDepth: 5 }, leaf, tie("list")),
  list: fc.array(tie("any"), { maxLength: 5 }),
})).any;

describe("cbor", () => {
  // RFC 8949, appendix A, as far as we have such values
  // biome-ignore format: one row a line
  it.each([
    [0, "00"], [1, "01"], [10, "0a"], [23, "17"], [24, "1818"], [100, "1864"], [1000, "1903e8"], [1000000, "1a000f4240"],
    [1000000000000, "1b000000e8d4a51000"], [false, "f4"], [true, "f5"], [null, "f6"], ["", "60"], ["a", "6161"],
    ['"\\', "62225c"], ["\u00fc", "62c3bc"], ["\u6c34", "63e6b0b4"], ["\ud800\udd51", "64f0908591"], [[], "80"],
    [[1, 2, 3], "83010203"], [[1, [2, 3], [4, 5]], "8301820203820405"],
  ])("writes %j as the standard does", (given, wire) => {
    expect(encodeCbor(given)).toEqual(hex(wire));
    expect(parseCbor(hex(wire))).toEqual(given);
  });

  it("reads back whatever it wrote", () =>
    fc.assert(
      fc.property(value, (given) => {
        expect(parseCbor(encodeCbor(given))).toEqual(given);
      }),
    ));

  it("writes what another implementation writes", () =>
    fc.assert(
      fc.property(fc.array(leaf), (given) => {
        const buffers = given.map((item) => (item instanceof Uint8Array ? Buffer.from(item) : item));
        expect(Buffer.from(encodeCbor(given))).toEqual(cbor(buffers));
      }),
    ));

  // biome-ignore format: one row a line
  it.each([
    ["a longer integer than needed",       "1801"],
    ["a longer length than needed",        "590001aa"],
    ["a float",                            "f93c00"],
    ["a float that is whole",              "fb3ff0000000000000"],
    ["minus zero",                         "f98000"],
    ["not a number",                       "f97e00"],
    ["a negative number",                  "20"],
    ["an integer beyond the safe ones",    "1b0020000000000000"],
    ["a map",                              "a0"],
    ["a tag",                              "c000"],
    ["a tagged big number",                "c24101"],
    ["undefined",                          "f7"],
    ["another simple value",               "e0"],
    ["an array without a length",          "9fff"],
    ["bytes without a length",             "5f41aaff"],
    ["a text without a length",            "7f6161ff"],
    ["text that is no UTF-8",              "61ff"],
    ["text with half a surrogate pair",    "63eda080"],
    ["text behind a byte order mark",      "64efbbbf61"],
    ["a byte too many",                    "0000"],
    ["a byte too few",                     "820a"],
    ["nothing",                            ""],
    ["an array that promises too much",    "9b00ffffffffffffff"],
    ["bytes that promise too much",        "5b00ffffffffffffff"],
  ])("refuses %s", (_, wire) => expect(() => parseCbor(hex(wire))).toThrow("OBJECT_MALFORMED"));

  it("refuses arrays that are nested to exhaust the stack", () => {
    const nested = (depth: number): Bytes => concat(new Uint8Array(depth).fill(0x81), Uint8Array.of(0));
    expect(() => parseCbor(nested(17))).toThrow("OBJECT_MALFORMED");
    expect(() => parseCbor(nested(60_000))).toThrow("OBJECT_MALFORMED");
    expect(parseCbor(nested(16))).toBeDefined();
  });

  it.each([1.5, -1, -0, 2 ** 53, Number.NaN, "\ud800", "\uFEFFa"])(
    "does not write %j, which nobody could read",
    (given) => expect(() => encodeCbor([given])).toThrow("OBJECT_MALFORMED"),
  );

  it("gives bytes that stay when the message's buffer is used again", () => {
    const wire = hex("81420102");
    const [inner] = parseCbor(wire) as [Bytes];
    wire.fill(0);
    expect(inner).toEqual(Uint8Array.of(1, 2));
  });
});
