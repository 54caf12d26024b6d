import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { hashEntry } from "../../shared/log/entry.ts";
import { type PortalState, replayPortal, resumePortal } from "../../shared/log/portal-state.ts";
import type { Client } from "../api/client.ts";
import { askPortalPage, type LogPage } from "./first-pages.ts";
import { checkEnd, checkHead, checkPinned, stateWhileAway } from "./head-checks.ts";
import { dropEntries, keepEntries, keepHead, readEntries, readPins } from "./log-store.ts";
import type { AskFirstPage } from "./portal-session.ts";

/** The portal's own log: the key directory and the source of rights. Each entry is verified once in a browser. */

/** What this browser has of the log. */
export interface PortalCopy {
  readonly state: PortalState | undefined;
  /** How many entries. */
  readonly length: number;
}

interface PortalLog {
  readonly client: Client;
  readonly portalId: SpaceId;
  readonly copy: PortalCopy;
  readonly first?: AskFirstPage | undefined;
}

/**
 * The copy on disk, as far as its chain ends in the head that was verified before; entries behind that are asked for again.
 * A copy that no longer holds together is dropped.
 * @throws LOG_FORKED when it is whole but leads to another head than the pinned one
 */
export async function readPortalCopy(origin: PortalOrigin, portalId: SpaceId): Promise<PortalCopy> {
  const [wires, pins] = await Promise.all([readEntries(origin, portalId), readPins(origin, portalId)]);
  if (!pins) return { state: undefined, length: 0 };
  const kept = wires.slice(0, pins.head.seq + 1);
  const last = kept[pins.head.seq];
  if (!last) return { state: undefined, length: 0 };
  if ((await hashEntry(last)) !== pins.head.hash) throw new AppError("LOG_FORKED");
  try {
    return { state: await resumePortal(kept, pins.head), length: kept.length };
  } catch {
    await dropEntries(origin, portalId);
    return { state: undefined, length: 0 };
  }
}

/**
 * The log as it is now, or as it was last seen when the portal cannot be reached.
 * @throws PORTAL_CHANGED when it is another portal's; LOG_SHORTENED, LOG_FORKED, ANSWER_MALFORMED; what replayPortal throws; OFFLINE
 */
export async function syncPortal(log: PortalLog): Promise<{ state: PortalState; isAway: boolean }> {
  const { client, portalId } = log;
  const pinned = (await readPins(client.origin, portalId))?.head ?? null;
  let { state } = log.copy;
  for (let first = log.first; ; first = undefined) {
    const from = (state?.head.seq ?? -1) + 1;
    const page = await fetchPage(log, first, from, state);
    if (!page) return { state: stateWhileAway(state, pinned), isAway: true };
    await checkPortal(portalId, from, page.entries);
    checkHead(page.head, state?.head ?? null, pinned);
    await checkPinned(pinned, from, page.entries);
    state = await replay(state, page.entries);
    if (state.portal !== portalId) throw new AppError("PORTAL_CHANGED");
    await keepEntries(client.origin, portalId, from, page.entries);
    await keepHead(client.origin, portalId, state.head);
    if (state.head.seq >= page.head.seq) return { state: checkEnd(state, page.head), isAway: false };
    if (page.entries.length === 0) throw new AppError("ANSWER_MALFORMED");
  }
}

async function replay(known: PortalState | undefined, wires: readonly Bytes[]): Promise<PortalState> {
  if (known && wires.length === 0) return known;
  if (!known && wires.length === 0) throw new AppError("ANSWER_MALFORMED");
  return replayPortal(wires, known);
}

async function fetchPage(
  { client }: PortalLog,
  first: AskFirstPage | undefined,
  from: number,
  state: PortalState | undefined,
): Promise<LogPage | null> {
  try {
    return await (first ? first(from) : askPortalPage(client, from));
  } catch (error) {
    if (error instanceof AppError && error.code === "OFFLINE" && state) return null;
    throw error;
  }
}

/** A portal is its first entry. @throws PORTAL_CHANGED */
async function checkPortal(portalId: SpaceId, from: number, [first]: readonly Bytes[]): Promise<void> {
  const isOther = from === 0 && first !== undefined && String(await hashEntry(first)) !== portalId;
  if (isOther) throw new AppError("PORTAL_CHANGED");
}
