import { Inflate } from "fflate";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";

/** One row of the directory, once the local header has said the same. */
export interface ZipEntry {
  /** Ends with "/" for a directory, which then has no content. */
  readonly name: string;
  readonly method: "stored" | "deflated";
  readonly methodCode: number;
  readonly flags: number;
  readonly headerStart: number;
  /** Where the entry's data stands in the file, `dataStart` inclusive, `dataEnd` exclusive. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** As declared; what really comes out is counted by {@link unpackEntry}. */
  readonly sizeBytes: number;
  readonly crc32: number;
}

/** Small steps, so that a bomb is noticed after at most 16 MiB (deflate expands 1032 times at most). */
const STEP_BYTES = 16 * 1024;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 of ZIP, carried on from chunk to chunk; begins and ends inverted, see {@link unpackEntry}. */
function carryCrc(crc: number, chunk: Uint8Array): number {
  let carried = crc;
  for (const byte of chunk) carried = (carried >>> 8) ^ (CRC_TABLE[(carried ^ byte) & 0xff] ?? 0);
  return carried;
}

/** CRC-32 of a whole entry. */
export const crc32 = (content: Uint8Array): number => (carryCrc(0xffffffff, content) ^ 0xffffffff) >>> 0;

function inflate(packed: Uint8Array, onChunk: (chunk: Uint8Array) => void): void {
  const stream = new Inflate(onChunk);
  for (let at = 0; at < packed.length; at += STEP_BYTES) {
    const next = at + STEP_BYTES;
    stream.push(packed.subarray(at, next), next >= packed.length);
  }
}

/**
 * Unpacks one entry chunk by chunk and hands each to `onChunk`, which may throw to stop. Keeps nothing.
 * @throws DOCUMENT_BOMB when more comes out than the directory declares
 * @throws DOCUMENT_DAMAGED when the data cannot be unpacked, is short, or has another CRC-32
 */
export function unpackEntry(bytes: Bytes, entry: ZipEntry, onChunk: (chunk: Uint8Array) => void): void {
  const packed = bytes.subarray(entry.dataStart, entry.dataEnd);
  let size = 0;
  let crc = 0xffffffff;
  const take = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size > entry.sizeBytes) throw new AppError("DOCUMENT_BOMB");
    crc = carryCrc(crc, chunk);
    onChunk(chunk);
  };
  try {
    if (entry.method === "stored") take(packed);
    else inflate(packed, take);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("DOCUMENT_DAMAGED", { cause });
  }
  if (size !== entry.sizeBytes || (crc ^ 0xffffffff) >>> 0 !== entry.crc32)
    throw new AppError("DOCUMENT_DAMAGED");
}
