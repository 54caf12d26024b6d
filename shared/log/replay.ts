import type { Bytes } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { SpaceId } from "../ids.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntry } from "./entry.ts";
import { isGenesis } from "./operations.ts";
import { isOnPortalLog, type PortalState, type PortalUser } from "./portal-state.ts";
import { canAppend, canCreateSpace, demand } from "./rights-of-entry.ts";
import { SpaceState } from "./space-state.ts";

/** How many signatures are verified at once; more only fills the browser's queue. */
const VERIFY_BATCH = 64;

function authorOf(portal: PortalState, entry: ParsedEntry): PortalUser {
  const author = portal.users.get(entry.author);
  if (!author) throw new AppError("ENTRY_REFUSED");
  if (!entry.portalHead || !isOnPortalLog(portal, entry.portalHead)) throw new AppError("LOG_FORKED");
  return author;
}

async function parseVerified(portal: PortalState, wires: readonly Bytes[]): Promise<ParsedEntry[]> {
  const entries: ParsedEntry[] = [];
  for (let at = 0; at < wires.length; at += VERIFY_BATCH)
    entries.push(
      ...(await Promise.all(wires.slice(at, at + VERIFY_BATCH).map((wire) => parseOne(portal, wire)))),
    );
  return entries;
}

async function parseOne(portal: PortalState, wire: Bytes): Promise<ParsedEntry> {
  const entry = await parseEntry(wire);
  await verifyEntry(entry, authorOf(portal, entry).bundle.signPublic);
  return entry;
}

function create(portal: PortalState, space: SpaceId, entry: ParsedEntry | undefined): SpaceState {
  if (!entry) throw new AppError("LOG_SHORTENED");
  const { operation } = entry;
  if (operation.op !== "space.create" || spaceOfGenesis(entry) !== space) throw new AppError("LOG_FORKED");
  demand(canCreateSpace(portal, authorOf(portal, entry)));
  return new SpaceState(space, entry, operation);
}

function extend(portal: PortalState, state: SpaceState, entry: ParsedEntry): void {
  if (entry.space !== state.space || entry.seq !== state.head.seq + 1 || entry.prev !== state.head.hash)
    throw new AppError("LOG_FORKED");
  if (isGenesis(entry.operation)) throw new AppError("ENTRY_REFUSED");
  demand(canAppend(portal, authorOf(portal, entry), entry.operation, state));
  state.apply(entry, entry.operation);
}

/**
 * Replays a space's log. Every entry must carry its author's signature, follow the one before by hash, name a portal
 * entry that we know, have been within its author's rights and fit the tree. Whoever stored an entry that does not: it is refused.
 * With `known`, `wires` are the entries that follow its head, and `known` is extended in place (as far as the entries hold).
 * @throws LOG_FORKED, LOG_SHORTENED when there is no first entry, ENTRY_SIGNATURE, ENTRY_REFUSED, RIGHT_MISSING, ENTRY_MALFORMED and what checkTreeOperation throws
 */
export async function replaySpace(
  { portal, space, known }: { portal: PortalState; space: SpaceId; known?: SpaceState | undefined },
  wires: readonly Bytes[],
): Promise<SpaceState> {
  const entries = await parseVerified(portal, wires);
  const state = known ?? create(portal, space, entries.shift());
  for (const entry of entries) extend(portal, state, entry);
  return state;
}
