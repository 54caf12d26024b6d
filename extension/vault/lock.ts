import browser from "webextension-polyfill";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { INVITATION_PREFIX } from "./invitation-record.ts";
import {
  activityRecord,
  lockCountRecord,
  PORTAL_LOCKS_PREFIX,
  PORTAL_PREFIX,
  portalLocksRecord,
  portalRecord,
  readIdleMaxima,
  readUnlockedRecords,
  triesRecord,
  UNLOCKED_PREFIX,
  type Unlocked,
  unlockedRecord,
} from "./records.ts";
import { readSettings } from "./settings.ts";
import { hasPendingSetup, PENDING_PREFIX, SETUP_TOKEN_PREFIX } from "./setup-record.ts";

/**
 * Whether things are unlocked, and locking them. What is unlocked lives in `storage.session`, which is memory; every
 * use of a key goes through {@link readUnlocked}, which looks at the clock, so that a missed timer opens nothing.
 */

export type LockState = "notConnected" | "noAccount" | "locked" | "unlocked";

/** The longest time that wrong tries can cost. */
export const LONGEST_WAIT_MS = 10 * 60_000;
/** Activity is noted at most this often. */
const TOUCH_MS = 10_000;
/** How long pages may take to seal their unsaved work before what they hold in memory is wiped. */
const FAREWELL_MS = 2_000;

export async function readLockState(origin: PortalOrigin): Promise<LockState> {
  const portal = await portalRecord(origin).read();
  if (!portal) return "notConnected";
  if (!portal.account) return "noAccount";
  return (await readUnlocked(origin)) ? "unlocked" : "locked";
}

/** What is unlocked of a portal; null when locked. Locks everything when nobody did anything for too long. */
export async function readUnlocked(origin: PortalOrigin): Promise<Unlocked | null> {
  const unlocked = await unlockedRecord(origin).read();
  if (!unlocked || !(await lockIfIdle())) return unlocked;
  return null;
}

/** Locks when the time without activity is over, or when it cannot be told (a clock set back counts as over). True when it locked. */
export async function lockIfIdle(): Promise<boolean> {
  if ((await readUnlockedRecords()).length === 0 && !(await hasPendingSetup())) return false;
  const idleMinutes = Math.min((await readSettings()).idleMinutes, ...(await readIdleMaxima()));
  const idleMs = Date.now() - ((await activityRecord.read()) ?? Number.NEGATIVE_INFINITY);
  if (idleMs >= -TOUCH_MS && idleMs < idleMinutes * 60_000) return false;
  await lockNow();
  return true;
}

/**
 * Locks everything, in every page, at once. Work that pages have not saved is sealed by them first. A setup under way
 * loses its keys, too; only what its link said stays, so that the person can begin again.
 */
export async function lockNow(): Promise<void> {
  await countUp(lockCountRecord);
  await removeSecrets(() => true);
}

/** Twice, for what was being written in that moment; whatever comes later finds that it is locked, and takes it back. */
async function removeSecrets(isMeant: (key: string) => boolean): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const keys = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(keys.filter((key) => isSecret(key) && isMeant(key)));
  }
}

/** Writes what is to be gone when things are locked, also when that happens meanwhile. @throws LOCKED when it did */
export async function writeWhileUnlocked<Value>(
  origin: PortalOrigin,
  item: { write(value: Value): Promise<void>; remove(): Promise<void> },
  value: Value,
): Promise<void> {
  if (!(await readUnlocked(origin))) throw new AppError("LOCKED");
  await item.write(value);
  if (await readUnlocked(origin)) return;
  await item.remove();
  throw new AppError("LOCKED");
}

/** Locks one portal and leaves the others: what a portal says locks nothing but what is its own. */
export async function lockPortal(origin: PortalOrigin): Promise<void> {
  await countUp(portalLocksRecord(origin));
  await removeSecrets((key) => key.endsWith(`:${origin}`));
}

const NO_SECRETS = [SETUP_TOKEN_PREFIX, INVITATION_PREFIX, PORTAL_LOCKS_PREFIX];
const isSecret = (key: string): boolean => !NO_SECRETS.some((prefix) => key.startsWith(prefix));

