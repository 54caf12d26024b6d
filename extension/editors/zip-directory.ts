/**
 * Our own reader of a ZIP's central directory. Libraries that unzip trust it, and each believes something else where an
 * archive contradicts itself: so only one that reads the same for all of them passes. Source: APPNOTE.TXT 6.3, section 4.3 and 4.4.
 */
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { damaged, ZipBytes } from "./zip-bytes.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { findExtra, UNICODE_PATH } from "./zip-extra.ts";
import { checkLayout, SIZES_FOLLOW } from "./zip-layout.ts";
import { CENTRAL_HEADER, END, END_BYTES, LOCAL_HEADER, UTF8_NAME } from "./zip-records.ts";

const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ENCRYPTED = 0x0041;
/** Also how well it was deflated, which changes nothing. What other bits ask for, nobody here can do. */
const KNOWN_FLAGS = 0x0006 | SIZES_FOLLOW | UTF8_NAME;
const DOS_DIRECTORY = 0x10;
const METHODS: Readonly<Record<number, ZipEntry["method"]>> = { 0: "stored", 8: "deflated" };

/**
 * The end record. It is the file's last 22 bytes: no Office program writes a comment, and a comment is where another
 * end record can hide that readers find first. For the same reason its signature may not begin once more inside it.
 */
function findEnd(zip: ZipBytes): number {
  const end = zip.bytes.length - END_BYTES;
  if (zip.u32(end) !== END || zip.u16(end + 20) !== 0 || zip.u32(end + 4) !== 0) throw damaged();
  for (let at = end + 1; at + 4 <= zip.bytes.length; at++) if (zip.u32(at) === END) throw damaged();
  const locator = end - ZIP64_LOCATOR_BYTES;
  if (locator >= 0 && zip.u32(locator) === ZIP64_LOCATOR) throw damaged();
  return end;
}

/** A name that would lie elsewhere, or that readers tidy into another one (some drop a byte order mark). */
const isOddName = (name: string): boolean =>
  /[\\\ufeff\p{Cc}]/u.test(name) || /(^|\/)(\/|\.{1,2}(\/|$)|__proto__(\/|$))|^$/.test(name);

function refuseOddEntry(zip: ZipBytes, at: number, { name, flags, sizeBytes }: ZipEntry): void {
  const isDirectory = name.endsWith("/");
  const isMarked = (zip.u32(at + 38) & DOS_DIRECTORY) !== 0;
  if ((flags & ~KNOWN_FLAGS) !== 0 || zip.u16(at + 34) !== 0 || isOddName(name)) throw damaged();
  if (isDirectory ? sizeBytes !== 0 : isMarked) throw damaged();
  const extra = at + 46 + zip.u16(at + 28);
  if (findExtra(zip, extra, extra + zip.u16(at + 30), UNICODE_PATH) !== null) throw damaged();
}

function readEntry(zip: ZipBytes, at: number): ZipEntry {
  if (zip.u32(at) !== CENTRAL_HEADER) throw damaged();
  const flags = zip.u16(at + 8);
  if ((flags & ENCRYPTED) !== 0) throw new AppError("DOCUMENT_PASSWORD_PROTECTED");
  const methodCode = zip.u16(at + 10);
  const method = METHODS[methodCode];
  const headerStart = zip.u32(at + 42);
  if (method === undefined || zip.u32(headerStart) !== LOCAL_HEADER) throw damaged();
  const name = zip.text(at + 46, zip.u16(at + 28), (flags & UTF8_NAME) !== 0);
  const dataStart = headerStart + 30 + zip.u16(headerStart + 26) + zip.u16(headerStart + 28);
  const dataEnd = dataStart + zip.u32(at + 20);
  const [sizeBytes, crc32] = [zip.u32(at + 24), zip.u32(at + 16)];
  const entry = { name, method, methodCode, flags, headerStart, dataStart, dataEnd, sizeBytes, crc32 };
  refuseOddEntry(zip, at, entry);
  return entry;
}

/** Names are compared without case, because the formats do. */
function refuseTwins(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.size !== entries.length) throw damaged();
}

/**
 * Reads the list of a ZIP's entries, in the order of the directory. Nothing is unpacked.
 * Archives past 4 GiB or 65 535 entries (ZIP64) are taken for damaged: no document that can be edited here is one.
 * @throws DOCUMENT_DAMAGED when two readers could find other entries in it: the end or the directory is missing, points
 *   elsewhere or is there twice, has a comment, disagrees with the local headers, names an entry twice or oddly, or leaves bytes over
 * @throws DOCUMENT_PASSWORD_PROTECTED when an entry is encrypted
 * @throws DOCUMENT_BOMB when there are more than `maxEntries`, or two entries share bytes
 */
export function readZipDirectory(bytes: Bytes, maxEntries: number): ZipEntry[] {
  const zip = new ZipBytes(bytes);
  const end = findEnd(zip);
  const count = zip.u16(end + 10);
  const directoryStart = zip.u32(end + 16);
  if (directoryStart + zip.u32(end + 12) !== end || zip.u16(end + 8) !== count) throw damaged();
  if (count > maxEntries) throw new AppError("DOCUMENT_BOMB");
  const entries: ZipEntry[] = [];
  let at = directoryStart;
  for (let i = 0; i < count; i++) {
    entries.push(readEntry(zip, at));
    at += 46 + zip.u16(at + 28) + zip.u16(at + 30) + zip.u16(at + 32);
  }
  if (at !== end) throw damaged();
  refuseTwins(entries);
  checkLayout(zip, entries, directoryStart);
  return entries;
}
