import { equalBytes } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { type Head, type ParsedEntry, parseEntry } from "../../shared/log/entry.ts";
import { backoffMs, isPassing, persistently, wait } from "../api/patience.ts";
import { isOfStorage } from "./database.ts";
import { isBehind, keepUnsettled, readUnsettled } from "./log-store.ts";

/** Appending to a log that others append to: a space's or the portal's. */

/** How often an entry is built again because somebody else was faster: for most of a minute, with the waits between. */
const REBUILDS_MAX = 20;
/** How often the very same entry is sent, should the answer be lost. */
const TRIES_MAX = 4;

/** A log to append to, with the turn already taken. `Draft` is what is built anew for each head. */
export interface OpenLog<Draft> {
  readonly origin: PortalOrigin;
  readonly log: SpaceId;
  head(): Head;
  /** Signs it for the place behind the head. */
  sign(draft: Draft): Promise<ParsedEntry>;
  /** Gives the head that the portal answers. */
  send(entry: ParsedEntry, draft: Draft | null): Promise<Head>;
  /** Gives the entries that were new. */
  sync(): Promise<readonly Uint8Array[]>;
  /** Looks whether the portal's own log has moved, by which an entry is judged. */
  syncPortal(): Promise<boolean>;
  /** Verifies our own entry like everybody's and goes on from it, in memory. */
  takeOwn(entry: ParsedEntry): Promise<void>;
  /** Writes it down in this browser. @throws BROWSER_STORAGE_FULL, BROWSER_STORAGE_BROKEN */
  keepOwn(entry: ParsedEntry): Promise<void>;
}

/** Pages of one browser append one after the other, so that one does not sign for a place that another has just filled. */
export function aloneInBrowser<Result>(log: SpaceId, task: () => Promise<Result>): Promise<Result> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? (locks.request(`append ${log}`, task) as Promise<Result>) : task();
}

/**
 * Appends one entry. `build` is called with the log brought up to date, again whenever it has moved.
 * Sending twice is safe: the same entry is recognised, by the portal at its head and here in the log.
 * @throws what `build` throws; HEAD_MOVED after too many others; what the Worker answers; OFFLINE
 */
export async function appendEntry<Draft>(
  log: OpenLog<Draft>,
  build: () => Promise<Draft>,
): Promise<ParsedEntry> {
  if (await isBehind(log.origin, log.log, log.head())) await log.sync();
  await settleEarlier(log);
  for (let attempt = 0; attempt < REBUILDS_MAX; attempt++) {
    const draft = await build();
    const entry = await log.sign(draft);
    await keepUnsettled(log.origin, log.log, entry.wire);
    if (await isTaken(log, entry, draft)) return entry;
    await wait(backoffMs(attempt) / 4);
  }
  throw new AppError("HEAD_MOVED");
}

/**
 * Two entries of one author in the same place are two histories. So what was signed for this head and may have arrived is
 * sent again, the same bytes, before anything else is signed for it.
 */
async function settleEarlier<Draft>(log: OpenLog<Draft>): Promise<void> {
  const wire = await readUnsettled(log.origin, log.log);
  if (!wire) return;
  const entry = await parseEntry(wire);
  const isOpen = entry.prev === log.head().hash && entry.space === log.log;
  // It was taken when there was no room to keep it: other pages of this browser have only the note to go by until then
  if (entry.hash === log.head().hash) await log.keepOwn(entry);
  if (!isOpen) return keepUnsettled(log.origin, log.log, null);
  await isTaken(log, entry, null).catch((error: unknown) => {
    if (isUncertain(error)) throw error;
  });
}

/** Refusals that a newer entry of the portal's log may explain. */
const OUTDATED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["HEAD_MOVED", "ENTRY_REFUSED", "RIGHT_MISSING"]);

/** False when another entry took its place. Afterwards it is settled, unless the portal could not be reached. */
async function isTaken<Draft>(
  log: OpenLog<Draft>,
  entry: ParsedEntry,
  draft: Draft | null,
): Promise<boolean> {
  const { origin, log: id } = log;
  try {
    const head = await persistently({ triesMax: TRIES_MAX }, () => log.send(entry, draft));
    if (head.seq !== entry.seq || head.hash !== entry.hash) throw new AppError("ANSWER_MALFORMED");
  } catch (error) {
    if (error instanceof AppError && OUTDATED.has(error.code)) return isAmongNew(log, entry, error);
    if (!isUncertain(error)) await keepUnsettled(origin, id, null);
    throw error;
  }
  await log.takeOwn(entry);
  await asFarAsFits(async () => {
    await log.keepOwn(entry);
    await keepUnsettled(origin, id, null);
  });
  return true;
}

/**
 * What the portal has taken is done, even where this browser cannot note it: who was told otherwise would do it
 * again. The note from before it was sent stays, and the next look at the portal brings the entry back.
 */
async function asFarAsFits(note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (error) {
    if (!isOfStorage(error)) throw error;
  }
}

/** Whoever says that the head has moved must show where to: in this log, or in the portal's, by which it is judged. */
async function isAmongNew<Draft>(log: OpenLog<Draft>, entry: ParsedEntry, error: AppError): Promise<boolean> {
  const fresh = await log.sync();
  const isExplained = fresh.length > 0 || (await log.syncPortal());
  // It may have been stored for all that: then the same bytes settle it the next time
  if (!isExplained && error.code === "HEAD_MOVED") throw new AppError("ANSWER_MALFORMED");
  await keepUnsettled(log.origin, log.log, null);
  if (!isExplained) throw error;
  return fresh.some((wire) => equalBytes(wire, entry.wire));
}

/** After this failure nobody knows whether the entry was stored: the line broke, or what came back says nothing. */
export const isUncertain = (error: unknown): boolean =>
  isPassing(error) || (error instanceof AppError && error.code === "ANSWER_MALFORMED");
