import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it, test } from "vitest";
import { checkPackage } from "../../../extension/editors/package-check.ts";
import { readZipDirectory } from "../../../extension/editors/zip-directory.ts";
import type { Bytes } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { CENTRAL, changed, contentTypes, END, headerAt, LOCAL, packed } from "./packages.ts";
import { hiddenInComment, hiddenInFront, joined, piecesOf, rebuilt, withDescriptors } from "./zip-pieces.ts";

const DTD = '<!DOCTYPE a [<!ENTITY x "y">]><bad/>';
const good = packed({ "word/media/": "" });
const evil = packed({ "word/document.xml": DTD, "word/media/b.bin": new Uint8Array(1024) });
const { locals, directory, end } = piecesOf(good);
const row = headerAt(good, CENTRAL, 1);
const local = headerAt(good, LOCAL, 1);

const u16 = (at: number, value: number): Bytes => changed(good, (view) => view.setUint16(at, value, true));
const u32 = (at: number, value: number): Bytes => changed(good, (view) => view.setUint32(at, value, true));
const inEnd = (at: number): number => headerAt(good, END) + at;
const named = (name: string): Bytes => packed({ [name]: "x" });
const both = (field: number, localField: number, value: number): Bytes =>
  changed(good, (view) => [row + field, local + localField].map((at) => view.setUint16(at, value, true)));
const bothNamed = (letters: Uint8Array): Bytes =>
  changed(named("word/abc"), (_, b) => {
    b.set(letters, headerAt(b, LOCAL, 2) + 30);
    b.set(letters, headerAt(b, CENTRAL, 2) + 46);
  });
const withExtra = (id: number, content: Uint8Array): Bytes => {
  const parts = {
    "[Content_Types].xml": strToU8(contentTypes("docx")),
    "word/document.xml": strToU8("<a/>"),
  };
  return new Uint8Array(zipSync(parts, { extra: { [id]: content } }));
};
const commented = (comment: Uint8Array): Bytes =>
  joined(
    locals,
    directory,
    changed(end, (view) => view.setUint16(20, comment.length, true)),
    comment,
  );
const locator = Uint8Array.of(0x50, 0x4b, 6, 7, ...new Uint8Array(16));
const noise = new Uint8Array(7);

