import { type Brand, type Bytes, randomBytes, u32 } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { derive } from "./derive.ts";
import { LABELS } from "./hash.ts";

export const SPACE_KEY_BYTES = 32;

/** The key of one generation of a space. Everything in the space hangs on it; it travels in lockboxes only. */
export type SpaceKey = Brand<Bytes, "SpaceKey">;

/** A key for a new generation. */
export const createSpaceKey = (): SpaceKey => parseSpaceKey(randomBytes(SPACE_KEY_BYTES));

/** @throws OBJECT_MALFORMED unless it is 32 bytes */
export function parseSpaceKey(bytes: Bytes): SpaceKey {
  if (bytes.length !== SPACE_KEY_BYTES) throw new AppError("OBJECT_MALFORMED");
  return bytes as SpaceKey;
}

/** What stands in the log entry that starts the generation (32 B), so that all members hold the same key (A26). */
export const commitSpaceKey = (key: SpaceKey, generation: number): Promise<Bytes> =>
  derive({ key, label: LABELS.spaceKeyCommit, context: u32(generation) });
