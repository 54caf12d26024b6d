import type { Bytes } from "../bytes.ts";
import { importVerifyKey, type VerifyKey } from "../crypto/verify.ts";
import { AppError } from "../errors.ts";
import type { SpaceId, UserId } from "../ids.ts";
import { type ParsedEntry, parseEntry, spaceOfGenesis, verifyEntryBy } from "./entry.ts";
import { inWindow } from "./in-window.ts";
import { isMemberOperation } from "./member-body.ts";
import { isNodeOperation } from "./operations.ts";
import { isActive } from "./portal-facts.ts";
import { isOnPortalLog, type PortalState, type PortalView } from "./portal-state.ts";
import { canAppend, canCreateSpace, demand } from "./rights-of-entry.ts";
import type { AuthorFacts } from "./space-facts.ts";
import { checkSpaceOperation } from "./space-rules.ts";
import { SpaceState } from "./space-state.ts";

/** The portal as it was at the entry's portal head, which must be one that we know. */
function viewOf(portal: PortalState, { portalHead }: ParsedEntry): PortalView {
  if (!portalHead) throw new AppError("LOG_FORKED");
  if (portalHead.seq > portal.head.seq) throw new AppError("HEAD_MOVED");
  if (!isOnPortalLog(portal, portalHead)) throw new AppError("LOG_FORKED");
  return portal.at(portalHead.seq);
}

function authorOf(view: PortalView, { author }: ParsedEntry): AuthorFacts {
  const person = view.user(author);
  if (!person) throw new AppError("ENTRY_REFUSED");
  return { user: author, type: person.type, isDisabled: !isActive(person) };
}

class AuthorKeys {
  readonly #portal: PortalState;
  readonly #keys = new Map<UserId, Promise<VerifyKey>>();

  constructor(portal: PortalState) {
    this.#portal = portal;
  }

  of(author: UserId): Promise<VerifyKey> {
    const person = this.#portal.users.get(author);
    if (!person) throw new AppError("ENTRY_REFUSED");
    const key = this.#keys.get(author) ?? importVerifyKey(person.bundle.signPublic);
    this.#keys.set(author, key);
    return key;
  }
}

function parseVerified(portal: PortalState, wires: readonly Bytes[]): Promise<ParsedEntry[]> {
  const keys = new AuthorKeys(portal);
  return inWindow(wires, (wire) => parseOne(portal, keys, wire));
}

async function parseOne(portal: PortalState, keys: AuthorKeys, wire: Bytes): Promise<ParsedEntry> {
  const entry = await parseEntry(wire);
  // Asked before anything is applied: whoever meets a newer portal fetches its log and comes again
  viewOf(portal, entry);
  await verifyEntryBy(entry, await keys.of(entry.author));
  return entry;
}

function create(portal: PortalState, space: SpaceId, entry: ParsedEntry | undefined): SpaceState {
  if (!entry) throw new AppError("LOG_SHORTENED");
  const { operation } = entry;
  if (operation.op !== "space.create" || spaceOfGenesis(entry) !== space) throw new AppError("LOG_FORKED");
  const view = viewOf(portal, entry);
  demand(canCreateSpace(view, authorOf(view, entry), operation.kind));
  return new SpaceState(space, entry, operation, view);
}

function extend(portal: PortalState, state: SpaceState, entry: ParsedEntry): void {
  const { operation } = entry;
  if (entry.space !== state.space || entry.seq !== state.head.seq + 1 || entry.prev !== state.head.hash)
    throw new AppError("LOG_FORKED");
  if (!isNodeOperation(operation) && !isMemberOperation(operation)) throw new AppError("ENTRY_REFUSED");
  const view = viewOf(portal, entry);
  // The past of the portal is over once somebody has named a later state: nobody can go back to when he still was somebody
  if (view.seq < state.portalSeq) throw new AppError("ENTRY_REFUSED");
  state.advance(view);
  const place = state.placeFor(entry.author, view);
  demand(canAppend(view, authorOf(view, entry), operation, place));
  checkSpaceOperation(view, place, operation);
  state.apply(entry, operation, view);
}

/**
 * Replays a space's log. Every entry must carry its author's signature, follow the one before by hash, name a portal
 * entry that we know and that is no older than the one before named, have been within its author's rights as the portal
 * was then, and fit the space. Whoever stored an entry that does not: it is refused.
 * With `known`, `wires` are the entries that follow its head, and `known` is extended in place (as far as the entries hold).
 * @throws HEAD_MOVED when an entry names one of the portal's log beyond what we know of it (nothing was applied: fetch that
 * log, and come again); LOG_FORKED, LOG_SHORTENED when there is no first entry, ENTRY_SIGNATURE, ENTRY_REFUSED, RIGHT_MISSING,
 * ENTRY_MALFORMED and what checkSpaceOperation and checkTreeOperation throw
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
