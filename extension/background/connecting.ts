import { permissionPatternOf } from "../api/permission.ts";
import { finishConnect } from "../vault/portals.ts";
import { readConnecting } from "../vault/records.ts";
import { watchPortals } from "./portal-scripts.ts";

/** Finishes connecting portals whose permission was just given: the popup that asked may have been closed by the question. */
export async function finishConnecting(grantedPatterns: readonly string[]): Promise<void> {
  const begun = await readConnecting();
  const granted = begun.filter(({ origin }) => grantedPatterns.includes(permissionPatternOf(origin)));
  await Promise.allSettled(granted.map(({ origin }) => finishConnect(origin, watchPortals)));
}
