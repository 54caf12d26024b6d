import { type Bytes, concat, equalBytes, type Sealed } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type SpaceId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import { commitSpaceKey, parseSpaceKey, type SpaceKey } from "./space-key.ts";

/** `nonce 12 B || ciphertext 32 B || tag 16 B`. */
export const PREVIOUS_KEY_BYTES = 60;

/** Which generation the earlier key hangs on: the new one. */
export interface PreviousKeyContext {
  readonly space: SpaceId;
  readonly generation: number;
  readonly newKey: SpaceKey;
}

/** Seals an earlier key under the new one, so that one lockbox opens all of a space (docs/format.md, Earlier generations). */
export const sealPreviousKey = async (input: PreviousKeyContext & { previous: SpaceKey }): Promise<Sealed> =>
  sealWithNonce(await wrapKeyOf(input), previousAad(input), input.previous);

/**
 * Opens the key of an earlier generation: `of`, mostly `generation - 1`; `keyCommitment` is the one in the entry that
 * started that one.
 * @throws OBJECT_MALFORMED, CIPHERTEXT_DAMAGED; CONTEXT_WRONG when it is another key than the log committed to
 */
export async function openPreviousKey(
  input: PreviousKeyContext & { wire: Bytes; keyCommitment: Bytes; of?: number },
): Promise<SpaceKey> {
  const { of = input.generation - 1 } = input;
  const key = parseSpaceKey(await openWithNonce(await wrapKeyOf(input), previousAad(input), input.wire));
  const commitment = await commitSpaceKey(key, of);
  if (!equalBytes(commitment, input.keyCommitment)) throw new AppError("CONTEXT_WRONG");
  return key;
}

const wrapKeyOf = ({ newKey }: PreviousKeyContext): Promise<GcmKey> =>
  deriveGcmKey({ key: newKey, label: LABELS.previousKey });

const previousAad = ({ space, generation }: PreviousKeyContext): Bytes =>
  concat(domain(LABELS.previousKey), encodeCbor([SUITE, idBytes(space), generation]));
