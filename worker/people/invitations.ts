import { sql } from "kysely";
import type { BodyOf } from "../../shared/api/contract.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import { type Bundle, parseBundle } from "../../shared/crypto/bundle.ts";
import { verifyInviteAsk, verifyInviteProof } from "../../shared/crypto/invite-check.ts";
import { AppError } from "../../shared/errors.ts";
import { type InvitationId, parsePortalOrigin, type SpaceId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry, verifyEntry } from "../../shared/log/entry.ts";
import { isActive } from "../../shared/log/portal-facts.ts";
import type { UserJoin } from "../../shared/log/portal-operations.ts";
import { canAppendPortal } from "../../shared/log/portal-rights.ts";
import { checkPortalOperation } from "../../shared/log/portal-rules.ts";
import { demand } from "../../shared/log/rights-of-entry.ts";
import { checkClock } from "../clock.ts";
import { writeAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";
import type { Call } from "../mount.ts";
import { appendRows } from "../portal/changes.ts";
import { readPortalFacts, readPortalRow } from "../portal/facts.ts";
import { returnInvited } from "../rates.ts";
import { admitInvited } from "../spaces/people.ts";
import { readLogPage } from "../spaces/store.ts";
import { checkLogins, writeLogins } from "../users/logins.ts";
import { checkProfile, isEmailTaken, userRow } from "../users/profile.ts";
import { createSession } from "../users/sessions.ts";
import { type InvitationRow, isToRoom, readInvitation, readPeople } from "./store.ts";

/** Coming in by a link. Nobody here has a session: what counts is the key in the link, which the server never has. */

/** The curve's base point, for invitations that never were: the answer takes as long as for others. */
const NOBODYS_KEY = new Uint8Array(32).fill(0x66).fill(0x58, 0, 1);

/** Shows the portal's log and the inviter to whoever holds the link. */
export async function showLog({ env, db, nowMs, request, params, body }: Call<"openInvitation">) {
  const invitation = await provenInvitation(db, params.invitation, { body, nowMs, url: request.url });
  await returnInvited(env, db, { request, nowMs, ...params });
  const { portal } = await readPortalRow(db);
  await demandOpen(db, invitation, nowMs);
  const page = await readLogPage(env.DB, db, { space: portal, from: body.from });
  return { ...page, inviter: await readInviter(db, invitation), invitedEmail: invitation.invitedEmail };
}

/** @throws CLOCK_WRONG; NOT_FOUND alike for one that never was and for a signature of another key */
async function provenInvitation(
  db: Db,
  id: InvitationId,
  { body, nowMs, url }: { body: BodyOf<"openInvitation">; nowMs: number; url: string },
): Promise<InvitationRow> {
  checkClock(nowMs, body.timeMs);
  const found = await readInvitation(db, id);
  const origin = parsePortalOrigin(new URL(url).origin);
  const { timeMs, signature } = body;
  const invitePublic = found?.invitePublic ?? NOBODYS_KEY;
  try {
    await verifyInviteAsk({ origin, invitation: id, timeMs, invitePublic, signature });
  } catch (cause) {
    throw new AppError("NOT_FOUND", { cause });
  }
  if (!found) throw new AppError("NOT_FOUND");
  return found;
}

/** @throws INVITATION_OVER also when the inviter may not invite any more */
async function demandOpen(db: Db, invitation: InvitationRow, nowMs: number): Promise<void> {
  const inviter = (await readPeople(db, [invitation.invitedBy])).get(invitation.invitedBy);
  const isOpen = invitation.state === "waiting" && nowMs <= invitation.expiresAtMs && isActive(inviter);
  if (!isOpen || !(await hasItsRoom(db, invitation))) throw new AppError("INVITATION_OVER");
}

async function readInviter(db: Db, { invitedBy }: InvitationRow) {
  const row = await db
    .selectFrom("users")
    .select(["user", "name", "email", "salt"])
    .where("user", "=", invitedBy)
    .executeTakeFirstOrThrow();
  return { ...row, salt: toBase64Url(bytesOf(row.salt)) };
}

/** A guest comes only together with a room: that the invitation says so is its maker's word, the room's log has it or not. */
async function hasItsRoom(db: Db, { type, invitation }: InvitationRow): Promise<boolean> {
  if (type !== "Guest") return true;
  const row = await db.selectNoFrom(isToRoom(invitation).as("is_to_room")).executeTakeFirst();
  return Boolean(row?.is_to_room);
}

interface Joining {
  readonly entry: ParsedEntry;
  readonly operation: UserJoin;
  readonly bundle: Bundle;
}

/** Makes the person, his ways to unlock and his session: all or nothing, and once. */
export async function acceptInvitation(call: Call<"acceptInvitation">) {
  const { env, db, nowMs, request, params, body } = call;
  const joining = await readJoining(body.entry, params.invitation);
  const { entry, operation, bundle } = joining;
  await checkProfile(body.profile, { user: bundle.user, commitment: operation.profileCommitment });
  const logins = await checkLogins(body.logins);
  const { type, invitedBy } = await admit(call, joining);
  if (await isEmailTaken(db, body.profile.email, bundle.user)) throw new AppError("EMAIL_TAKEN");
  const { token, expiresAtMs, query } = await createSession(db, { user: bundle.user, request, nowMs });
  const person = { profile: body.profile, bundle, type, invitedBy, joinedBy: params.invitation, nowMs };
  const isIn = await writeAll(env.DB, db, {
    guard: sql<boolean>`exists (select 1 from spaces where space = ${entry.space} and head_hash = ${entry.prev})
      and (${type} <> 'Guest' or ${isToRoom(params.invitation)})`,
    queries: [
      await userRow(db, person),
      ...writeLogins(db, bundle.user, logins),
      db.updateTable("invitations").set({ state: "used" }).where("invitation", "=", params.invitation),
      admitInvited(db, { user: bundle.user, invitation: params.invitation }),
      ...appendRows(db, entry),
      query,
    ],
  });
  if (!isIn) throw new AppError("HEAD_MOVED");
  const slots = logins.map((login) => toBase64Url(login.slot));
  return { token, expiresAtMs, user: bundle.user, slots };
}

/**
 * Judges the entry by the link's key, the clock and the portal as it is now.
 * @throws NOT_FOUND, INVITATION_OVER, CLOCK_WRONG, HEAD_MOVED, RIGHT_MISSING and what checkPortalOperation throws
 */
async function admit(
  { env, db, nowMs, request, params }: Call<"acceptInvitation">,
  joining: Joining,
): Promise<InvitationRow> {
  const { entry, operation, bundle } = joining;
  const { portal, head, row } = await readPortalRow(db);
  const invitation = await provenInvitee(db, portal, joining);
  await returnInvited(env, db, { request, nowMs, ...params });
  checkClock(nowMs, entry.timeMs);
  // Before the head: who comes late hears why, whatever else happened meanwhile
  if (invitation.state !== "waiting" || nowMs > invitation.expiresAtMs) throw new AppError("INVITATION_OVER");
  if (!(await hasItsRoom(db, invitation))) throw new AppError("INVITATION_OVER");
  if (entry.prev !== head.hash || entry.seq !== head.seq + 1) throw new AppError("HEAD_MOVED");
  const facts = await readPortalFacts(db, row, { author: entry.author, operation, bundle });
  checkPortalOperation(facts, { author: entry.author, timeMs: entry.timeMs, operation, bundle });
  demand(canAppendPortal(facts, entry.author, operation));
  return invitation;
}

/** @throws ENTRY_REFUSED unless it is that invitation's, by the person whose keys it carries; ENTRY_SIGNATURE */
async function readJoining(wire: BodyOf<"acceptInvitation">["entry"], id: InvitationId): Promise<Joining> {
  const entry = await parseEntry(wire);
  const { operation } = entry;
  if (operation.op !== "user.join" || operation.invitation !== id) throw new AppError("ENTRY_REFUSED");
  const bundle = await parseBundle(operation.bundle);
  if (bundle.user !== entry.author) throw new AppError("ENTRY_REFUSED");
  await verifyEntry(entry, bundle.signPublic);
  return { entry, operation, bundle };
}

/** @throws NOT_FOUND alike for an invitation that never was, another portal's entry, and a proof by another key */
async function provenInvitee(
  db: Db,
  portal: SpaceId,
  { entry, operation, bundle }: Joining,
): Promise<InvitationRow> {
  const { invitation, proof } = operation;
  const found = await readInvitation(db, invitation);
  const invitePublic = found?.invitePublic ?? NOBODYS_KEY;
  try {
    await verifyInviteProof({ portal, invitation, invitePublic, bundleHash: bundle.hash, proof });
  } catch (cause) {
    throw new AppError("NOT_FOUND", { cause });
  }
  if (!found || entry.space !== portal) throw new AppError("NOT_FOUND");
  return found;
}
