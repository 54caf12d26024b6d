import browser from "webextension-polyfill";
import type { PortalOrigin } from "../../shared/ids.ts";
import {
  activityRecord,
  PORTAL_PREFIX,
  portalRecord,
  readUnlockedRecords,
  triesRecord,
  UNLOCKED_PREFIX,
  type Unlocked,
  unlockedRecord,
} from "./records.ts";
import { readSettings } from "./settings.ts";
import { isUnsentSetup } from "./setup-record.ts";

/**
 * Whether things are unlocked, and locking them. What is unlocked lives in `storage.session`, which is memory; every
 * use of a key goes through {@link readUnlocked}, which looks at the clock, so that a missed timer opens nothing.
 */

export type LockState = "notConnected" | "noAccount" | "locked" | "unlocked";

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
  if ((await readUnlockedRecords()).length === 0) return false;
  const { idleMinutes } = await readSettings();
  const idleMs = Date.now() - ((await activityRecord.read()) ?? Number.NEGATIVE_INFINITY);
  if (idleMs >= -TOUCH_MS && idleMs < idleMinutes * 60_000) return false;
  await lockNow();
  return true;
}

/**
 * Locks everything, in every page, at once. Work that pages have not saved is sealed by them first. A setup that was not
 * sent yet stays: its keys open nothing that exists, and the kit that was just printed would be waste paper.
 */
export async function lockNow(): Promise<void> {
  const items = Object.entries(await browser.storage.session.get(null));
  const dropped = items.filter(([key, value]) => !isUnsentSetup(key, value)).map(([key]) => key);
  await browser.storage.session.remove(dropped);
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
  return tries && tries.untilMs > Date.now() ? { untilMs: tries.untilMs } : null;
}

type Farewell = () => void | Promise<void>;
const farewells = new Set<Farewell>();
const wipers = new Set<() => void>();
let isListening = false;

/**
 * Calls back whenever a portal or its lock may have changed; ask {@link readLockState} then. When things were locked,
 * keys in this page's memory outlive the callback by up to two seconds, so that it can seal unsaved work.
 */
export function onLockStateChange(callback: Farewell, signal: AbortSignal): void {
  listen();
  farewells.add(callback);
  signal.addEventListener("abort", () => farewells.delete(callback), { once: true });
}

/** Registers the emptying of a place in this page's memory that holds keys or what they opened. */
export function onLockWipe(wipe: () => void): void {
  listen();
  wipers.add(wipe);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  browser.storage.onChanged.addListener((changes, area) => {
    const isLock = area === "session" && Object.keys(changes).some((key) => key.startsWith(UNLOCKED_PREFIX));
    const isPortal = area === "local" && Object.keys(changes).some((key) => key.startsWith(PORTAL_PREFIX));
    if (isLock || isPortal) void announce(isLock);
  });
}

async function announce(isLock: boolean): Promise<void> {
  const calls = Promise.allSettled([...farewells].map(async (farewell) => farewell()));
  await Promise.race([calls, new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))]);
  if (isLock && (await readUnlockedRecords()).length === 0) for (const wipe of wipers) wipe();
}
