import { type Bytes, equalBytes, toBase64Url } from "../../shared/bytes.ts";
import {
  deriveInviteKey,
  type InviteLink,
  parseInviteFragment,
  signInviteAsk,
} from "../../shared/crypto/invite.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import { createClient } from "../api/client.ts";
import { readPins } from "../spaces/log-store.ts";
import { invitationRecord } from "../vault/invitation-record.ts";
import { portalRecord } from "../vault/records.ts";

/** What an invitation's link leads to: the portal's whole log, verified, and the invitation in it. */

export interface InvitationOffer {
  readonly type: InvitedType;
  readonly isWithRoom: boolean;
  readonly expiresAtMs: number;
  /** Name and address of who invited, as the portal's signed log commits to them. */
  readonly inviterName: string;
  readonly inviterEmail: string;
  /** Whom it was meant for; to be offered, not enforced. */
  readonly email: string | null;
}

/** Keeps what stands behind `#` of the link, in memory only, so that it can leave the address bar. @throws INVITATION_OVER for what is none */
export async function keepInvitation(origin: PortalOrigin, fragment: string): Promise<void> {
  const text = fragment.replace(/^#/, "");
  try {
    parseInviteFragment(text);
  } catch (cause) {
    throw new AppError("INVITATION_OVER", { cause });
  }
  await invitationRecord(origin).write(text);
}

export const hasInvitation = async (origin: PortalOrigin): Promise<boolean> =>
  (await invitationRecord(origin).read()) !== null;

export const dropInvitation = (origin: PortalOrigin): Promise<void> => invitationRecord(origin).remove();

/** @throws INVITATION_OVER when there is none */
export async function readLink(origin: PortalOrigin): Promise<InviteLink> {
  const text = await invitationRecord(origin).read();
  if (text === null) throw new AppError("INVITATION_OVER");
  return parseInviteFragment(text);
}

export interface OpenedInvitation {
  readonly link: InviteLink;
  readonly portal: PortalState;
  readonly wires: readonly Bytes[];
  readonly offer: InvitationOffer;
}

/** The whole log, asked for with the link's key and verified from its first entry. */
export async function openInvitation(origin: PortalOrigin): Promise<OpenedInvitation> {
  const link = await readLink(origin);
  const pinned = (await portalRecord(origin).read())?.portal;
  if (pinned && pinned !== link.portal) throw new AppError("PORTAL_CHANGED");
  const { inviteKey, invitePublic } = await deriveInviteKey(link);
  const wires: Bytes[] = [];
  for (;;) {
    const page = await ask(origin, link, inviteKey, wires.length);
    wires.push(...page.entries);
    if (wires.length < page.head.seq + 1 && page.entries.length > 0) continue;
    const portal = await replayPortal(wires);
    await checkPortalOf(origin, link, portal);
    if (portal.head.hash !== page.head.hash) throw new AppError("LOG_FORKED");
    const offer = await offerOf(link, portal, invitePublic, page);
    return { link, portal, wires, offer };
  }
}

type InviteKey = Awaited<ReturnType<typeof deriveInviteKey>>["inviteKey"];

async function ask(origin: PortalOrigin, { invitation }: InviteLink, inviteKey: InviteKey, from: number) {
  const timeMs = Date.now();
  const signature = toBase64Url(await signInviteAsk({ inviteKey, origin, invitation, timeMs }));
  const request = { params: { invitation }, body: { from, timeMs, signature } };
  return createClient({ origin, session: null }).call("openInvitation", request);
}

/** It must be the history that whoever invited had seen, and that this browser may have seen before. */
async function checkPortalOf(origin: PortalOrigin, link: InviteLink, portal: PortalState): Promise<void> {
  if (portal.portal !== link.portal) throw new AppError("PORTAL_CHANGED");
  const pins = await readPins(origin, portal.portal);
  for (const head of [link.head, pins?.head]) {
    if (!head) continue;
    if (portal.head.seq < head.seq) throw new AppError("LOG_SHORTENED");
    if (portal.hashes[head.seq] !== head.hash) throw new AppError("LOG_FORKED");
  }
}

async function offerOf(
  { invitation }: InviteLink,
  portal: PortalState,
  invitePublic: Bytes,
  page: Awaited<ReturnType<typeof ask>>,
): Promise<InvitationOffer> {
  const found = portal.invitations.get(invitation);
  if (!found || !equalBytes(found.invitePublic, invitePublic)) throw new AppError("LOG_FORKED");
  if (found.state !== "waiting" || found.expiresAtMs <= Date.now()) throw new AppError("INVITATION_OVER");
  const inviter = portal.users.get(found.invitedBy);
  const isCommitted =
    page.inviter.user === found.invitedBy &&
    inviter &&
    equalBytes(await commitProfile(page.inviter), inviter.profileCommitment);
  if (!isCommitted) throw new AppError("CONTEXT_WRONG");
  const { type, isWithRoom, expiresAtMs } = found;
  const { name: inviterName, email: inviterEmail } = page.inviter;
  return { type, isWithRoom, expiresAtMs, inviterName, inviterEmail, email: page.invitedEmail };
}
