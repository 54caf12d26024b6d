/**
 * The gate before every library: what passes is a whole, unencrypted package of the expected kind and of bearable size,
 * without XML declarations that a parser could be harmed with. It answers only what can be told without a document model.
 */
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { DOCUMENT_KINDS, DOCUMENT_MAX_BYTES, type DocumentKind } from "./document-kinds.ts";
import { readZipDirectory } from "./zip-directory.ts";
import { unpackEntry, type ZipEntry } from "./zip-entry.ts";

const UNPACKED_MAX_BYTES = 512 * 1024 * 1024;
export const ENTRIES_MAX = 10_000;
/** Real documents stay below 60 to 1; only past the floor does the ratio count. */
const RATIO_MAX = 200;
export const RATIO_FLOOR_BYTES = 16 * 1024 * 1024;

export interface PackageFacts {
  readonly kind: DocumentKind;
  readonly unpackedBytes: number;
  /** Without directories. */
  readonly entryCount: number;
  /** Macros are kept as they are and never run: nothing here can run them. */
  readonly hasMacros: boolean;
}

const CONTENT_TYPES = "[Content_Types].xml";
const ZIP_MAGIC = [0x50, 0x4b];
const OLE_MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MAIN_PART_TYPE: Readonly<Record<DocumentKind, RegExp>> = {
  docx: /wordprocessingml\.(document|template)\.main\+xml|ms-word\.(document|template)\.macroEnabled\w*\.main\+xml/i,
  xlsx: /spreadsheetml\.(sheet|template)\.main\+xml|ms-excel\.(sheet|template|addin)\.macroEnabled\.main\+xml/i,
  pptx: /presentationml\.(presentation|slideshow|template)\.main\+xml|ms-powerpoint\.(presentation|slideshow|template)\.macroEnabled\.main\+xml/i,
};
const XML_NAME = /\.(xml|rels|vml)$/i;
const DECLARATION = /<!(DOCTYPE|ENTITY)/i;
const latin1 = new TextDecoder("latin1");

const beginsWith = (bytes: Bytes, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

/** Office wraps an encrypted package in an OLE file with a stream of this name; without it the file is of the old format. */
function oleCode(bytes: Bytes): "DOCUMENT_PASSWORD_PROTECTED" | "DOCUMENT_OLD_FORMAT" {
  const text = latin1.decode(bytes);
  const isEncrypted = text.includes(Array.from("EncryptedPackage").join("\0"));
  return isEncrypted ? "DOCUMENT_PASSWORD_PROTECTED" : "DOCUMENT_OLD_FORMAT";
}

function refuseForeign(bytes: Bytes): void {
  if (bytes.length === 0) throw new AppError("DOCUMENT_EMPTY");
  if (beginsWith(bytes, OLE_MAGIC)) throw new AppError(oleCode(bytes));
  if (!beginsWith(bytes, ZIP_MAGIC)) throw new AppError("DOCUMENT_NOT_PACKAGE");
  if (bytes.length > DOCUMENT_MAX_BYTES) throw new AppError("DOCUMENT_TOO_LARGE");
}

const isBomb = (unpackedBytes: number, packedBytes: number): boolean =>
  unpackedBytes > UNPACKED_MAX_BYTES ||
  (unpackedBytes > RATIO_FLOOR_BYTES && unpackedBytes > packedBytes * RATIO_MAX);

function refuseDeclaredBomb(entries: readonly ZipEntry[], packedBytes: number): void {
  const declaredBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (isBomb(declaredBytes, packedBytes)) throw new AppError("DOCUMENT_BOMB");
}

/** Refuses a declaration in the chunks of one entry, also across their borders and, by leaving out NULs, in UTF-16. */
function declarationWatch(): (chunk: Uint8Array) => void {
  let tail = "";
  return (chunk) => {
    const text = tail + latin1.decode(chunk).replaceAll("\0", "");
    if (DECLARATION.test(text)) throw new AppError("DOCUMENT_UNSAFE_XML");
    tail = text.slice(-"<!DOCTYP".length);
  };
}

/** Unpacks everything once, so that what a library will meet later has been seen here. Gives back the content types. */
function unpackAll(
  bytes: Bytes,
  entries: readonly ZipEntry[],
): { contentTypes: string; unpackedBytes: number } {
  let contentTypes = "";
  let unpackedBytes = 0;
  for (const entry of entries) {
    const watch = XML_NAME.test(entry.name) ? declarationWatch() : null;
    unpackEntry(bytes, entry, (chunk) => {
      unpackedBytes += chunk.length;
      if (isBomb(unpackedBytes, bytes.length)) throw new AppError("DOCUMENT_BOMB");
      watch?.(chunk);
      if (entry.name === CONTENT_TYPES) contentTypes += latin1.decode(chunk).replaceAll("\0", "");
    });
  }
  return { contentTypes, unpackedBytes };
}

function refuseWrongKind(contentTypes: string, expected: DocumentKind): void {
  if (MAIN_PART_TYPE[expected].test(contentTypes)) return;
  const isOther = DOCUMENT_KINDS.some((kind) => MAIN_PART_TYPE[kind].test(contentTypes));
  throw new AppError(isOther ? "DOCUMENT_WRONG_KIND" : "DOCUMENT_NOT_PACKAGE");
}

/**
 * Checks a document before any library sees it, and tells what it is. Does not look at the document's own markup:
 * whether that can be shown is for the editor to find out.
 * @throws DOCUMENT_EMPTY for 0 bytes
 * @throws DOCUMENT_PASSWORD_PROTECTED for an encrypted package, DOCUMENT_OLD_FORMAT for .doc, .xls and .ppt under a new name
 * @throws DOCUMENT_NOT_PACKAGE when it is no ZIP, or one without a document, DOCUMENT_WRONG_KIND when it holds another kind
 * @throws DOCUMENT_TOO_LARGE above {@link DOCUMENT_MAX_BYTES}, DOCUMENT_BOMB when it unpacks past the limits, declared or not
 * @throws DOCUMENT_UNSAFE_XML when a part has a document type or entity declaration (no Office program writes one)
 * @throws DOCUMENT_DAMAGED when it is cut off, does not unpack to what it declares, or could be read in two ways
 */
export function checkPackage(bytes: Bytes, expected: DocumentKind): PackageFacts {
  refuseForeign(bytes);
  const entries = readZipDirectory(bytes, ENTRIES_MAX);
  refuseDeclaredBomb(entries, bytes.length);
  if (!entries.some(({ name }) => name === CONTENT_TYPES)) throw new AppError("DOCUMENT_NOT_PACKAGE");
  const { contentTypes, unpackedBytes } = unpackAll(bytes, entries);
  refuseWrongKind(contentTypes, expected);
  const hasMacros =
    /vbaProject/i.test(contentTypes) || entries.some(({ name }) => /vbaProject\.bin$/i.test(name));
  const entryCount = entries.filter(({ name }) => !name.endsWith("/")).length;
  return { kind: expected, unpackedBytes, entryCount, hasMacros };
}
