import type { SavingStore } from "../../state/saving-store.ts";

export const SAVE_PATIENCE_MS = 3_000;

/**
 * Saves what was just typed before a person goes on to something else. Away from the portal that takes minutes, for which nobody
 * is kept waiting: what is not saved by then is safe, and whatever comes next looks for it.
 */
export async function saveInTime(saving: Pick<SavingStore, "saveNow"> | undefined): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, SAVE_PATIENCE_MS));
  await Promise.race([saving?.saveNow(true), patience]);
}
