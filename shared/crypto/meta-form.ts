import { type Bytes, readU32 } from "../bytes.ts";
import { AppError } from "../errors.ts";

export const META_MAX_BYTES = 4096;
/** The plaintext is padded to a multiple of this. */
export const META_BLOCK_BYTES = 128;
/** `u32 generation || nonce 12 B` in front and the tag of 16 B behind. */
export const META_OVERHEAD_BYTES = 32;

/**
 * Checks the length of sealed metadata and gives the generation of the key that it is sealed under, so that the
 * right key can be looked up. Opens nothing.
 * @throws OBJECT_MALFORMED
 */
export function parseMetaGeneration(wire: Bytes): number {
  const paddedLength = wire.length - META_OVERHEAD_BYTES;
  const isWhole = paddedLength > 0 && paddedLength % META_BLOCK_BYTES === 0 && wire.length <= META_MAX_BYTES;
  if (!isWhole) throw new AppError("OBJECT_MALFORMED");
  const generation = readU32(wire, 0);
  if (generation === 0) throw new AppError("OBJECT_MALFORMED");
  return generation;
}
