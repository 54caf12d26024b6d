import browser from "webextension-polyfill";
import { type PendingMatters, readPending } from "../spaces/upkeep.ts";
import { readPortalRecords, readUnlockedRecords } from "../vault/records.ts";

/** On the toolbar button: the lock while there is something to unlock, else how many matters are pending. */
export async function showBadge(): Promise<void> {
  const accounts = (await readPortalRecords()).filter(({ account }) => account !== null);
  const isLocked = accounts.length > 0 && (await readUnlockedRecords()).length === 0;
  const matters = isLocked ? [] : await Promise.all(accounts.map(({ origin }) => readPending(origin)));
  const count = matters.reduce((sum, each) => sum + countOf(each), 0);
  const text = count > 0 ? String(count) : "";
  await browser.action.setBadgeText({ text: isLocked ? "🔒" : text });
}

/** People who wait, and places that wait for a new key. */
const countOf = (matters: PendingMatters | null): number =>
  matters ? matters.waiting.length + matters.stale.length + matters.withoutKey.length : 0;
