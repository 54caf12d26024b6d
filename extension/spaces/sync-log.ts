import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { type Head, parseEntry } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import type { Client } from "../api/client.ts";
import { askSpacePage, type SpacePage } from "./first-pages.ts";
import { checkEnd, checkHead, checkPinned, stateWhileAway } from "./head-checks.ts";
import { keepEntries, keepHead } from "./log-store.ts";

export interface LogToSync {
  readonly client: Client;
  /** The portal's log, which may grow meanwhile. */
  portal(): PortalState;
  /** Brings the portal's log up to an entry that another log names. */
  reachPortal(seq: number): Promise<unknown>;
  readonly space: SpaceId;
  /** What was replayed before; extended in place. */
  readonly known: SpaceState | undefined;
  /** The highest head that this browser ever verified. */
  readonly pinned: Head | null;
  /** The first page, asked for before it was known whether it is the one that is needed. */
  readonly ahead?: AskedAhead | undefined;
}

export interface AskedAhead {
  readonly from: number;
  page(): Promise<SpacePage>;
}

/** The state at the portal's head, and the entries that were new. */
export interface SyncedLog {
  readonly state: SpaceState;
  readonly fresh: readonly Bytes[];
  /** Lockboxes that came, by generation, of which the log knows the generation. None was opened yet. */
  readonly offered: ReadonlyMap<number, Bytes>;
  /** The portal could not be asked. */
  readonly isAway: boolean;
}

/**
 * Fetches, verifies and keeps what the log has beyond what is known. With nothing new it still compares heads.
 * Without the network it gives what is known, if that reaches the pinned head.
 * @throws LOG_SHORTENED, LOG_FORKED, ANSWER_MALFORMED, OFFLINE and what replaySpace throws
 */
export async function syncLog(log: LogToSync): Promise<SyncedLog> {
  const fresh: Bytes[] = [];
  const offered = new Map<number, Bytes>();
  let state = log.known;
  for (;;) {
    const page = await fetchPage(log, state);
    if (!page) return { state: stateWhileAway(state, log.pinned), fresh, offered, isAway: true };
    checkHead(page.head, state?.head ?? null, log.pinned);
    const from = (state?.head.seq ?? -1) + 1;
    await checkPinned(log.pinned, from, page.entries);
    await reachPortal(log, page.entries.at(-1));
    state = await replaySpace({ portal: log.portal(), space: log.space, known: state }, page.entries);
    await keep(log, state, from, page);
    for (const { generation, lockbox } of page.lockboxes)
      if (generation <= state.generation) offered.set(generation, lockbox);
    fresh.push(...page.entries);
    if (state.head.seq >= page.head.seq)
      return { state: checkEnd(state, page.head), fresh, offered, isAway: false };
    if (page.entries.length === 0) throw new AppError("ANSWER_MALFORMED");
  }
}

/** The numbers of portal heads never fall along a log: the last entry names the newest. */
async function reachPortal(log: LogToSync, last: Bytes | undefined): Promise<void> {
  const portalHead = last && (await parseEntry(last)).portalHead;
  if (portalHead && portalHead.seq > log.portal().head.seq) await log.reachPortal(portalHead.seq);
}

async function fetchPage(log: LogToSync, state: SpaceState | undefined): Promise<SpacePage | null> {
  try {
    const from = (state?.head.seq ?? -1) + 1;
    return await (log.ahead?.from === from ? log.ahead.page() : askSpacePage(log, from));
  } catch (error) {
    if (error instanceof AppError && error.code === "OFFLINE" && state) return null;
    throw error;
  }
}

async function keep(
  { client, space }: LogToSync,
  state: SpaceState,
  from: number,
  page: SpacePage,
): Promise<void> {
  await keepEntries(client.origin, space, from, page.entries);
  await keepHead(client.origin, space, state.head);
}
