import { toBase64Url } from "../../shared/bytes.ts";
import { isBundleOf, parseBundle } from "../../shared/crypto/bundle.ts";
import { deriveIdentity, type RootSeed } from "../../shared/crypto/identity.ts";
import { parseKit } from "../../shared/crypto/kit.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import type { SlotSecret } from "../../shared/crypto/slot.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, UserId } from "../../shared/ids.ts";
import {
  checkNotLockedSince,
  LONGEST_WAIT_MS,
  readLockCount,
  readUnlockWait,
  startActivity,
} from "./lock.ts";
import { type AccountRecord, portalRecord, type SlotName, triesRecord, unlockedRecord } from "./records.ts";
import { inSlotThread } from "./slot-thread.ts";

/** From what a person has or knows to unlocked keys. Works without the portal. */

const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;

interface UnlockInput {
  readonly origin: PortalOrigin;
  readonly kind: SlotName;
  readonly secret: string;
}

/** What a person typed, as the secret of a slot. @throws KIT_MISTYPED */
export async function parseSecret(kind: SlotName, typed: string): Promise<SlotSecret> {
  return kind === "kit" ? { kind, kit: await parseKit(typed) } : { kind, passphrase: typed };
}

/**
 * Unlocks a portal's account on this browser.
 * @throws UNLOCK_WAIT; UNLOCK_REFUSED whatever was wrong; KIT_MISTYPED for a kit that cannot be one
 */
export async function unlock({ origin, kind, secret: typed }: UnlockInput): Promise<void> {
  const lockCount = await readLockCount();
  if (await readUnlockWait(origin)) throw new AppError("UNLOCK_WAIT");
  const secret = await parseSecret(kind, typed);
  const account = (await portalRecord(origin).read())?.account;
  if (!account) throw new AppError("UNLOCK_REFUSED");
  await countTry(origin);
  const opened = await openAny(account, kind, secret);
  await forgetTries(origin);
  await keepUnlocked(origin, { user: account.user, loginKind: kind, lockCount, ...opened });
}

/** Puts the opened seed where it stays until the lock. @throws LOCKED when things were locked since `lockCount` was read */
export async function keepUnlocked(
  origin: PortalOrigin,
  opened: { user: UserId; loginKind: SlotName; seed: RootSeed; loginSeed: LoginSeed; lockCount: number },
): Promise<void> {
  await checkNotLockedSince(opened.lockCount);
  await startActivity();
  const { user, loginKind } = opened;
  const [seed, loginSeed] = [toBase64Url(opened.seed), toBase64Url(opened.loginSeed)];
  await unlockedRecord(origin).write({ user, loginKind, seed, loginSeed });
}

/** Counted before the try, so that closing the page in the middle does not make it free. */
export async function countTry(origin: PortalOrigin): Promise<void> {
  const count = ((await triesRecord(origin).read())?.count ?? 0) + 1;
  const waitMs =
    count < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
  await triesRecord(origin).write({ count, untilMs: Date.now() + waitMs });
}

/** After a success the count starts anew. */
export const forgetTries = (origin: PortalOrigin): Promise<void> => triesRecord(origin).remove();

async function openAny(account: AccountRecord, kind: SlotName, secret: SlotSecret) {
  try {
    const bundle = await parseBundle(account.bundle);
    const slot = account.slots.find((each) => each.kind === kind);
    if (!slot) throw new AppError("UNLOCK_REFUSED");
    const owner = { user: account.user, signPublic: bundle.signPublic };
    const opened = await inSlotThread("openSlot", { slot: slot.wire, secret, ...owner });
    if (!isBundleOf(bundle, await deriveIdentity(opened.seed))) throw new AppError("UNLOCK_REFUSED");
    return opened;
  } catch (cause) {
    throw new AppError("UNLOCK_REFUSED", { cause });
  }
}
