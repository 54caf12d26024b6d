import { type Bytes, readU32, u32 } from "../bytes.ts";
import { AppError } from "../errors.ts";

const LENGTH_BYTES = 4;

/** `u32 length || fields || zeros` up to a multiple of `blockBytes`, so that a length tells little. */
export function pad(fields: Bytes, blockBytes: number): Bytes {
  const blocks = Math.ceil((LENGTH_BYTES + fields.length) / blockBytes);
  const padded = new Uint8Array(blocks * blockBytes);
  padded.set(u32(fields.length));
  padded.set(fields, LENGTH_BYTES);
  return padded;
}

/**
 * Takes the padding off. One value has one padded form; anything else is refused.
 * @throws OBJECT_MALFORMED
 */
export function unpad(padded: Bytes, blockBytes: number): Bytes {
  if (padded.length === 0 || padded.length % blockBytes !== 0) throw new AppError("OBJECT_MALFORMED");
  const end = LENGTH_BYTES + readU32(padded, 0);
  const isShortest = end <= padded.length && padded.length - end < blockBytes;
  if (!isShortest || padded.subarray(end).some((byte) => byte !== 0)) throw new AppError("OBJECT_MALFORMED");
  return padded.slice(LENGTH_BYTES, end);
}
