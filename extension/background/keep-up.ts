import type { Storage } from "webextension-polyfill";
import { keepUp } from "../spaces/upkeep.ts";
import { readUnlocked } from "../vault/lock.ts";
import { readPortalRecords, UNLOCKED_PREFIX } from "../vault/records.ts";

/** Keys that are due, made and given without anybody asking: after unlocking, and as often as the alarm rings. */

/** At the portals that are unlocked. What cannot be done now is for the next time. */
export async function keepUpAll(): Promise<void> {
  for (const { origin, account } of await readPortalRecords()) {
    if (!account || !(await readUnlocked(origin))) continue;
    // Away, locked meanwhile, or in doubt: the person's own pages say so
    await keepUp(origin).catch(() => undefined);
  }
}

/** Whether a change of `storage.session` is somebody's unlocking. */
export const isUnlocking = (changes: Readonly<Record<string, Storage.StorageChange>>): boolean =>
  Object.entries(changes).some(
    ([key, { newValue }]) => key.startsWith(UNLOCKED_PREFIX) && newValue !== undefined,
  );
