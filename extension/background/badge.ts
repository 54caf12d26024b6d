import browser from "webextension-polyfill";
import { readPortalRecords, readUnlockedRecords } from "../vault/records.ts";

/** The lock on the toolbar button, while there is something to unlock. */
export async function showBadge(): Promise<void> {
  const accounts = (await readPortalRecords()).filter(({ account }) => account !== null);
  const isLocked = accounts.length > 0 && (await readUnlockedRecords()).length === 0;
  await browser.action.setBadgeText({ text: isLocked ? "🔒" : "" });
}
