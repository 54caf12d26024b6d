/**
 * Our own reader of a ZIP's central directory. Libraries that unzip trust it; here it is checked first:
 * every entry inside the file, none over another, none twice, none encrypted. Source: APPNOTE.TXT 6.3, section 4.3 and 4.4.
 */
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";

export interface ZipEntry {
  readonly name: string;
  readonly method: "stored" | "deflated";
  /** Where the entry's data stands in the file, `dataStart` inclusive, `dataEnd` exclusive. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** As declared; what really comes out is counted by {@link unpackEntry} of zip-entry.ts. */
  readonly sizeBytes: number;
  readonly crc32: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENCRYPTED = 0x0041;
const METHODS: Readonly<Record<number, ZipEntry["method"]>> = { 0: "stored", 8: "deflated" };
const decoder = new TextDecoder("utf-8");

const damaged = (): AppError => new AppError("DOCUMENT_DAMAGED");

/** A view that throws DOCUMENT_DAMAGED instead of reading past the end. */
class Reader {
  readonly bytes: Bytes;
  readonly #view: DataView;
  constructor(bytes: Bytes) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  u16(offset: number): number {
    if (offset < 0 || offset + 2 > this.bytes.length) throw damaged();
    return this.#view.getUint16(offset, true);
  }
  u32(offset: number): number {
    if (offset < 0 || offset + 4 > this.bytes.length) throw damaged();
    return this.#view.getUint32(offset, true);
  }
  text(offset: number, length: number): string {
    if (offset + length > this.bytes.length) throw damaged();
    return decoder.decode(this.bytes.subarray(offset, offset + length));
  }
}

/** The end record, searched from the back over the longest comment that the format allows. */
function findEnd(reader: Reader): number {
  const { length } = reader.bytes;
  const first = Math.max(0, length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = length - END_BYTES; at >= first; at--) {
    if (reader.u32(at) === END && at + END_BYTES + reader.u16(at + 20) === length) return at;
  }
  throw damaged();
}

function readEntry(reader: Reader, at: number, directoryStart: number): ZipEntry {
  if (reader.u32(at) !== CENTRAL_HEADER) throw damaged();
  if ((reader.u16(at + 8) & ENCRYPTED) !== 0) throw new AppError("DOCUMENT_PASSWORD_PROTECTED");
  const method = METHODS[reader.u16(at + 10)];
  const local = reader.u32(at + 42);
  if (method === undefined || reader.u32(local) !== LOCAL_HEADER) throw damaged();
  const dataStart = local + 30 + reader.u16(local + 26) + reader.u16(local + 28);
  const dataEnd = dataStart + reader.u32(at + 20);
  if (dataEnd > directoryStart) throw damaged();
  const name = reader.text(at + 46, reader.u16(at + 28));
  if (name !== reader.text(local + 30, reader.u16(local + 26))) throw damaged();
  return { name, method, dataStart, dataEnd, sizeBytes: reader.u32(at + 24), crc32: reader.u32(at + 16) };
}

function refuseOverlaps(entries: readonly ZipEntry[]): void {
  const inOrder = entries.toSorted((a, b) => a.dataStart - b.dataStart);
  for (let i = 1; i < inOrder.length; i++) {
    if ((inOrder[i]?.dataStart ?? 0) < (inOrder[i - 1]?.dataEnd ?? 0)) throw new AppError("DOCUMENT_BOMB");
  }
}

/** Names are compared without case, because the formats do; one that leaves the package is damage. */
function refuseBadNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const key = name.toLowerCase();
    if (seen.has(key) || /^[/\\]|(^|[/\\])\.\.([/\\]|$)|\0/.test(name)) throw damaged();
    seen.add(key);
  }
}

/**
 * Reads the list of a ZIP's entries, directories left out, in the order of the directory. Nothing is unpacked.
 * Archives past 4 GiB or 65 535 entries (ZIP64) are taken for damaged: no document that can be edited here is one.
 * @throws DOCUMENT_DAMAGED when the end or the directory is missing, points outside, disagrees with the local headers or names an entry twice
 * @throws DOCUMENT_PASSWORD_PROTECTED when an entry is encrypted
 * @throws DOCUMENT_BOMB when there are more than `maxEntries`, or two entries share bytes
 */
export function readZipDirectory(bytes: Bytes, maxEntries: number): ZipEntry[] {
  const reader = new Reader(bytes);
  const end = findEnd(reader);
  const count = reader.u16(end + 10);
  const directoryStart = reader.u32(end + 16);
  if (directoryStart + reader.u32(end + 12) !== end || reader.u16(end + 8) !== count) throw damaged();
  if (count > maxEntries) throw new AppError("DOCUMENT_BOMB");
  const entries: ZipEntry[] = [];
  let at = directoryStart;
  for (let i = 0; i < count; i++) {
    entries.push(readEntry(reader, at, directoryStart));
    at += 46 + reader.u16(at + 28) + reader.u16(at + 30) + reader.u16(at + 32);
  }
  if (at !== end) throw damaged();
  refuseBadNames(entries);
  refuseOverlaps(entries);
  return entries.filter(({ name }) => !name.endsWith("/"));
}
