import * as v from "valibot";
import type { Bytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { EntryHash, SpaceId, UserId } from "../ids.ts";
import {
  bytesField,
  countField,
  entryHashField,
  hashField,
  parseFields,
  spaceField,
  suiteField,
  userField,
} from "./fields.ts";
import { LABELS } from "./hash.ts";
import { SIGNATURE_BYTES, verifySigned } from "./verify.ts";

export const LOCKBOX_MAX_BYTES = 1600;
const ENC_BYTES = 1120;
const SEALED_KEY_BYTES = 48;

const lockboxSchema = v.strictTuple([
  suiteField,
  spaceField,
  countField,
  entryHashField,
  userField,
  hashField,
  userField,
  bytesField(ENC_BYTES),
  bytesField(SEALED_KEY_BYTES),
]);

/** What a lockbox is bound to (docs/format.md, Lockbox). */
export interface LockboxContext {
  readonly space: SpaceId;
  readonly generation: number;
  /** Hash of the entry that starts the generation. */
  readonly head: EntryHash;
  readonly member: UserId;
  readonly author: UserId;
}

/** A lockbox whose signature holds; its key is still sealed. */
export interface Lockbox extends LockboxContext {
  /** `hash("strongroom/1/kem-hash", the member's kemPublic)`. */
  readonly memberKemHash: Bytes;
  readonly enc: Bytes;
  readonly sealed: Bytes;
}

/**
 * Whom a lockbox names as its author, so that his key can be looked up. Nothing of it is to be believed yet.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN
 */
export function peekLockboxAuthor(wire: Bytes): UserId {
  if (wire.length > LOCKBOX_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  return parseFields(lockboxSchema, wire.slice(SIGNATURE_BYTES))[6];
}

/**
 * Checks size, signature and form of a lockbox without opening it. Whether author and member stand in the
 * space's log, and whether it is the one asked for, is the caller's next question.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, SIGNATURE_WRONG
 */
export async function parseLockbox(wire: Bytes, authorSignPublic: Bytes): Promise<Lockbox> {
  if (wire.length > LOCKBOX_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  const payload = await verifySigned(LABELS.lockbox, authorSignPublic, wire);
  const [, space, generation, head, member, memberKemHash, author, enc, sealed] = parseFields(
    lockboxSchema,
    payload,
  );
  return { space, generation, head, member, memberKemHash, author, enc, sealed };
}
