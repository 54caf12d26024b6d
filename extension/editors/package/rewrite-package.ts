/**
 * Writes a ZIP from the one that was opened: entries that nobody changed are copied as they stand, header, method and
 * packed bytes, in their order. Source: APPNOTE.TXT 6.3, sections 4.3.7 and 4.3.12.
 */
import { deflateSync } from "fflate";
import { type Bytes, concat, utf8 } from "../../../shared/bytes.ts";
import { ENTRIES_MAX } from "../package-check.ts";
import { ZipBytes } from "../zip-bytes.ts";
import { readZipDirectory } from "../zip-directory.ts";
import { crc32 } from "../zip-entry.ts";
import { CENTRAL_HEADER, END, END_BYTES, LOCAL_HEADER, UTF8_NAME } from "../zip-records.ts";

/** New content by the name of the part; null leaves the part out. */
export type PartChanges = ReadonlyMap<string, Uint8Array | null>;

/** Version 2.0: deflate. */
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980: the time of an edit is nobody's business, and the same change gives the same bytes. */
const NO_DATE = 0x21;

interface Written {
  /** Local header, data and what follows it. */
  readonly local: Uint8Array;
  /** Row of the directory, with the place of the local header still to be set. */
  readonly central: Uint8Array;
}

function fields(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}

interface Packed {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly sizeBytes: number;
  readonly crc: number;
}

/** The fields that both headers have, in the same order. */
function writeShared(view: DataView, at: number, { name, data, sizeBytes, crc }: Packed): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_NAME, true);
  view.setUint16(at + 4, DEFLATED, true);
  view.setUint16(at + 8, NO_DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, name.length, true);
}

function pack(path: string, content: Uint8Array): Written {
  const packed = {
    name: utf8(path),
    data: deflateSync(content),
    sizeBytes: content.length,
    crc: crc32(content),
  };
  const local = fields(30, (view) => {
    view.setUint32(0, LOCAL_HEADER, true);
    writeShared(view, 4, packed);
  });
  const central = fields(46, (view) => {
    view.setUint32(0, CENTRAL_HEADER, true);
    view.setUint16(4, VERSION, true);
    writeShared(view, 6, packed);
  });
  return { local: concat(local, packed.name, packed.data), central: concat(central, packed.name) };
}

/** The rows of the directory, in its order, each as it stands. */
function centralRows(zip: ZipBytes, count: number): Uint8Array[] {
  let at = zip.u32(zip.bytes.length - END_BYTES + 16);
  return Array.from({ length: count }, () => {
    const start = at;
    at += 46 + zip.u16(at + 28) + zip.u16(at + 30) + zip.u16(at + 32);
    return zip.bytes.subarray(start, at);
  });
}

/** What is there already. An entry reaches up to the next one: a descriptor may follow the data. */
function entriesOf(original: Bytes): [string, Written][] {
  const zip = new ZipBytes(original);
  const entries = readZipDirectory(original, ENTRIES_MAX);
  const rows = centralRows(zip, entries.length);
  const directoryStart = zip.u32(original.length - END_BYTES + 16);
  const starts = [...entries.map(({ headerStart }) => headerStart), directoryStart].sort((a, b) => a - b);
  return entries.map(({ name, headerStart }, i) => {
    const next = starts[starts.indexOf(headerStart) + 1] ?? directoryStart;
    return [name, { local: original.subarray(headerStart, next), central: rows[i] ?? new Uint8Array() }];
  });
}

function join(entries: readonly Written[]): Bytes {
  let offset = 0;
  const rows = entries.map(({ local, central }) => {
    const row = central.slice();
    new DataView(row.buffer).setUint32(42, offset, true);
    offset += local.length;
    return row;
  });
  const directoryBytes = rows.reduce((sum, row) => sum + row.length, 0);
  const end = fields(END_BYTES, (view) => {
    view.setUint32(0, END, true);
    view.setUint16(8, rows.length, true);
    view.setUint16(10, rows.length, true);
    view.setUint32(12, directoryBytes, true);
    view.setUint32(16, offset, true);
  });
  return concat(...entries.map(({ local }) => local), ...rows, end);
}

/**
 * The package with some parts replaced, left out (null) or added at the end; `original` itself when nothing is asked.
 * @throws DOCUMENT_DAMAGED when `original` would not pass the check of packages
 */
export function rewritePackage(original: Bytes, changes: PartChanges): Bytes {
  if (changes.size === 0) return original;
  const kept = entriesOf(original);
  const known = new Set(kept.map(([name]) => name));
  const added = [...changes].filter(([name]) => !known.has(name));
  const all = [...kept, ...added.map(([name]) => [name, null] as const)].flatMap(([name, entry]) => {
    const content = changes.get(name);
    if (content === null) return [];
    if (content !== undefined) return [pack(name, content)];
    return entry === null ? [] : [entry];
  });
  return join(all);
}
