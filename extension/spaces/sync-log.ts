import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId } from "../../shared/ids.ts";
import { type Head, hashEntry } from "../../shared/log/entry.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import type { Client } from "../api/client.ts";
import { keepEntries, keepHead } from "./log-store.ts";

export interface LogToSync {
  readonly client: Client;
  readonly portal: PortalState;
  readonly space: SpaceId;
  /** What was replayed before; extended in place. */
  readonly known: SpaceState | undefined;
  /** The highest head that this browser ever verified. */
  readonly pinned: Head | null;
  /** The first page, asked for while the portal's own log was still on its way. */
  readonly ahead?: AskedAhead;
}

/** A page that was asked for before it was known whether it is the one that is needed. */
export interface AskedAhead {
  readonly from: number;
  readonly page: Promise<Page>;
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
    if (!page) return { state: offlineState(log, state), fresh, offered, isAway: true };
    checkHead(page.head, state?.head ?? null, log.pinned);
    const from = (state?.head.seq ?? -1) + 1;
    await checkPinned(log.pinned, from, page.entries);
    state = await replaySpace({ portal: log.portal, space: log.space, known: state }, page.entries);
    await keep(log, state, from, page);
    for (const { generation, lockbox } of page.lockboxes)
      if (generation <= state.generation) offered.set(generation, lockbox);
    fresh.push(...page.entries);
    if (state.head.seq >= page.head.seq)
      return { state: checkEnd(state, page.head), fresh, offered, isAway: false };
    if (page.entries.length === 0) throw new AppError("ANSWER_MALFORMED");
  }
}

type Page = Awaited<ReturnType<typeof askPage>>;

const askPage = ({ client, space }: Pick<LogToSync, "client" | "space">, from: number) =>
  client.call("getSpace", { params: { space, from: String(from) } });

/** Asks for a page now, to be used by {@link syncLog} later. */
export function askAhead(log: Pick<LogToSync, "client" | "space">, from: number): AskedAhead {
  const page = askPage(log, from);
  // It is awaited later, or not at all
  page.catch(() => undefined);
  return { from, page };
}

async function fetchPage(log: LogToSync, state: SpaceState | undefined): Promise<Page | null> {
  try {
    const from = (state?.head.seq ?? -1) + 1;
    return await (log.ahead?.from === from ? log.ahead.page : askPage(log, from));
  } catch (error) {
    if (error instanceof AppError && error.code === "OFFLINE" && state) return null;
    throw error;
  }
}

function offlineState({ pinned }: LogToSync, state: SpaceState | undefined): SpaceState {
  if (!state || (pinned && state.head.seq < pinned.seq)) throw new AppError("OFFLINE");
  return state;
}

/** The portal's head may be newer than ours or the same; never older, and never another one at the same place. */
function checkHead(head: Head, known: Head | null, pinned: Head | null): void {
  for (const before of [known, pinned]) {
    if (before && head.seq < before.seq) throw new AppError("LOG_SHORTENED");
    if (before && head.seq === before.seq && head.hash !== before.hash) throw new AppError("LOG_FORKED");
  }
}

/** When the copy on disk is gone, the pinned head still tells whether this is the history that was seen before. */
async function checkPinned(pinned: Head | null, from: number, entries: readonly Bytes[]): Promise<void> {
  const wire = pinned && entries[pinned.seq - from];
  if (wire && (await hashEntry(wire)) !== pinned.hash) throw new AppError("LOG_FORKED");
}

function checkEnd(state: SpaceState, head: Head): SpaceState {
  if (state.head.seq !== head.seq || state.head.hash !== head.hash) throw new AppError("LOG_FORKED");
  return state;
}

async function keep(
  { client, space }: LogToSync,
  state: SpaceState,
  from: number,
  page: Page,
): Promise<void> {
  await keepEntries(client.origin, space, from, page.entries);
  await keepHead(client.origin, space, state.head);
}
