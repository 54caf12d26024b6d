import { toBase64Url } from "../../shared/bytes.ts";
import type { ParsedEntry } from "../../shared/log/entry.ts";
import { isTreeOperation, type SpaceOperation } from "../../shared/log/operations.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import { readKeys } from "../vault/keys.ts";
import { aloneInBrowser, appendEntry, type OpenLog } from "./append-entry.ts";
import { keepEntries, keepHead } from "./log-store.ts";
import type { OpenSpace } from "./open-space.ts";
import { isRecent, syncPortalSession } from "./portal-session.ts";
import { syncInTurn } from "./sync-space.ts";

/** An operation with the lockboxes that go with it, made once the entry that they are bound to is signed. */
export interface SpaceDraft {
  readonly operation: SpaceOperation;
  readonly lockboxes?: (entry: ParsedEntry) => Promise<readonly Uint8Array[]>;
}

/**
 * Appends one operation to a space's log. `build` is called with the state at the log's head, again whenever the head has
 * moved, and decides anew what is right then: names, revisions, versions.
 * @throws as appendEntry
 */
export const append = (
  space: OpenSpace,
  build: (state: SpaceState) => Promise<SpaceOperation>,
): Promise<ParsedEntry> => appendDraft(space, async (state) => ({ operation: await build(state) }));

/** The same with lockboxes. @throws as appendEntry */
export const appendDraft = (
  space: OpenSpace,
  build: (state: SpaceState) => Promise<SpaceDraft>,
): Promise<ParsedEntry> =>
  space.inTurn(() =>
    aloneInBrowser(space.space, () => appendEntry(logOf(space), () => buildFresh(space, build))),
  );

/** Entries about people and keys are judged by the portal as it is now. */
async function buildFresh(
  space: OpenSpace,
  build: (state: SpaceState) => Promise<SpaceDraft>,
): Promise<SpaceDraft> {
  const draft = await build(space.state);
  if (isTreeOperation(draft.operation) || isRecent(space.session.contact)) return draft;
  return (await syncPortalSession(space.session)) ? build(space.state) : draft;
}

const logOf = (space: OpenSpace): OpenLog<SpaceDraft> => ({
  origin: space.origin,
  log: space.space,
  head: () => space.state.head,
  sign: (draft) => sign(space, draft),
  send: (entry, draft) => send(space, entry, draft),
  sync: () => syncInTurn(space),
  syncPortal: () => syncPortalSession(space.session),
  takeOwn: (entry) => takeOwn(space, entry),
  keepOwn: (entry) => keepOwn(space, entry),
});

async function sign(
  { origin, space, user, portal, state }: OpenSpace,
  { operation }: SpaceDraft,
): Promise<ParsedEntry> {
  const { identity } = await readKeys(origin);
  const { seq, hash } = state.head;
  const place = { space, seq: seq + 1, prev: hash, portalHead: portal.head };
  return signEntry({ ...place, timeMs: Date.now(), author: user, operation }, identity.signKey);
}

async function send({ client, space }: OpenSpace, entry: ParsedEntry, draft: SpaceDraft | null) {
  const lockboxes = (await draft?.lockboxes?.(entry)) ?? [];
  const given = lockboxes.length > 0 ? { lockboxes: lockboxes.map(toBase64Url) } : {};
  const body = { entry: toBase64Url(entry.wire), ...given };
  return (await client.call("appendEntry", { params: { space }, body })).head;
}

async function takeOwn({ portal, state, space, contact }: OpenSpace, entry: ParsedEntry): Promise<void> {
  await replaySpace({ portal, space, known: state }, [entry.wire]);
  Object.assign(contact, { isAway: false, atMs: Date.now() });
}

async function keepOwn({ origin, state, space }: OpenSpace, entry: ParsedEntry): Promise<void> {
  await keepEntries(origin, space, entry.seq, [entry.wire]);
  await keepHead(origin, space, state.head);
}
