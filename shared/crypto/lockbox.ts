import { type Bytes, concat, equalBytes, type Sealed } from "../bytes.ts";
import { type CborValue, encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes } from "../ids.ts";
import { hashKemPublic } from "./bundle.ts";
import { SUITE } from "./fields.ts";
import { domain, LABELS } from "./hash.ts";
import type { Identity } from "./identity.ts";
import { openFromKem, sealToKem } from "./kem.ts";
import { type LockboxContext, parseLockbox } from "./lockbox-check.ts";
import { type SignKey, sign } from "./sign.ts";
import { commitSpaceKey, parseSpaceKey, type SpaceKey } from "./space-key.ts";

/**
 * Seals a space key to one member and signs it. Call it only for members that stand in the verified log, with
 * the key from their registered bundle.
 */
export async function sealLockbox(
  input: LockboxContext & { spaceKey: SpaceKey; memberKemPublic: Bytes; signKey: SignKey },
): Promise<Sealed> {
  const fields = contextFields(input, await hashKemPublic(input.memberKemPublic));
  const { enc, sealed } = await sealToKem(input.memberKemPublic, lockboxInfo(fields), input.spaceKey);
  return sign(LABELS.lockbox, input.signKey, encodeCbor([...fields, enc, sealed]));
}

/** What the verified log says about the lockbox that was asked for. */
export interface ExpectedLockbox extends LockboxContext {
  readonly authorSignPublic: Bytes;
  /** From the entry that starts the generation. */
  readonly keyCommitment: Bytes;
}

/**
 * Opens a lockbox, in the order of docs/format.md: size and suite, signature, what it was made for, the key, its commitment.
 * @throws OBJECT_MALFORMED, SUITE_UNKNOWN, SIGNATURE_WRONG; CONTEXT_WRONG when it was made for something or someone
 * else, or holds another key than the log committed to; CIPHERTEXT_DAMAGED
 */
export async function openLockbox(input: {
  wire: Bytes;
  expected: ExpectedLockbox;
  identity: Identity;
}): Promise<SpaceKey> {
  const { wire, expected, identity } = input;
  const lockbox = await parseLockbox(wire, expected.authorSignPublic);
  const kemHash = await hashKemPublic(identity.kemPublic);
  const isSameContext = contextNames.every((name) => lockbox[name] === expected[name]);
  if (!isSameContext || !equalBytes(lockbox.memberKemHash, kemHash)) throw new AppError("CONTEXT_WRONG");
  const key = parseSpaceKey(
    await openFromKem(identity.kemKey, lockboxInfo(contextFields(expected, kemHash)), lockbox),
  );
  const commitment = await commitSpaceKey(key, expected.generation);
  if (!equalBytes(commitment, expected.keyCommitment)) throw new AppError("CONTEXT_WRONG");
  return key;
}

const contextNames = [
  "space",
  "generation",
  "head",
  "member",
  "author",
] as const satisfies (keyof LockboxContext)[];

const contextFields = (context: LockboxContext, memberKemHash: Bytes): CborValue[] => [
  SUITE,
  idBytes(context.space),
  context.generation,
  idBytes(context.head),
  idBytes(context.member),
  memberKemHash,
  idBytes(context.author),
];

const lockboxInfo = (fields: CborValue[]): Bytes => concat(domain(LABELS.lockbox), encodeCbor(fields));
