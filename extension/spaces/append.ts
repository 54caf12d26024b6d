import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { type ParsedEntry, parseEntry } from "../../shared/log/entry.ts";
import type { TreeOperation } from "../../shared/log/operations.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import { backoffMs, isPassing, persistently, wait } from "../api/patience.ts";
import { readKeys } from "../vault/keys.ts";
import { hasEntry, keepEntries, keepHead, keepUnsettled, readUnsettled } from "./log-store.ts";
import type { OpenSpace } from "./open-space.ts";
import { syncInTurn } from "./sync-space.ts";

/** How often an entry is built again because somebody else was faster. */
const REBUILDS_MAX = 10;
/** How often the very same entry is sent, should the answer be lost. */
const TRIES_MAX = 4;

/**
 * Appends one operation to a space's log. `build` is called with the state at the log's head, again whenever the head has
 * moved, and decides anew what is right then: names, revisions, versions.
 * Sending twice is safe: the same entry is recognised, by the portal at its head and here in the log.
 * @throws what `build` throws; HEAD_MOVED after too many others; what the Worker answers; OFFLINE
 */
export const append = (
  space: OpenSpace,
  build: (state: SpaceState) => Promise<TreeOperation>,
): Promise<ParsedEntry> => space.inTurn(() => aloneInBrowser(space, () => appendInTurn(space, build)));

/** Pages of one browser append one after the other, so that one does not sign for a place that another has just filled. */
function aloneInBrowser<Result>({ space }: OpenSpace, task: () => Promise<Result>): Promise<Result> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? (locks.request(`append ${space}`, task) as Promise<Result>) : task();
}

async function appendInTurn(
  space: OpenSpace,
  build: (state: SpaceState) => Promise<TreeOperation>,
): Promise<ParsedEntry> {
  const { origin, space: id, state } = space;
  if (await hasEntry(origin, id, state.head.seq + 1)) await syncInTurn(space);
  await settleEarlier(space);
  for (let attempt = 0; attempt < REBUILDS_MAX; attempt++) {
    const entry = await sign(space, await build(space.state));
    await keepUnsettled(space.origin, space.space, entry.wire);
    if (await isTaken(space, entry)) return entry;
    await wait(backoffMs(attempt) / 4);
  }
  throw new AppError("HEAD_MOVED");
}

/**
 * Two entries of one author in the same place are two histories. So what was signed for this head and may have arrived is
 * sent again, the same bytes, before anything else is signed for it.
 */
async function settleEarlier(space: OpenSpace): Promise<void> {
  const wire = await readUnsettled(space.origin, space.space);
  if (!wire) return;
  const entry = await parseEntry(wire);
  const isOpen = entry.prev === space.state.head.hash && entry.space === space.space;
  if (!isOpen) return keepUnsettled(space.origin, space.space, null);
  await isTaken(space, entry).catch((error: unknown) => {
    if (isUncertain(error)) throw error;
  });
}

async function sign(
  { origin, space, user, portal, state }: OpenSpace,
  operation: TreeOperation,
): Promise<ParsedEntry> {
  const { identity } = await readKeys(origin);
  const { seq, hash } = state.head;
  const place = { space, seq: seq + 1, prev: hash, portalHead: portal.head };
  return signEntry({ ...place, timeMs: Date.now(), author: user, operation }, identity.signKey);
}

/** False when another entry took its place. Afterwards it is settled, unless the portal could not be reached. */
async function isTaken(space: OpenSpace, entry: ParsedEntry): Promise<boolean> {
  const { origin, space: id } = space;
  try {
    await send(space, entry);
  } catch (error) {
    if (error instanceof AppError && error.code === "HEAD_MOVED") return isAmongNew(space, entry);
    if (!isUncertain(error)) await keepUnsettled(origin, id, null);
    throw error;
  }
  await keepOwn(space, entry);
  await keepUnsettled(origin, id, null);
  return true;
}

/** Whoever says that the head has moved must show where to. */
async function isAmongNew(space: OpenSpace, entry: ParsedEntry): Promise<boolean> {
  const fresh = await syncInTurn(space);
  if (fresh.length === 0) throw new AppError("ANSWER_MALFORMED");
  await keepUnsettled(space.origin, space.space, null);
  return fresh.some((wire) => equalBytes(wire, entry.wire));
}

/** After this failure nobody knows whether the entry was stored: the line broke, or what came back says nothing. */
export const isUncertain = (error: unknown): boolean =>
  isPassing(error) || (error instanceof AppError && error.code === "ANSWER_MALFORMED");

async function send({ client, space }: OpenSpace, entry: ParsedEntry): Promise<void> {
  const request = { params: { space }, body: { entry: toBase64Url(entry.wire) } };
  const { head } = await persistently({ triesMax: TRIES_MAX }, () => client.call("appendEntry", request));
  if (head.seq !== entry.seq || head.hash !== entry.hash) throw new AppError("ANSWER_MALFORMED");
}

/** Our own entry goes the same way as anybody's: verified, then kept. */
async function keepOwn(
  { origin, portal, state, space, contact }: OpenSpace,
  entry: ParsedEntry,
): Promise<void> {
  await replaySpace({ portal, space, known: state }, [entry.wire]);
  Object.assign(contact, { isAway: false, atMs: Date.now() });
  await keepEntries(origin, space, entry.seq, [entry.wire]);
  await keepHead(origin, space, state.head);
}
