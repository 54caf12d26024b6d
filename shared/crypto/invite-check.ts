import type { Bytes } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { type InvitationId, idBytes, type PortalOrigin, type SpaceId } from "../ids.ts";
import { SUITE } from "./fields.ts";
import { LABELS } from "./hash.ts";
import { importVerifyKey, isSignatureOf } from "./verify.ts";

/** The two things that the key in an invitation's link signs: docs/format.md, "Invitation". */

/** Asking for the portal's log, before joining. */
export interface InviteAsk {
  readonly origin: PortalOrigin;
  readonly invitation: InvitationId;
  readonly timeMs: number;
}

/** Joining, with this bundle and no other. */
export interface InviteProof {
  readonly portal: SpaceId;
  readonly invitation: InvitationId;
  readonly bundleHash: Bytes;
}

/** What is signed under `LABELS.inviteAsk`. */
export const encodeInviteAsk = ({ origin, invitation, timeMs }: InviteAsk): Bytes =>
  encodeCbor([SUITE, origin, idBytes(invitation), timeMs]);

/** What is signed under `LABELS.inviteProof`. */
export const encodeInviteProof = ({ portal, invitation, bundleHash }: InviteProof): Bytes =>
  encodeCbor([SUITE, idBytes(portal), idBytes(invitation), bundleHash]);

/**
 * Checks that whoever asks holds the link. Whether the time is near ours is the caller's next question.
 * @throws SIGNATURE_WRONG; OBJECT_MALFORMED for an unusable key
 */
export async function verifyInviteAsk(
  input: InviteAsk & { invitePublic: Bytes; signature: Bytes },
): Promise<void> {
  const key = await importVerifyKey(input.invitePublic);
  if (!(await isSignatureOf(key, LABELS.inviteAsk, encodeInviteAsk(input), input.signature)))
    throw new AppError("SIGNATURE_WRONG");
}

/**
 * Checks that the holder of the link joined with this bundle: the server cannot put somebody else in his place.
 * @throws SIGNATURE_WRONG; OBJECT_MALFORMED for an unusable key
 */
export async function verifyInviteProof(
  input: InviteProof & { invitePublic: Bytes; proof: Bytes },
): Promise<void> {
  const key = await importVerifyKey(input.invitePublic);
  if (!(await isSignatureOf(key, LABELS.inviteProof, encodeInviteProof(input), input.proof)))
    throw new AppError("SIGNATURE_WRONG");
}
