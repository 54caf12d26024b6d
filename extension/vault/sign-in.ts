import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { isBundleOf } from "../../shared/crypto/bundle.ts";
import { deriveIdentity } from "../../shared/crypto/identity.ts";
import { commitProfile, normalizeEmail } from "../../shared/crypto/profile.ts";
import { openSlot, type SlotMaster, type SlotSecret } from "../../shared/crypto/slot.ts";
import { parseSlot, type SlotParams } from "../../shared/crypto/slot-params.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { type PortalState, type PortalUser, replayPortal } from "../../shared/log/portal-state.ts";
import { type Client, createClient } from "../api/client.ts";
import { readPeoplePages } from "../api/people-pages.ts";
import { readLockCount, readUnlockWait } from "./lock.ts";
import { portalRecord, type SlotName } from "./records.ts";
import { answerChallenge, checkPortal, keepSession } from "./session.ts";
import { inSlotThread } from "./slot-thread.ts";
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
  const lockCount = await readLockCount();
  if (await readUnlockWait(origin)) throw new AppError("UNLOCK_WAIT");
  const email = normalizeEmail(typed);
  const secret = await parseSecret(kind, typedSecret);
  const pinned = (await portalRecord(origin).read())?.portal ?? null;
  const portalId = await checkPortal(origin, pinned);
  const { grant, master, loginSeed } = await proveSecret({ origin, email, kind, secret });
  const client = oneSessionClient(origin, grant.token);
  const portal = await readPortal(client, portalId);
  const user = portal.users.get(grant.user);
  if (!user) throw new AppError("CONTEXT_WRONG");
  const seed = await openOwnSlot(grant.slots, user, master);
  const account = await readAccount(client, { user, email, slots: grant.slots });
  await portalRecord(origin).write({ origin, portal: portalId, account });
  await forgetTries(origin);
  await keepUnlocked(origin, { user: user.user, loginKind: kind, seed, loginSeed, lockCount });
  await keepSession(origin, grant);
}

/** The parameters come from the server: `deriveLogin` refuses weaker ones before it derives anything (A38). */
async function proveSecret(input: {
  origin: PortalOrigin;
  email: string;
  kind: SlotName;
  secret: SlotSecret;
}) {
  const { origin, email, kind, secret } = input;
  const client = createClient({ origin, session: null });
  const { challenge, salt, argon2 } = await client.call("createChallenge", { body: { email, kind } });
  // Only now something about the secret is tried: without the portal nothing is counted
  await countTry(origin);
  const { loginSeed, master } = await inSlotThread("deriveLogin", {
    slotParams: paramsOf(kind, salt, argon2),
    secret,
  });
  const grant = await answerChallenge(origin, { email, kind, challenge, loginSeed });
  return { grant, master, loginSeed };
}

function paramsOf(
  kind: SlotName,
  salt: Uint8Array<ArrayBuffer>,
  argon2: { memoryKiB: number; passes: number; lanes: number } | null,
): SlotParams {
  if (kind === "kit") return { kind, salt };
  if (!argon2) throw new AppError("KDF_REFUSED");
  return { kind, salt, argon2 };
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

/** The whole identity is compared with the signed log, not only the key that the slot is bound to (A03). */
async function openOwnSlot(slots: readonly Uint8Array<ArrayBuffer>[], user: PortalUser, master: SlotMaster) {
  const slot = slots.find((wire) => parseSlot(wire).params.kind === master.params.kind);
  if (!slot) throw new AppError("CONTEXT_WRONG");
  const { signPublic } = user.bundle;
  try {
    const { seed } = await openSlot({ slot, secret: master, user: user.user, signPublic });
    if (isBundleOf(user.bundle, await deriveIdentity(seed))) return seed;
  } catch (cause) {
    // The secret was right, or signing in had failed: what was delivered is not what this person once sealed
    throw new AppError("CONTEXT_WRONG", { cause });
  }
  throw new AppError("CONTEXT_WRONG");
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
  const { spaces } = await client.call("listSpaces", {});
  const personal = spaces.find(({ kind }) => kind === "personal");
  if (!personal && invitedBy === null) throw new AppError("CONTEXT_WRONG");
  return personal?.space ?? null;
}
