import { type Bytes, concat, parseBase64Url, readU64, toBase64Url, u64 } from "../bytes.ts";
import { AppError } from "../errors.ts";
import {
  HASH_BYTES,
  type InvitationId,
  idBytes,
  type PortalOrigin,
  parseEntryHash,
  parseInvitationId,
  parseSpaceId,
  SHORT_ID_BYTES,
  type SpaceId,
} from "../ids.ts";
import type { Head } from "../log/entry.ts";
import { derive } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { LABELS } from "./hash.ts";
import { encodeInviteAsk, encodeInviteProof, type InviteAsk, type InviteProof } from "./invite-check.ts";
import { importSignKey, type SignKey, signDetached, signPublicOf } from "./sign.ts";

/** The secret of an invitation: it stands in the link's fragment and nowhere else. */

export const INVITE_SEED_BYTES = 32;
const SEQ_BYTES = 8;
const LINK_BYTES = 1 + HASH_BYTES + SEQ_BYTES + HASH_BYTES + SHORT_ID_BYTES + INVITE_SEED_BYTES;

/** What the fragment of an invitation's link says. `head` must be on the portal's log that the invitee is shown. */
export interface InviteLink {
  readonly portal: SpaceId;
  readonly head: Head;
  readonly invitation: InvitationId;
  /** 32 B. */
  readonly seed: Bytes;
}

/** The key pair of a link. The public half stands in the portal's log. */
export async function deriveInviteKey({
  portal,
  invitation,
  seed,
}: Pick<InviteLink, "portal" | "invitation" | "seed">): Promise<{ inviteKey: SignKey; invitePublic: Bytes }> {
  if (seed.length !== INVITE_SEED_BYTES) throw new AppError("OBJECT_MALFORMED");
  const context = idBytes(portal);
  const signSeed = await derive({ key: seed, salt: idBytes(invitation), label: LABELS.invite, context });
  const [inviteKey, invitePublic] = await Promise.all([importSignKey(signSeed), signPublicOf(signSeed)]);
  return { inviteKey, invitePublic };
}

/** Asks for the portal's log with the link's key, 64 B. */
export const signInviteAsk = (input: InviteAsk & { inviteKey: SignKey }): Promise<Bytes> =>
  signDetached(LABELS.inviteAsk, input.inviteKey, encodeInviteAsk(input));

/** Joins with this bundle by the link's key, 64 B. */
export const signInviteProof = (input: InviteProof & { inviteKey: SignKey }): Promise<Bytes> =>
  signDetached(LABELS.inviteProof, input.inviteKey, encodeInviteProof(input));

/** The whole link; browsers never send the fragment to the server. */
export function encodeInviteLink({
  origin,
  portal,
  head,
  invitation,
  seed,
}: InviteLink & { origin: PortalOrigin }): string {
  const place = concat(idBytes(portal), u64(head.seq), idBytes(head.hash), idBytes(invitation));
  return `${origin}/invite#${toBase64Url(concat(Uint8Array.of(SUITE), place, seed))}`;
}

/**
 * Reads the fragment, without its `#`.
 * @throws SUITE_UNKNOWN; OBJECT_MALFORMED for anything that is no invitation
 */
export function parseInviteFragment(text: string): InviteLink {
  const bytes = parseBase64Url(text);
  if (bytes.length !== LINK_BYTES) throw new AppError("OBJECT_MALFORMED");
  if (bytes[0] !== SUITE) throw new AppError("SUITE_UNKNOWN");
  let offset = 1;
  const take = (lengthBytes: number): Bytes => {
    offset += lengthBytes;
    return bytes.slice(offset - lengthBytes, offset);
  };
  const portal = parseSpaceId(toBase64Url(take(HASH_BYTES)));
  const seq = readU64(take(SEQ_BYTES), 0);
  const hash = parseEntryHash(toBase64Url(take(HASH_BYTES)));
  const invitation = parseInvitationId(toBase64Url(take(SHORT_ID_BYTES)));
  return { portal, head: { seq, hash }, invitation, seed: take(INVITE_SEED_BYTES) };
}
