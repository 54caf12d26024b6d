import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";

export const damaged = (): AppError => new AppError("DOCUMENT_DAMAGED");

// A byte order mark is left in, so that a name with one can be refused: some readers drop it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ASCII = /^\p{ASCII}*$/u;

/** A view of a ZIP, little-endian, that throws DOCUMENT_DAMAGED instead of reading past the end. */
export class ZipBytes {
  readonly bytes: Bytes;
  readonly #view: DataView;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(offset: number): number {
    return this.#view.getUint16(this.#within(offset, 2), true);
  }

  u32(offset: number): number {
    return this.#view.getUint32(this.#within(offset, 4), true);
  }

  /** A number past 2^53 comes out rounded, which still is no size that any file here has. */
  u64(offset: number): number {
    return Number(this.#view.getBigUint64(this.#within(offset, 8), true));
  }

  /** Without `isUtf8` only ASCII: readers take other bytes for Latin-1, for UTF-8 or for what the system speaks. */
  text(offset: number, length: number, isUtf8: boolean): string {
    const start = this.#within(offset, length);
    const text = decoded(this.bytes.subarray(start, start + length));
    if (!isUtf8 && !ASCII.test(text)) throw damaged();
    return text;
  }

  #within(offset: number, length: number): number {
    if (offset < 0 || offset + length > this.bytes.length) throw damaged();
    return offset;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new AppError("DOCUMENT_DAMAGED", { cause });
  }
}
