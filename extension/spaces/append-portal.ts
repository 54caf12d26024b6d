import type { BodyJson } from "../../shared/api/contract.ts";
import { toBase64Url } from "../../shared/bytes.ts";
import type { ParsedEntry } from "../../shared/log/entry.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { readKeys } from "../vault/keys.ts";
import { aloneInBrowser, appendEntry, type OpenLog } from "./append-entry.ts";
import { keepEntries, keepHead, readEntriesFrom } from "./log-store.ts";
import { keepIdleMax, type OpenPortal, syncPortalInTurn } from "./portal-session.ts";

/** What the log only commits to, or does not name at all, goes beside the entry. */
export type Companions = Omit<BodyJson<"appendPortalEntry">, "entry">;

export interface PortalDraft {
  readonly operation: PortalOperation;
  readonly companions?: Companions | ((entry: ParsedEntry) => Promise<Companions>);
}

/**
 * Appends one operation to the portal's log. `build` is called with the state at the log's head, again whenever it has moved.
 * @throws as appendEntry
 */
export const appendToPortal = (
  portal: OpenPortal,
  build: (state: PortalState) => Promise<PortalDraft>,
): Promise<ParsedEntry> =>
  portal.inTurn(() =>
    aloneInBrowser(portal.portalId, async () => {
      await syncPortalInTurn(portal);
      return appendEntry(logOf(portal), () => build(portal.state));
    }),
  );

function logOf(portal: OpenPortal): OpenLog<PortalDraft> {
  const syncOwn = async (): Promise<Uint8Array[]> => {
    const before = portal.state.head.seq;
    await syncPortalInTurn(portal);
    return readEntriesFrom(portal.origin, portal.portalId, before + 1);
  };
  return {
    origin: portal.origin,
    log: portal.portalId,
    head: () => portal.state.head,
    sign: (draft) => sign(portal, draft),
    send: (entry, draft) => send(portal, entry, draft),
    sync: syncOwn,
    syncPortal: async () => false,
    takeOwn: (entry) => takeOwn(portal, entry),
    keepOwn: (entry) => keepOwn(portal, entry),
  };
}

async function sign(
  { origin, portalId, user, state }: OpenPortal,
  { operation }: PortalDraft,
): Promise<ParsedEntry> {
  const { identity } = await readKeys(origin);
  const { seq, hash } = state.head;
  const place = { space: portalId, seq: seq + 1, prev: hash, portalHead: null };
  return signEntry({ ...place, timeMs: Date.now(), author: user, operation }, identity.signKey);
}

async function send({ client }: OpenPortal, entry: ParsedEntry, draft: PortalDraft | null) {
  const given = draft?.companions;
  const companions = typeof given === "function" ? await given(entry) : given;
  const body = { entry: toBase64Url(entry.wire), ...companions };
  return (await client.call("appendPortalEntry", { body })).head;
}

async function takeOwn(portal: OpenPortal, entry: ParsedEntry): Promise<void> {
  portal.state = await replayPortal([entry.wire], portal.state);
  Object.assign(portal.contact, { isAway: false, atMs: Date.now() });
}

async function keepOwn({ origin, portalId, state }: OpenPortal, entry: ParsedEntry): Promise<void> {
  await keepEntries(origin, portalId, entry.seq, [entry.wire]);
  await keepHead(origin, portalId, state.head);
  await keepIdleMax(origin, state);
}
