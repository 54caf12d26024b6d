import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { ParsedEntry } from "../../shared/log/entry.ts";
import type { TreeOperation } from "../../shared/log/operations.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import { backoffMs, wait } from "../api/patience.ts";
import { readKeys } from "../vault/keys.ts";
import { keepEntries, keepPins } from "./log-store.ts";
import type { OpenSpace } from "./open-space.ts";
import { syncInTurn } from "./sync-space.ts";

/** How often an entry is built again because somebody else was faster. */
const REBUILDS_MAX = 10;
/** How often the very same entry is sent again because the answer was lost. */
const REPEATS_MAX = 3;
/** After these nobody knows whether the entry was stored. */
const UNCERTAIN = new Set(["OFFLINE", "INTERNAL", "STORAGE_FAILED"]);

/**
 * Appends one operation to a space's log. `build` is called with the state at the log's head, again whenever the head has
 * moved, and decides anew what is right then: names, revisions, versions.
 * Sending twice is safe: the same entry is recognised, by the portal at its head and here in the log.
 * @throws what `build` throws; HEAD_MOVED after too many others; what the Worker answers; OFFLINE
 */
export const append = (
  space: OpenSpace,
  build: (state: SpaceState) => Promise<TreeOperation>,
): Promise<ParsedEntry> => space.inTurn(() => appendInTurn(space, build));

async function appendInTurn(
  space: OpenSpace,
  build: (state: SpaceState) => Promise<TreeOperation>,
): Promise<ParsedEntry> {
  for (let attempt = 0; attempt < REBUILDS_MAX; attempt++) {
    const entry = await sign(space, await build(space.state));
    if (await isTaken(space, entry)) return entry;
    await wait(backoffMs(attempt) / 4);
  }
  throw new AppError("HEAD_MOVED");
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

/** False when another entry took its place. */
async function isTaken(space: OpenSpace, entry: ParsedEntry): Promise<boolean> {
  try {
    await send(space, entry);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "HEAD_MOVED") throw error;
    const fresh = await syncInTurn(space);
    return fresh.some((wire) => equalBytes(wire, entry.wire));
  }
  await keepOwn(space, entry);
  return true;
}

async function send({ client, space }: OpenSpace, entry: ParsedEntry): Promise<void> {
  const request = { params: { space }, body: { entry: toBase64Url(entry.wire) } };
  for (let repeat = 0; ; repeat++) {
    try {
      const { head } = await client.call("appendEntry", request);
      if (head.seq !== entry.seq || head.hash !== entry.hash) throw new AppError("ANSWER_MALFORMED");
      return;
    } catch (error) {
      const isUncertain = error instanceof AppError && UNCERTAIN.has(error.code);
      if (!isUncertain || repeat >= REPEATS_MAX) throw error;
      await wait(backoffMs(repeat));
    }
  }
}

/** Our own entry goes the same way as anybody's: verified, then kept. */
async function keepOwn(space: OpenSpace, entry: ParsedEntry): Promise<void> {
  const { origin, portal, state } = space;
  await replaySpace({ portal, space: space.space, known: state }, [entry.wire]);
  Object.assign(space.contact, { isAway: false, atMs: Date.now() });
  const lockboxes = [...space.lockboxes].map(([generation, lockbox]) => ({ generation, lockbox }));
  await keepEntries(origin, space.space, entry.seq, [entry.wire]);
  await keepPins(origin, space.space, { head: state.head, lockboxes });
}
