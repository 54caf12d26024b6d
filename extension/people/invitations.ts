import { randomBytes } from "../../shared/bytes.ts";
import { deriveInviteKey, encodeInviteLink, INVITE_SEED_BYTES } from "../../shared/crypto/invite.ts";
import { normalizeEmail } from "../../shared/crypto/profile.ts";
import { AppError } from "../../shared/errors.ts";
import {
  createInvitationId,
  type InvitationId,
  type PortalOrigin,
  type SpaceId,
  type UserId,
} from "../../shared/ids.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import { canInvite } from "../../shared/log/portal-rights.ts";
import type { PortalInvitation } from "../../shared/log/portal-state.ts";
import type { Level } from "../../shared/rights/levels.ts";
import { append } from "../spaces/append.ts";
import { appendToPortal } from "../spaces/append-portal.ts";
import { newestPortal, type OpenPortal, openPortal } from "../spaces/portal-session.ts";
import { freshSpace } from "../spaces/sync-space.ts";
import { readProfilesOrNone } from "./profiles.ts";

/** Invitations by link, as their makers see them. */

export interface InvitationRow {
  readonly invitation: InvitationId;
  readonly type: InvitedType;
  readonly isWithRoom: boolean;
  /** Whom it was meant for, if that was noted and the person may see it. */
  readonly email: string | null;
  readonly invitedBy: UserId;
  readonly invitedByName: string | null;
  readonly expiresAtMs: number;
  /** A guest's invitation that no room has lets nobody in until one has it again. */
  readonly state: "waiting" | "noRoom" | "used" | "revoked" | "expired";
  readonly mayRevoke: boolean;
}

export interface NewInvitation {
  readonly origin: PortalOrigin;
  readonly type: InvitedType;
  /** For the inviter's own list; the link works for whoever has it. */
  readonly email?: string;
  /** At most 30. */
  readonly days: number;
  /** Whoever joins is a member from then on. A guest comes only with a room. */
  readonly room?: { readonly space: SpaceId; readonly level: Level };
}

/** The link is shown once: its secret part is kept nowhere. */
export interface InvitationLink {
  readonly invitation: InvitationId;
  readonly link: string;
  readonly expiresAtMs: number;
}

const DAY_MS = 86_400_000;
/** The server's clock may be a little behind: the thirty days that it takes at most are no more there, too. */
const LONGEST_MS = 30 * DAY_MS - 600_000;

/** @throws RIGHT_MISSING, GUESTS_REFUSED, OBJECT_MALFORMED for an address that cannot be one */
export async function invite({ origin, type, email, days, room }: NewInvitation): Promise<InvitationLink> {
  const portal = await openPortal(origin);
  const invitedEmail = email?.trim() ? { invitedEmail: normalizeEmail(email) } : {};
  const invitation = createInvitationId();
  const seed = randomBytes(INVITE_SEED_BYTES);
  const { invitePublic } = await deriveInviteKey({ portal: portal.portalId, invitation, seed });
  const expiresAtMs = Date.now() + Math.min(days * DAY_MS, LONGEST_MS);
  const isWithRoom = room !== undefined;
  const entry = await appendToPortal(portal, async () => ({
    operation: { op: "user.invite", invitation, invitePublic, type, isWithRoom, expiresAtMs },
    companions: invitedEmail,
  }));
  if (room) await admit(origin, invitation, room);
  const head = { seq: entry.seq, hash: entry.hash };
  const link = encodeInviteLink({ origin, portal: portal.portalId, head, invitation, seed });
  return { invitation, link, expiresAtMs };
}

/** An invitation to a room that cannot be noted there is taken back: a guest has no place without one. */
async function admit(
  origin: PortalOrigin,
  invitation: InvitationId,
  { space, level }: { space: SpaceId; level: Level },
): Promise<void> {
  try {
    await append(await freshSpace(origin, space), async () => ({ op: "member.invite", invitation, level }));
  } catch (error) {
    await revokeInvitation({ origin, invitation }).catch(() => undefined);
    throw error;
  }
}

/** Those of the whole portal that the person may see, newest first. */
export async function listInvitations(origin: PortalOrigin): Promise<InvitationRow[]> {
  const portal = await newestPortal(origin);
  const [{ invitations }, profiles] = await Promise.all([
    portal.client.call("listInvitations", {}),
    readProfilesOrNone(portal),
  ]);
  return invitations
    .flatMap(({ invitation, invitedEmail, isToRoom }) => {
      const found = portal.state.invitations.get(invitation);
      if (!found) return [];
      const invitedByName = profiles.get(found.invitedBy)?.name ?? null;
      return [{ ...toRow(portal, found, isToRoom), email: invitedEmail, invitedByName }];
    })
    .sort((a, b) => b.expiresAtMs - a.expiresAtMs);
}

function toRow(portal: OpenPortal, found: PortalInvitation, isToRoom: boolean) {
  const { invitation, type, isWithRoom, invitedBy, expiresAtMs, state } = found;
  const author = portal.state.users.get(portal.user);
  const mayInvite = author ? canInvite(author, type, isWithRoom).allowed : false;
  const mayRevoke = state === "waiting" && (invitedBy === portal.user || mayInvite);
  const shown = { invitation, type, isWithRoom, invitedBy, expiresAtMs, mayRevoke };
  return { ...shown, state: state === "waiting" ? waitingState(found, isToRoom) : state };
}

function waitingState({ type, expiresAtMs }: PortalInvitation, isToRoom: boolean): InvitationRow["state"] {
  if (expiresAtMs <= Date.now()) return "expired";
  return type === "Guest" && !isToRoom ? "noRoom" : "waiting";
}

/** @throws INVITATION_OVER when it is not waiting any more */
export async function revokeInvitation(input: {
  origin: PortalOrigin;
  invitation: InvitationId;
}): Promise<void> {
  const { invitation } = input;
  await appendToPortal(await openPortal(input.origin), async (state) => {
    if (state.invitations.get(invitation)?.state !== "waiting") throw new AppError("INVITATION_OVER");
    return { operation: { op: "invitation.revoke", invitation } };
  });
}
