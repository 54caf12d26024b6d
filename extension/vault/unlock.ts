import { toBase64Url } from "../../shared/bytes.ts";
import { isBundleOf, parseBundle } from "../../shared/crypto/bundle.ts";
import { deriveIdentity, type RootSeed } from "../../shared/crypto/identity.ts";
import { parseKit } from "../../shared/crypto/kit.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import { normalizeEmail } from "../../shared/crypto/profile.ts";
import type { SlotSecret } from "../../shared/crypto/slot.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId, UserId } from "../../shared/ids.ts";
import { changeAccount, withSlot } from "./account.ts";
import { renewOtherSlots } from "./kept-slots.ts";
import {
  checkNotLockedSince,
  LONGEST_WAIT_MS,
  readLockMark,
  readUnlockWait,
  startActivity,
  writeUnlocked,
} from "./lock.ts";
import { checkPortal, type Grant, isRefused, proveLogin } from "./login.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { type AccountRecord, portalRecord, type SlotName, triesRecord } from "./records.ts";
import { keepSession } from "./session.ts";
import { inSlotThread } from "./slot-thread.ts";
import { unlockAnew } from "./unlock-anew.ts";

/** From what a person has or knows to unlocked keys. */

const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;

interface UnlockInput {
  readonly origin: PortalOrigin;
  readonly kind: SlotName;
  readonly secret: string;
  /** Where the person says that his address is another now than this browser knows. */
  readonly email?: string;
}

/** What a person typed, as the secret of a slot. @throws KIT_MISTYPED */
export async function parseSecret(kind: SlotName, typed: string): Promise<SlotSecret> {
  return kind === "kit" ? { kind, kit: await parseKit(typed) } : { kind, passphrase: typed };
}

/** How long unlocking waits for a portal that neither answers nor refuses, before it goes on without it. */
const PORTAL_PATIENCE_MS = 5_000;

/**
 * Unlocks a portal's account on this browser: by what is kept here, as long as the portal does not say that it counts no
 * more, and by signing in when what was typed came into force elsewhere. Works without the portal, too.
 * @throws UNLOCK_WAIT; UNLOCK_REFUSED whatever was wrong; LOGIN_REFUSED when it opened this browser once, and the portal refuses
 * it; KIT_MISTYPED for a kit that cannot be one; CONTEXT_WRONG, KDF_REFUSED when the portal hands out what is not the person's
 */
export async function unlock(input: UnlockInput): Promise<void> {
  const { origin, kind } = input;
  const lockMark = await readLockMark(origin);
  if (await readUnlockWait(origin)) throw new AppError("UNLOCK_WAIT");
  const secret = await parseSecret(kind, input.secret);
  const { portal, account } = (await portalRecord(origin).read()) ?? {};
  if (!account || !portal) throw new AppError("UNLOCK_REFUSED");
  const email = input.email === undefined ? account.email : normalizeEmail(input.email);
  await countTry(origin);
  const { grant, change, ...opened } = await openHereOrAnew({ origin, portal, account, email, kind, secret });
  await forgetTries(origin);
  if (change) await changeAccount(origin, change);
  if (grant) await renewOtherSlots(origin, { kind, slots: grant.slots });
  await keepUnlocked(origin, { user: account.user, loginKind: kind, lockMark, ...opened });
  if (grant) await keepSession(origin, grant);
}

async function openHereOrAnew(typed: Parameters<typeof unlockAnew>[0]): Promise<Opened> {
  const { origin, portal, account, kind, secret } = typed;
  const here = await openAny(account, kind, secret);
  const proven = here && (await proveHere({ origin, portal, user: account.user, kind, ...here }));
  if (here && proven !== "refused") return { ...here, grant: proven };
  const anew = await unlockAnew(typed);
  if (anew) return anew;
  throw new AppError(here ? "LOGIN_REFUSED" : "UNLOCK_REFUSED");
}

interface Opened {
  readonly seed: RootSeed;
  readonly loginSeed: LoginSeed;
  readonly grant: Grant | null;
  /** What this browser keeps of it from here on, where that is something else than before. */
  readonly change: ((account: AccountRecord) => AccountRecord) | null;
}

/** Signs in with what opened this browser's slot. Null when the portal cannot be asked: the first request says why. */
async function proveHere(input: {
  origin: PortalOrigin;
  portal: SpaceId;
  user: UserId;
  kind: SlotName;
  loginSeed: LoginSeed;
}): Promise<Grant | "refused" | null> {
  const { origin, portal, user, kind, loginSeed } = input;
  const patience = { signal: AbortSignal.timeout(PORTAL_PATIENCE_MS) };
  try {
    await checkPortal(origin, portal, patience);
    const grant = await proveLogin(origin, { who: { user }, kind, loginSeed }, patience);
    return grant.user === user ? grant : null;
  } catch (error) {
    return isRefused(error) ? "refused" : null;
  }
}

/** Puts the opened seed where it stays until the lock. @throws LOCKED when things were locked since `lockMark` was read */
export async function keepUnlocked(
  origin: PortalOrigin,
  opened: { user: UserId; loginKind: SlotName; seed: RootSeed; loginSeed: LoginSeed; lockMark: string },
): Promise<void> {
  const { user, loginKind, lockMark } = opened;
  await checkNotLockedSince(origin, lockMark);
  await startActivity();
  const [seed, loginSeed] = [toBase64Url(opened.seed), toBase64Url(opened.loginSeed)];
  await writeUnlocked(origin, lockMark, { user, loginKind, seed, loginSeed });
}

/** Counted before the try, so that closing the page in the middle does not make it free; two pages at once make two. */
export function countTry(origin: PortalOrigin): Promise<void> {
  return oneAtATime(`tries ${origin}`, async () => {
    const count = ((await triesRecord(origin).read())?.count ?? 0) + 1;
    const waitMs =
      count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
    await triesRecord(origin).write({ count, untilMs: Date.now() + waitMs });
  });
}

/** After a success the count starts anew. */
export const forgetTries = (origin: PortalOrigin): Promise<void> => triesRecord(origin).remove();

/** Null when it does not open, without telling why. */
async function openAny(account: AccountRecord, kind: SlotName, secret: SlotSecret) {
  try {
    const bundle = await parseBundle(account.bundle);
    const slot = account.slots.find((each) => each.kind === kind);
    if (!slot) return null;
    const owner = { user: account.user, signPublic: bundle.signPublic };
    const opened = await inSlotThread("openSlot", { slot: slot.wire, secret, ...owner });
    if (!isBundleOf(bundle, await deriveIdentity(opened.seed))) return null;
    const { wire, isUnproven } = slot;
    const prove = (now: AccountRecord): AccountRecord => withSlot(now, { kind, wire });
    return { ...opened, change: isUnproven ? prove : null };
  } catch {
    return null;
  }
}