const countUp = async (record: typeof lockCountRecord): Promise<void> =>
  record.write(((await record.read()) ?? 0) + 1);

/** Another one after each lock of the portal. What began before a lock must not unlock after it: compare the mark. */
export async function readLockMark(origin: PortalOrigin): Promise<string> {
  const counts = [await lockCountRecord.read(), await portalLocksRecord(origin).read()];
  return counts.map((count) => count ?? 0).join("/");
}

/** @throws LOCKED when the portal was locked since the mark was read */
export async function checkNotLockedSince(origin: PortalOrigin, mark: string): Promise<void> {
  if ((await readLockMark(origin)) !== mark) throw new AppError("LOCKED");
}

/** Puts what unlocks where it stays until the lock. @throws LOCKED when that came since the mark was read, or in this very moment */
export async function writeUnlocked(
  origin: PortalOrigin,
  mark: string,
  unlocked: Parameters<ReturnType<typeof unlockedRecord>["write"]>[0],
): Promise<void> {
  await checkNotLockedSince(origin, mark);
  await unlockedRecord(origin).write(unlocked);
  if ((await readLockMark(origin)) === mark) return;
  await unlockedRecord(origin).remove();
  throw new AppError("LOCKED");
}

let touchedAtMs = 0;

/** Notes that somebody is at work, so that the idle lock waits. Does not unlock anything. */
export async function touch(): Promise<void> {
  const nowMs = Date.now();
  if (Math.abs(nowMs - touchedAtMs) < TOUCH_MS) return;
  if (await lockIfIdle()) return;
  touchedAtMs = nowMs;
  await activityRecord.write(nowMs);
}

/** Starts the idle time anew, at unlocking. */
export const startActivity = (): Promise<void> => activityRecord.write(Date.now());

/** Until when no further try is taken; null when one may be made now. */
export async function readUnlockWait(origin: PortalOrigin): Promise<{ untilMs: number } | null> {
  const tries = await triesRecord(origin).read();
  // A clock that was set back must not make the wait longer than any wait is
  const untilMs = Math.min(tries?.untilMs ?? 0, Date.now() + LONGEST_WAIT_MS);
  return untilMs > Date.now() ? { untilMs } : null;
}

type Farewell = (locked: readonly PortalOrigin[]) => void | Promise<void>;
const farewells = new Set<Farewell>();
const wipers = new Set<(origin: PortalOrigin) => void>();
let isListening = false;

/**
 * Calls back whenever a portal or its lock may have changed; ask {@link readLockState} then. It is called within the
 * event and hears which portals that locked, so that a page can empty itself before anything else. When things were locked,
 * keys in this page's memory outlive the callback by up to two seconds, so that it can seal unsaved work.
 */
export function onLockStateChange(callback: Farewell, signal: AbortSignal): void {
  listen();
  farewells.add(callback);
  signal.addEventListener("abort", () => farewells.delete(callback), { once: true });
}

/** Registers the emptying of a place in this page's memory that holds a portal's keys or what they opened. */
export function onLockWipe(wipe: (origin: PortalOrigin) => void): void {
  listen();
  wipers.add(wipe);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  browser.storage.onChanged.addListener((changes, area) => {
    const keys = Object.keys(changes);
    const prefixes = area === "session" ? [UNLOCKED_PREFIX, PENDING_PREFIX] : [PORTAL_PREFIX];
    const isOurs = keys.some((key) => prefixes.some((prefix) => key.startsWith(prefix)));
    const locked = keys.filter((key) => key.startsWith(UNLOCKED_PREFIX) && !changes[key]?.newValue);
    if (isOurs) void announce(locked.map((key) => key.slice(UNLOCKED_PREFIX.length) as PortalOrigin));
  });
}

async function announce(locked: readonly PortalOrigin[]): Promise<void> {
  const calls = Promise.allSettled([...farewells].map(async (farewell) => farewell(locked)));
  await Promise.race([calls, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
  for (const origin of locked) {
    const isUnlockedAgain = (await unlockedRecord(origin).read()) !== null;
    if (!isUnlockedAgain) for (const wipe of wipers) wipe(origin);
  }
}