function verdict(bytes: Bytes): string {
  try {
    checkPackage(bytes, "docx");
    return "ok";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe("zip directory", () => {
  test.each<[where: string, bytes: Bytes]>([
    ["before an end record that a later one follows", hiddenInFront(good, evil)],
    ["in the comment of an end record", hiddenInComment(good, evil)],
  ])("does not overlook a second directory %s", (_, bytes) => {
    expect(Object.keys(unzipSync(bytes))).toContain("word/media/b.bin");
    expect(() => checkPackage(bytes, "docx")).toThrow(new AppError("DOCUMENT_DAMAGED"));
    expect(() => readZipDirectory(bytes, 100)).toThrow(new AppError("DOCUMENT_DAMAGED"));
  });

  // biome-ignore format: one row a line
  test.each<[what: string, bytes: Bytes]>([
    ["a comment",                             commented(strToU8("hello"))],
    ["bytes behind the end",                  joined(good, noise)],
    ["an end that begins once more inside",   changed(good, (v) => v.setUint32(inEnd(16), 0x06054b50, true))],
    ["the end of another disk",               u16(inEnd(4), 1)],
    ["an entry of another disk",              u16(row + 34, 1)],
    ["two counts of entries",                 u16(inEnd(8), 1)],
    ["a ZIP64 locator before the end",        rebuilt({ locals, directory: joined(directory, locator), end })],
    ["one that an entry's comment holds",     rebuilt({ locals, directory: joined(changed(directory, (v) => v.setUint16(headerAt(directory, CENTRAL, 2) + 32, 20, true)), locator), end })],
    ["bytes before the first entry",          rebuilt({ locals, directory, end }, strToU8("PK front") as Bytes)],
    ["bytes between entries and directory",   rebuilt({ locals: joined(locals, noise), directory, end })],
    ["bytes between directory and end",       rebuilt({ locals, directory: joined(directory, noise), end })],
    ["another size in the local header",      u32(local + 22, 3)],
    ["another packed size there",             u32(local + 18, 3)],
    ["another checksum there",                u32(local + 14, 3)],
    ["another method there",                  u16(local + 8, 0)],
    ["another flag there",                    u16(local + 6, 0x0800)],
    ["a ZIP64 size there that is not there",  changed(good, (v) => [18, 22].map((at) => v.setUint32(local + at, 0xffffffff, true)))],
    ["a size that follows and does not",      both(8, 6, 8)],
    ["a flag that hides the local header",    both(8, 6, 0x2000)],
    ["a flag that means a patch",             both(8, 6, 0x0020)],
    ["a name that is no UTF-8",               bothNamed(Uint8Array.of(0x77, 0xff, 0x66))],
    ["a name that may be UTF-8 or Latin-1",   bothNamed(strToU8("é"))],
    ["a second name for an entry",            withExtra(0x7075, new Uint8Array(9))],
    ["a directory with content",              packed({ "word/x/": "content" })],
    ["a part that is marked as a directory",  u32(row + 38, 0x10)],
    ["a directory twice",                     packed({ "WORD/media/": "", "word/media/": "" })],
  ])("refuses %s", (_, bytes) => {
    expect(verdict(bytes)).toBe("DOCUMENT_DAMAGED");
  });

  test.each([
    "\ufeffword/document.xml",
    "./word/document.xml",
    "word/./document.xml",
    "word//document.xml",
    "/word/a.xml",
    "word\\document.xml",
    "word/..",
    "word/a\nb",
    "..",
    "__proto__/x",
  ])("refuses the name %j, which readers tidy or misread", (name) => {
    expect(verdict(named(name))).toBe("DOCUMENT_DAMAGED");
  });

  // biome-ignore format: one row a line
  test.each<[what: string, bytes: Bytes]>([
    ["directories",                             good],
    ["a name in UTF-8",                         named("word/media/图片é.png")],
    ["an extra field",                          withExtra(0xa220, new Uint8Array(40))],
    ["an end record inside of a part",          packed({ "word/embeddings/a.xlsx": packed() }, 0)],
    ["sizes that follow the data",              withDescriptors(good, { hasSignature: true, sizeBytes: 4 })],
    ["sizes that follow without signature",     withDescriptors(good, { hasSignature: false, sizeBytes: 4 })],
    ["sizes of 8 bytes that follow",            withDescriptors(good, { hasSignature: true, sizeBytes: 8 })],
  ])("accepts %s", (_, bytes) => {
    expect(verdict(bytes)).toBe("ok");
    expect(listed(bytes)).toEqual(unzipped(bytes));
  });
});

type Sizes = readonly (readonly [name: string, sizeBytes: number])[];
const byName = (sizes: Sizes): Sizes => sizes.toSorted(([a], [b]) => (a < b ? -1 : 1));
const listed = (bytes: Bytes): Sizes =>
  byName(readZipDirectory(bytes, 10_000).map(({ name, sizeBytes }) => [name, sizeBytes] as const));
const unzipped = (bytes: Bytes): Sizes =>
  byName(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, content.length] as const));

describe("zip directory and the reader behind it", () => {
  const base = packed({ "word/a/": "", "word/é.xml": "<e/>" });
  const offsets = [
    ...[LOCAL, CENTRAL].flatMap((signature) => [0, 1, 2, 3].map((n) => headerAt(base, signature, n))),
    headerAt(base, END),
  ];
  const spot = fc
    .tuple(fc.constantFrom(...offsets), fc.nat(64))
    .map(([at, by]) => Math.min(at + by, base.length - 4));
  const number = fc.oneof(
    fc.constantFrom(0, 1, 8, 22, 46, 0x0800, 0xffff, 0xffffffff, LOCAL, CENTRAL, END, 0x07064b50, ...offsets),
    fc.nat(64),
    fc.nat(0xffffffff),
  );
  const change = fc.oneof(
    fc.record({ kind: fc.constantFrom("u8", "u16", "u32"), at: spot, value: number }),
    fc.record({ kind: fc.constantFrom("insert", "cut", "copy"), at: spot, value: fc.nat(base.length) }),
  );

  function mutated(bytes: Bytes, { kind, at, value }: { kind: string; at: number; value: number }): Bytes {
    const place = Math.min(at, bytes.length - 4);
    if (kind === "insert")
      return joined(bytes.slice(0, place), bytes.slice(value, value + 22), bytes.slice(place));
    if (kind === "cut") return joined(bytes.slice(0, place), bytes.slice(place + (value % 24)));
    if (kind === "copy") return joined(bytes, bytes.slice(value));
    return changed(bytes, (view) => {
      if (kind === "u8") view.setUint8(place, value & 0xff);
      else if (kind === "u16") view.setUint16(place, value & 0xffff, true);
      else view.setUint32(place, value, true);
    });
  }

  it("see the same names and sizes in whatever passes, however mallory changes the headers", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const bytes = changes.reduce(mutated, base);
        const code = verdict(bytes);
        expect(code).toMatch(/^(ok$|DOCUMENT_)/);
        if (code !== "ok") return;
        accepted += 1;
        expect(listed(bytes)).toEqual(unzipped(bytes));
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
