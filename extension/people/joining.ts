import * as v from "valibot";
import { CONTRACT } from "../../shared/api/contract.ts";
import { type Bytes, parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { createBundle, deriveIdentity, parseRootSeed } from "../../shared/crypto/identity.ts";
import { deriveInviteKey, type InviteLink, signInviteProof } from "../../shared/crypto/invite.ts";
import { type LoginSeed, loginPublicOf } from "../../shared/crypto/login.ts";
import { commitProfile, PROFILE_SALT_BYTES } from "../../shared/crypto/profile.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { createClient } from "../api/client.ts";
import { backoffMs, wait } from "../api/patience.ts";
import { keepEntries, keepHead } from "../spaces/log-store.ts";
import { readPersonal } from "../spaces/personal.ts";
import { putAccount } from "../vault/account.ts";
import { invitationRecord } from "../vault/invitation-record.ts";
import { readLockMark } from "../vault/lock.ts";
import { checkPortal, isRefused, proveLogin } from "../vault/login.ts";
import { keepSession } from "../vault/session.ts";
import { type SetupRecord, setupRecord, setupToJson } from "../vault/setup-record.ts";
import { forgetTries, keepUnlocked } from "../vault/unlock.ts";
import { type InvitationOffer, openInvitation, readLink } from "./open-invitation.ts";

/**
 * Coming to a portal by an invitation's link. The steps: keepInvitation (the link leaves the address bar), readInvitation,
 * then beginSetup and proveKit of vault/setup.ts as a first owner does, and finishJoining at the end.
 */

/**
 * Fetches and verifies the portal's whole log, which must hold the head in the link.
 * @throws INVITATION_OVER (used, withdrawn, run out), NOT_FOUND, LOG_FORKED, PORTAL_CHANGED, OFFLINE
 */
export const readInvitation = async (origin: PortalOrigin): Promise<InvitationOffer> =>
  (await openInvitation(origin)).offer;

const requestBody = CONTRACT.acceptInvitation.body;
type AcceptRequest = v.InferInput<typeof requestBody>;

/** How often the entry is made again because somebody else changed the portal meanwhile. */
const TRIES_MAX = 15;

/**
 * Joins with the keys of the setup under way and unlocks. Makes the Private Room too (not for guests). Repeating it after a
 * lost answer is safe.
 * @throws LOCKED when the lock ended it: begin again; KIT_MISTYPED while the kit is not proven; INVITATION_OVER, EMAIL_TAKEN, OFFLINE
 */
export async function finishJoining(origin: PortalOrigin): Promise<void> {
  const lockMark = await readLockMark(origin);
  const record = await setupRecord(origin).read();
  if (!record) throw new AppError("LOCKED");
  if (!record.isProven) throw new AppError("KIT_MISTYPED");
  const link = await readLink(origin);
  const { grant, bundle } = await join(origin, record, link);
  if (grant.user !== record.user) throw new AppError("CONTEXT_WRONG");
  await keepAccount(origin, record, link, bundle);
  const [{ kind, loginSeed }] = record.slots;
  const opened = { seed: parseRootSeed(record.seed), loginSeed: loginSeed as LoginSeed };
  await keepUnlocked(origin, { user: record.user, loginKind: kind, lockMark, ...opened });
  await keepSession(origin, grant);
  await forgetTries(origin);
  await setupRecord(origin).remove();
  await invitationRecord(origin).remove();
  // A guest has none; should it fail for others, it is made when it is first looked for
  await readPersonal(origin).catch(() => undefined);
}

async function join(origin: PortalOrigin, record: SetupRecord, link: InviteLink) {
  for (let attempt = 0; ; attempt++) {
    const current = (await setupRecord(origin).read())?.request ?? null;
    const request = current === null ? await createRequest(origin, record) : readRequest(current);
    await setupRecord(origin).write({ ...setupToJson(record), request: JSON.stringify(request) });
    const bundle = await bundleOf(request.entry);
    try {
      const params = { invitation: link.invitation };
      const client = createClient({ origin, session: null });
      return { grant: await client.call("acceptInvitation", { params, body: request }), bundle };
    } catch (error) {
      const grant = await signInAsJoined(origin, record, error);
      if (grant) return { grant, bundle };
      await setupRecord(origin).write({ ...setupToJson(record), request: null });
      const isMoved = error instanceof AppError && error.code === "HEAD_MOVED";
      if (!isMoved || attempt >= TRIES_MAX) throw error;
      await wait(backoffMs(attempt) / 4);
    }
  }
}

/** After a lost answer the portal says that the place is taken: by this very person, if his key signs in. */
async function signInAsJoined(origin: PortalOrigin, record: SetupRecord, error: unknown) {
  const isTaken =
    error instanceof AppError && ["HEAD_MOVED", "INVITATION_OVER", "EMAIL_TAKEN"].includes(error.code);
  if (!isTaken) throw error;
  const [{ kind, loginSeed }] = record.slots;
  const login = { who: { user: record.user }, kind, loginSeed: loginSeed as LoginSeed };
  const grant = await proveLogin(origin, login).catch((refusal: unknown) => {
    if (!isRefused(refusal)) throw refusal;
    return null;
  });
  return grant?.user === record.user ? grant : null;
}

function readRequest(text: string): AcceptRequest {
  const body: unknown = JSON.parse(text);
  v.parse(requestBody, body);
  return body as AcceptRequest;
}

async function createRequest(origin: PortalOrigin, record: SetupRecord): Promise<AcceptRequest> {
  const { link, portal, wires } = await openInvitation(origin);
  await keepEntries(origin, portal.portal, 0, wires);
  await keepHead(origin, portal.portal, portal.head);
  const profile = { salt: randomBytes(PROFILE_SALT_BYTES), name: record.name, email: record.email };
  const entry = await signJoin(record, link, portal, await commitProfile(profile));
  return {
    entry: toBase64Url(entry.wire),
    profile: { ...profile, user: record.user, salt: toBase64Url(profile.salt) },
    logins: await Promise.all(
      record.slots.map(async ({ kind, wire, loginSeed }) => ({
        kind,
        loginPublic: toBase64Url(await loginPublicOf(loginSeed as LoginSeed)),
        slot: toBase64Url(wire),
      })),
    ),
  };
}

async function signJoin(
  { user, seed }: SetupRecord,
  link: InviteLink,
  { portal, head }: PortalState,
  profileCommitment: Bytes,
): Promise<ParsedEntry> {
  const timeMs = Date.now();
  const identity = await deriveIdentity(parseRootSeed(seed));
  const bundle = await createBundle({ identity, user, createdAtMs: timeMs });
  const { invitation } = link;
  const { inviteKey } = await deriveInviteKey(link);
  const proof = await signInviteProof({ inviteKey, portal, invitation, bundleHash: bundle.hash });
  const operation = { op: "user.join", invitation, bundle: bundle.wire, profileCommitment, proof } as const;
  const place = { space: portal, seq: head.seq + 1, prev: head.hash, portalHead: null };
  return signEntry({ ...place, timeMs, author: user, operation }, identity.signKey);
}

async function bundleOf(entry: string): Promise<Bytes> {
  const { operation } = await parseEntry(parseBase64Url(entry));
  if (operation.op !== "user.join") throw new AppError("INTERNAL");
  return operation.bundle;
}

async function keepAccount(
  origin: PortalOrigin,
  record: SetupRecord,
  link: InviteLink,
  bundle: Bytes,
): Promise<void> {
  await checkPortal(origin, link.portal);
  const slots = record.slots.map(({ kind, wire }) => ({ kind, wire: toBase64Url(wire) }));
  const { user, email, name } = record;
  const account = { user, email, name, slots, personal: null, bundle: toBase64Url(bundle) };
  await putAccount(origin, link.portal, account);
}
