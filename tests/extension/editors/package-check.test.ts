import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8 } from "fflate";
import { describe, expect, it, test } from "vitest";
import {
  DOCUMENT_KINDS,
  DOCUMENT_MAX_BYTES,
  type DocumentKind,
} from "../../../extension/editors/document-kinds.ts";
import { checkPackage, ENTRIES_MAX, RATIO_FLOOR_BYTES } from "../../../extension/editors/package-check.ts";
import type { Bytes } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { CENTRAL, changed, contentTypes, END, headerAt, LOCAL, packed } from "./packages.ts";

function verdict(bytes: Bytes, kind: DocumentKind = "docx"): string {
  try {
    checkPackage(bytes, kind);
    return "ok";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const text = (value: string): Bytes => new Uint8Array(strToU8(value));
const utf16 = (value: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${value}`, "utf16le"));
const ole = (stream: string): Bytes => {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(Buffer.from(stream, "utf16le"), 1024);
  return bytes;
};
const good = packed();
const zeros = (size: number): Uint8Array => new Uint8Array(size);
const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`x/${i}`, ""]));
const central = headerAt(good, CENTRAL, 1);
const local = headerAt(good, LOCAL, 1);
const declaring = (size: number): Bytes =>
  changed(good, (view) => [central + 24, local + 22].map((at) => view.setUint32(at, size, true)));
const DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>';

describe("package check", () => {
  // biome-ignore format: one row a line
  test.each<[what: string, bytes: Bytes, code: string]>([
    ["a whole document",                        good,                                                           "ok"],
    ["one that is stored, not deflated",        packed({}, 0),                                                  "ok"],
    ["an empty file",                           new Uint8Array(),                                               "DOCUMENT_EMPTY"],
    ["plain text",                              text("hello"),                                                  "DOCUMENT_NOT_PACKAGE"],
    ["a PDF",                                   text("%PDF-1.7\n"),                                             "DOCUMENT_NOT_PACKAGE"],
    ["RTF under a new name",                    text("{\\rtf1 hello}"),                                         "DOCUMENT_NOT_PACKAGE"],
    ["one byte",                                text("P"),                                                      "DOCUMENT_NOT_PACKAGE"],
    ["an old .doc",                             ole("WordDocument"),                                            "DOCUMENT_OLD_FORMAT"],
    ["one with a password",                     ole("EncryptedPackage"),                                        "DOCUMENT_PASSWORD_PROTECTED"],
    ["a ZIP with an encrypted entry",           changed(good, (v) => v.setUint16(central + 8, 1, true)),        "DOCUMENT_PASSWORD_PROTECTED"],
    ["a ZIP without a document",                packed({ "[Content_Types].xml": "<Types/>" }),                  "DOCUMENT_NOT_PACKAGE"],
    ["a workbook named .docx",                  packed({ "[Content_Types].xml": contentTypes("xlsx") }),        "DOCUMENT_WRONG_KIND"],
    ["a presentation named .docx",              packed({ "[Content_Types].xml": contentTypes("pptx") }),        "DOCUMENT_WRONG_KIND"],
    ["a document type declaration",             packed({ "word/document.xml": DTD }),                           "DOCUMENT_UNSAFE_XML"],
    ["one in UTF-16",                           packed({ "word/styles.xml": utf16(DTD) }),                      "DOCUMENT_UNSAFE_XML"],
    ["one in a relationships part",             packed({ "word/_rels/document.xml.rels": DTD }),                "DOCUMENT_UNSAFE_XML"],
    ["one in a drawing of the old kind",        packed({ "word/drawings/a.VML": DTD }),                         "DOCUMENT_UNSAFE_XML"],
    ["one far behind, over a border of chunks", packed({ "a.xml": `${" ".repeat(300_000)}${DTD}` }, 0),         "DOCUMENT_UNSAFE_XML"],
    ["the same words as text",                  packed({ "word/document.xml": "<x>&lt;!DOCTYPE</x>" }),         "ok"],
    ["too many entries",                        packed(many(ENTRIES_MAX + 1)),                                  "DOCUMENT_BOMB"],
    ["one that unpacks to far too much",        packed({ "word/a.bin": zeros(RATIO_FLOOR_BYTES * 2) }),         "DOCUMENT_BOMB"],
    ["one that unpacks to more than declared",  declaring(3),                                                   "DOCUMENT_BOMB"],
    ["one that unpacks to less than declared",  declaring(300),                                                 "DOCUMENT_DAMAGED"],
    ["two entries over the same bytes",         overlapping(),                                                  "DOCUMENT_BOMB"],
    ["an entry twice",                          packed({ "WORD/document.xml": "<x/>" }),                        "DOCUMENT_DAMAGED"],
    ["an entry outside the package",            packed({ "../evil.xml": "<x/>" }),                              "DOCUMENT_DAMAGED"],
    ["an absolute entry",                       packed({ "/etc/passwd": "x" }),                                 "DOCUMENT_DAMAGED"],
    ["another checksum",                        changed(good, (v) => [central + 16, local + 14].map((at) => v.setUint32(at, 1, true))), "DOCUMENT_DAMAGED"],
    ["a method that nobody writes",             changed(good, (v) => v.setUint16(central + 10, 12, true)),      "DOCUMENT_DAMAGED"],
    ["another name in the local header",        changed(good, (_, b) => b.set(text("vord"), headerAt(b, LOCAL, 1) + 30)), "DOCUMENT_DAMAGED"],
    ["an offset past the end",                  changed(good, (v) => v.setUint32(central + 42, 0xfffffff0, true)), "DOCUMENT_DAMAGED"],
    ["a directory that lies elsewhere",         changed(good, (v, b) => v.setUint32(headerAt(b, END) + 16, 9, true)), "DOCUMENT_DAMAGED"],
    ["a directory with one entry more",         changed(good, (v, b) => [8, 10].map((at) => v.setUint16(headerAt(b, END) + at, 3, true))), "DOCUMENT_DAMAGED"],
  ])("tells %s", (_, bytes, code) => {
    expect(verdict(bytes)).toBe(code);
  });

  it("refuses a file that is too large before it reads it", () => {
    const large = new Uint8Array(DOCUMENT_MAX_BYTES + 1);
    large.set([0x50, 0x4b, 3, 4]);
    expect(verdict(large)).toBe("DOCUMENT_TOO_LARGE");
  });

  it("calls a document damaged wherever it is cut off", () => {
    const codes = new Set(Array.from({ length: good.length - 2 }, (_, i) => verdict(good.slice(0, i + 2))));
    expect([...codes]).toEqual(["DOCUMENT_DAMAGED"]);
  });

  it("never fails in another way, whatever byte mallory changes", () => {
    for (let at = 0; at < good.length; at++) {
      const code = verdict(changed(good, (view) => view.setUint8(at, view.getUint8(at) ^ 0xff)));
      expect(code, `byte ${at}`).toMatch(/^(ok$|DOCUMENT_)/);
    }
  });

  it("reports macros, which are kept and never run", () => {
    expect(checkPackage(good, "docx").hasMacros).toBe(false);
    const withMacros = packed({ "[Content_Types].xml": contentTypes("docm"), "word/vbaProject.bin": "x" });
    expect(checkPackage(withMacros, "docx")).toEqual({
      kind: "docx",
      hasMacros: true,
      entryCount: 3,
      unpackedBytes: expect.any(Number),
    });
  });
});

/** A first entry that reaches over the second one, as the bombs do that need no nesting. */
function overlapping(): Bytes {
  const twins = packed({ "a/1": "same", "a/2": "same" }, 0);
  return changed(twins, (view, bytes) => {
    const size = headerAt(bytes, CENTRAL) - headerAt(bytes, LOCAL, 2) - "a/1".length - 30;
    for (const at of [20, 24]) view.setUint32(headerAt(bytes, CENTRAL, 2) + at, size, true);
  });
}

const CORPUS = join(process.cwd(), "../shared/corpus");
const isThere = existsSync(CORPUS);
const reason = isThere ? "" : " (the corpus is not on this machine)";
/** Broken on purpose: its content types are not there. Others are broken inside, which is for the editor to find out. */
const NO_PACKAGE = "missing-bits.xlsx";
const names = (kind: DocumentKind): string[] => (isThere ? readdirSync(join(CORPUS, kind)) : []);
const files = DOCUMENT_KINDS.flatMap((kind) => names(kind).map((name) => [kind, name] as const));
const read = (kind: string, name: string): Bytes => new Uint8Array(readFileSync(join(CORPUS, kind, name)));

describe.skipIf(!isThere)(`package check of real documents${reason}`, () => {
  test.each(files.filter(([, name]) => name !== NO_PACKAGE))(
    "knows the %s %s from other kinds",
    (kind, name) => {
      const other = DOCUMENT_KINDS.find((candidate) => candidate !== kind) ?? "docx";
      expect(verdict(read(kind, name), kind)).toBe("ok");
      expect(verdict(read(kind, name), other)).toBe("DOCUMENT_WRONG_KIND");
    },
  );

  it("tells that a ZIP of two sheets without content types is no document", () => {
    expect(verdict(read("xlsx", NO_PACKAGE), "xlsx")).toBe("DOCUMENT_NOT_PACKAGE");
  });
});
