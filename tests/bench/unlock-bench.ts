import { type Figure, median } from "./figure.ts";
import type { UnlockTask } from "./in-browser/unlock.worker.ts";
import type { Lab } from "./lab.ts";

const ROUNDS = 7;

/** What unlocking with a passphrase computes, from the passphrase to the checked keys. */
export async function benchUnlock(lab: Lab): Promise<Figure[]> {
  const times = await lab.run<UnlockTask, readonly number[]>("unlock", { rounds: ROUNDS });
  const what = "unlock: Argon2id 64 MiB, slot, keys";
  return [
    { area: "Unlock", what, browser: lab.browser, value: median(times), unit: "ms", goal: { atMost: 400 } },
  ];
}
