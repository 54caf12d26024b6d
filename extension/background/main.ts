import browser, { type Runtime } from "webextension-polyfill";
import { sweepSealedParts } from "../files/sealed-parts.ts";
import { sweepTemporary } from "../files/temporary-files.ts";
import { lockIfIdle, lockNow } from "../vault/lock.ts";
import { showBadge } from "./badge.ts";
import { finishConnecting } from "./connecting.ts";
import { endDroppedSessions } from "./end-sessions.ts";
import { answer } from "./handlers.ts";
import { isUnlocking, keepUpAll } from "./keep-up.ts";
import { watchPortals } from "./portal-scripts.ts";

// The background may be stopped between any two awaits and started again for the next event: all listeners are added
// here, in the first turn, and nothing is remembered outside storage. What is unlocked does not depend on it.

const LOCK_ALARM = "lock-when-idle";
const LOCK_CHECK_MINUTES = 1;
/** The shortest that browsers take; being away is measured by our own clock, a locked screen is told at once. */
const IDLE_SECONDS = 60;

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  answer(message, sender),
);
browser.runtime.onInstalled.addListener(() => void watchPortals());
browser.runtime.onStartup.addListener(() => void watchPortals());
browser.permissions.onAdded.addListener((permissions) => void finishConnecting(permissions.origins ?? []));
browser.permissions.onRemoved.addListener(() => void watchPortals());
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === LOCK_ALARM) void Promise.allSettled([lockIfIdle(), sweepDisk(), keepUpAll()]);
});
browser.idle.onStateChanged.addListener((state) => {
  if (state === "locked") void lockNow();
});
browser.commands.onCommand.addListener((command) => {
  if (command === "lock-now") void lockNow();
});
browser.storage.onChanged.addListener((changes, area) => {
  void showBadge();
  if (area !== "session") return;
  void endDroppedSessions(changes);
  if (isUnlocking(changes)) void keepUpAll();
});
void prepare();

/** At every start of the background: cheap, and the same each time. */
async function prepare(): Promise<void> {
  browser.idle.setDetectionInterval(IDLE_SECONDS);
  if (!(await browser.alarms.get(LOCK_ALARM)))
    browser.alarms.create(LOCK_ALARM, { periodInMinutes: LOCK_CHECK_MINUTES });
  await closeStorage();
  await lockIfIdle();
  await showBadge();
  // It may have been stopped while it began or ended to watch a portal
  await watchPortals();
  await sweepDisk();
}

/** Wipes what pages left on this browser's disk that were killed in the middle. */
async function sweepDisk(): Promise<void> {
  await Promise.allSettled([sweepTemporary(), sweepSealedParts()]);
}

interface Closable {
  setAccessLevel?(level: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
}

/** Content scripts have no business in storage. Firefox has no such switch; there they get no `session` anyway. */
async function closeStorage(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session] as Closable[])
    await area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
}
