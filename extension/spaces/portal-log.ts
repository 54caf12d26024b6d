import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { hashEntry } from "../../shared/log/entry.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import type { Client } from "../api/client.ts";
import { keepEntries, keepHead, readEntries, readPins } from "./log-store.ts";

/** The portal's own log: the key directory and the source of rights, verified from its first entry. */

async function fetchNew(client: Client, known: readonly Bytes[]): Promise<Bytes[]> {
  try {
    const { entries, head } = await client.call("getPortalLog", { params: { from: String(known.length) } });
    const wires = [...known, ...entries];
    const last = wires.at(-1);
    if (head.seq + 1 < wires.length) throw new AppError("LOG_SHORTENED");
    if (!last || head.seq + 1 > wires.length) throw new AppError("ANSWER_MALFORMED");
    if ((await hashEntry(last)) !== head.hash) throw new AppError("LOG_FORKED");
    return wires;
  } catch (error) {
    const isAway = error instanceof AppError && error.code === "OFFLINE" && known.length > 0;
    if (isAway) return [...known];
    throw error;
  }
}

/** The log never gets shorter than this browser has seen it, nor another one. */
async function checkPins(origin: PortalOrigin, portal: PortalState): Promise<void> {
  const pins = await readPins(origin, portal.portal);
  if (!pins) return;
  if (portal.head.seq < pins.head.seq) throw new AppError("LOG_SHORTENED");
  if (portal.hashes[pins.head.seq] !== pins.head.hash) throw new AppError("LOG_FORKED");
}

/**
 * The portal's log as it is now, or as it was last seen when the portal cannot be reached.
 * @throws PORTAL_CHANGED when it is another portal's; LOG_SHORTENED, LOG_FORKED; what replayPortal throws; OFFLINE
 */
export async function syncPortal(client: Client, portalId: SpaceId): Promise<PortalState> {
  const { origin } = client;
  const known = await readEntries(origin, portalId);
  const wires = await fetchNew(client, known);
  const portal = await replayPortal(wires);
  if (portal.portal !== portalId) throw new AppError("PORTAL_CHANGED");
  await checkPins(origin, portal);
  await keepEntries(origin, portalId, known.length, wires.slice(known.length));
  await keepHead(origin, portalId, portal.head);
  return portal;
}
