import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { parseBundle } from "../../shared/crypto/bundle.ts";
import { commitProfile, normalizeEmail } from "../../shared/crypto/profile.ts";
import { parseSlot } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { type PortalState, type PortalUser, replayPortal } from "../../shared/log/portal-state.ts";
import { type Client, createClient } from "../api/client.ts";
import { readPeoplePages } from "../api/people-pages.ts";
import { readSpacePages } from "../api/space-pages.ts";
import { putAccount } from "./account.ts";
import { demandNoCheaper, keptParams } from "./kept-slots.ts";
import { readLockMark, readUnlockWait } from "./lock.ts";
import { checkPortal } from "./login.ts";
import { askParams, openHandedSlot, proveSecret } from "./prove-secret.ts";
import { type AccountRecord, portalRecord, type SlotName } from "./records.ts";
import { keepSession } from "./session.ts";
import { countTry, forgetTries, keepUnlocked, parseSecret } from "./unlock.ts";

/** An account that exists, on a browser that does not know it yet. */

interface SignIn {
  readonly origin: PortalOrigin;
  readonly email: string;
  readonly kind: SlotName;
  readonly secret: string;
}

/**
 * Signs in, fetches the sealed keys and opens them. What the portal hands out is compared with its own signed log:
 * keys or slots that were swapped are refused.
 * @throws UNLOCK_WAIT, LOGIN_REFUSED, KDF_REFUSED, PORTAL_CHANGED, CONTEXT_WRONG, KIT_MISTYPED, OFFLINE
 */
export async function signIn({ origin, email: typed, kind, secret: typedSecret }: SignIn): Promise<void> {
  const lockMark = await readLockMark(origin);
  if (await readUnlockWait(origin)) throw new AppError("UNLOCK_WAIT");
  const email = normalizeEmail(typed);
  const secret = await parseSecret(kind, typedSecret);
  const { portal: pinned = null, account: kept = null } = (await portalRecord(origin).read()) ?? {};
  const portalId = await checkPortal(origin, pinned);
  const asked = await askParams(origin, { email, kind });
  if (kept) demandNoCheaper(keptParams(kept, kind), asked.slotParams);
  // Only now something about the secret is tried: without the portal nothing is counted
  await countTry(origin);
  const { grant, master, loginSeed } = await proveSecret(origin, { ...asked, email, kind, secret });
  const client = oneSessionClient(origin, grant.token);
  const portal = await readPortal(client, portalId);
  const user = portal.users.get(grant.user);
  if (!user) throw new AppError("CONTEXT_WRONG");
  await demandSame(kept, user);
  const { seed } = await openHandedSlot(grant.slots, master, user);
  const account = await readAccount(client, { user, email, slots: grant.slots });
  await putAccount(origin, portalId, account);
  await forgetTries(origin);
  await keepUnlocked(origin, { user: user.user, loginKind: kind, seed, loginSeed, lockMark });
  await keepSession(origin, grant);
}

function oneSessionClient(origin: PortalOrigin, token: Uint8Array): Client {
  const text = toBase64Url(token);
  return createClient({ origin, session: { token: async () => text, renew: async () => text } });
}

async function readPortal(client: Client, portalId: SpaceId): Promise<PortalState> {
  let portal: PortalState | undefined;
  for (;;) {
    const from = String(portal === undefined ? 0 : portal.head.seq + 1);
    const { entries, head } = await client.call("getPortalLog", { params: { from } });
    portal = await replayPortal(entries, portal);
    if (portal.portal !== portalId) throw new AppError("PORTAL_CHANGED");
    if (portal.head.seq >= head.seq) return portal;
    if (entries.length === 0) throw new AppError("ANSWER_MALFORMED");
  }
}

/** Where an account is kept already, only that one comes in its place. @throws CONTEXT_WRONG */
async function demandSame(kept: AccountRecord | null, { user, bundle }: PortalUser): Promise<void> {
  if (!kept) return;
  const isSame = kept.user === user && equalBytes((await parseBundle(kept.bundle)).hash, bundle.hash);
  if (!isSame) throw new AppError("CONTEXT_WRONG");
}

async function readAccount(
  client: Client,
  own: { user: PortalUser; email: string; slots: readonly Uint8Array<ArrayBuffer>[] },
) {
  const [name, personal] = await Promise.all([readOwnName(client, own), readPersonal(client, own.user)]);
  const slots = own.slots.flatMap((wire) => {
    const { kind } = parseSlot(wire).params;
    return kind === "passkey" ? [] : [{ kind, wire: toBase64Url(wire) }];
  });
  const { user, bundle } = own.user;
  return { user, email: own.email, name, personal, bundle: toBase64Url(bundle.wire), slots };
}

async function readOwnName(
  client: Client,
  { user, email }: { user: PortalUser; email: string },
): Promise<string> {
  const people = await readPeoplePages(client);
  const own = people.find((person) => person.user === user.user);
  const isCommitted = own && equalBytes(await commitProfile(own), user.profileCommitment);
  if (!isCommitted || own.email !== email) throw new AppError("CONTEXT_WRONG");
  return own.name;
}

/** Whose space it is, its log proves when it is opened. Only a guest, or who came by an invitation, may have none yet. */
async function readPersonal(client: Client, { invitedBy }: PortalUser): Promise<SpaceId | null> {
  const spaces = await readSpacePages(client);
  const personal = spaces.find(({ kind }) => kind === "personal");
  if (!personal && invitedBy === null) throw new AppError("CONTEXT_WRONG");
  return personal?.space ?? null;
}
