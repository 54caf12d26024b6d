/**
 * What a reader sees that goes through a ZIP from the front, without its directory. Both ways have to lead to the same
 * entries: each local header repeats its row of the directory, and the entries fill the file without a gap.
 */
import { AppError } from "../../shared/errors.ts";
import { damaged, type ZipBytes } from "./zip-bytes.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { findExtra, ZIP64 } from "./zip-extra.ts";

const DESCRIPTOR = 0x08074b50;
/** The bit that says: the sizes were not known yet and follow behind the data. */
export const SIZES_FOLLOW = 0x0008;
const IN_ZIP64 = 0xffffffff;

interface Sizes {
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
}

const same = (a: Sizes, b: Sizes): boolean =>
  a.crc32 === b.crc32 && a.packedBytes === b.packedBytes && a.sizeBytes === b.sizeBytes;

const sizesOf = ({ crc32, dataStart, dataEnd, sizeBytes }: ZipEntry): Sizes => ({
  crc32,
  packedBytes: dataEnd - dataStart,
  sizeBytes,
});

/** Writers that do not know yet whether an entry passes 4 GiB point to the ZIP64 field: first the size, then the packed one. */
function localSizes(zip: ZipBytes, { headerStart, dataStart }: ZipEntry): Sizes {
  const crc32 = zip.u32(headerStart + 14);
  const packedBytes = zip.u32(headerStart + 18);
  const sizeBytes = zip.u32(headerStart + 22);
  if (packedBytes !== IN_ZIP64 || sizeBytes !== IN_ZIP64) return { crc32, packedBytes, sizeBytes };
  const extra = headerStart + 30 + zip.u16(headerStart + 26);
  const at = findExtra(zip, extra, dataStart, ZIP64);
  if (at === null) throw damaged();
  return { crc32, packedBytes: zip.u64(at + 8), sizeBytes: zip.u64(at) };
}

function refuseOtherLocal(zip: ZipBytes, entry: ZipEntry): void {
  const { headerStart, flags, methodCode, name } = entry;
  if (zip.u16(headerStart + 6) !== flags || zip.u16(headerStart + 8) !== methodCode) throw damaged();
  const nameLength = zip.u16(headerStart + 26);
  if (zip.text(headerStart + 30, nameLength, true) !== name) throw damaged();
  const local = localSizes(zip, entry);
  const isLater = (flags & SIZES_FOLLOW) !== 0 && same(local, { crc32: 0, packedBytes: 0, sizeBytes: 0 });
  if (!isLater && !same(local, sizesOf(entry))) throw damaged();
}

/** What follows the data up to `next` is the sizes once more: with or without a signature, 4 or 8 bytes each. */
function refuseOtherDescriptor(zip: ZipBytes, entry: ZipEntry, next: number): void {
  const length = next - entry.dataEnd;
  if (![12, 16, 20, 24].includes(length)) throw damaged();
  const hasSignature = length % 8 === 0;
  if (hasSignature && zip.u32(entry.dataEnd) !== DESCRIPTOR) throw damaged();
  const start = entry.dataEnd + (hasSignature ? 4 : 0);
  const sizes =
    length < 20
      ? { packedBytes: zip.u32(start + 4), sizeBytes: zip.u32(start + 8) }
      : { packedBytes: zip.u64(start + 4), sizeBytes: zip.u64(start + 12) };
  if (!same(sizesOf(entry), { crc32: zip.u32(start), ...sizes })) throw damaged();
}

/**
 * @throws DOCUMENT_BOMB when two entries share bytes, or one reaches into the directory
 * @throws DOCUMENT_DAMAGED when a local header says other than the directory, or bytes belong to no entry
 */
export function checkLayout(zip: ZipBytes, entries: readonly ZipEntry[], directoryStart: number): void {
  const inOrder = entries.toSorted((a, b) => a.headerStart - b.headerStart);
  const starts = [...inOrder.map(({ headerStart }) => headerStart), directoryStart];
  const nextOf = (i: number): number => starts[i + 1] ?? directoryStart;
  if (inOrder.some(({ dataEnd }, i) => dataEnd > nextOf(i))) throw new AppError("DOCUMENT_BOMB");
  if (starts[0] !== 0) throw damaged();
  for (const [i, entry] of inOrder.entries()) {
    refuseOtherLocal(zip, entry);
    if ((entry.flags & SIZES_FOLLOW) !== 0) refuseOtherDescriptor(zip, entry, nextOf(i));
    else if (entry.dataEnd !== nextOf(i)) throw damaged();
  }
}
