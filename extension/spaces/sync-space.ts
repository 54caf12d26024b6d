import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { readKeys } from "../vault/keys.ts";
import { askForFile } from "./first-pages.ts";
import { readPins } from "./log-store.ts";
import {
  forgetSpace,
  type OpenSpace,
  openPersonalSpace,
  openSpace,
  peekSpace,
  peekSpaces,
  reach,
} from "./open-space.ts";
import { readPersonal } from "./personal.ts";
import { keepPlace, namedPlace, readPlace, saidPlace } from "./places.ts";
import { isHarmless, isRecent, syncPortalSession } from "./portal-session.ts";
import { openSpaceKeys } from "./space-keys.ts";
import { type AskedAhead, syncLog } from "./sync-log.ts";

/** Brings an open space up to the portal's head. Gives the entries that were new. @throws as openSpace */
export const syncSpace = (space: OpenSpace): Promise<readonly Bytes[]> =>
  space.inTurn(() => syncInTurn(space));

/** The same, unless the space has come as far as this head already: somebody said that it is the portal's. */
export const syncSpaceTo = (space: OpenSpace, head: Head): Promise<readonly Bytes[]> =>
  space.inTurn(async () => (hasReached(space.state.head, head) ? [] : syncInTurn(space)));

const hasReached = (own: Head, head: Head): boolean => head.seq < own.seq || head.hash === own.hash;

/** For those who have the turn already. With `opening` the portal is asked for that file at the same time. */
export async function syncInTurn(space: OpenSpace, opening?: NodeId): Promise<readonly Bytes[]> {
  const { origin, session, client, state } = space;
  await readKeys(origin);
  try {
    // Another page of this browser may have seen a newer head than this one
    const pinned = (await readPins(origin, space.space))?.head ?? null;
    const ahead = opening && (await askAhead(space, opening));
    const log = { client, space: space.space, portal: () => session.state, reachPortal: reach(session) };
    const { fresh, offered, isAway } = await syncLog({ ...log, known: state, pinned, ahead });
    Object.assign(space.contact, { isAway, atMs: Date.now() });
    await openSpaceKeys(space, offered);
    return fresh;
  } catch (error) {
    if (!isHarmless(error)) forgetSpace(origin, space.space);
    throw error;
  }
}

async function askAhead(
  { client, space, state, session, headers }: OpenSpace,
  opening: NodeId,
): Promise<AskedAhead> {
  const from = state.head.seq + 1;
  const ends = { client, space, from, portalFrom: session.state.head.seq + 1 };
  const first = askForFile(ends, opening, headers);
  await syncPortalSession(session, first.portal);
  return { from, page: first.space };
}

/** A space and the portal as they are now, or as they were last seen when the portal cannot be reached. @throws as openSpace */
export async function freshSpace(origin: PortalOrigin, id: SpaceId): Promise<OpenSpace> {
  const space = await openSpace(origin, id);
  await freshen(space);
  return space;
}

/** The same for the Private Room. @throws as openPersonalSpace */
export async function freshPersonalSpace(origin: PortalOrigin): Promise<OpenSpace> {
  const space = await openPersonalSpace(origin);
  await freshen(space);
  return space;
}

async function freshen(space: OpenSpace): Promise<void> {
  const isPortalDue = !isRecent(space.session.contact);
  const isSpaceDue = !isRecent(space.contact);
  await Promise.all([
    isPortalDue ? syncPortalSession(space.session) : null,
    isSpaceDue ? syncSpace(space) : null,
  ]);
}

/** Whether a file lives here, and not in a space of its own. */
const holds = ({ state }: OpenSpace, node: NodeId): boolean => state.nodes.get(node)?.sharedAs === null;

/**
 * The space in which a file is, for who is about to open it: one request asks for the logs and all that opening takes. Where
 * its place is known, that space's log alone says whether it was shared and lives in a space of its own since.
 * @throws NOT_FOUND when nobody knows of it; as openSpace
 */
export async function spaceOfOpening(origin: PortalOrigin, node: NodeId): Promise<OpenSpace> {
  const known = await knownPlace(origin, node);
  const guess = known ?? (await readPersonal(origin).catch(() => null));
  const first = guess && (await openAsked(origin, guess, node));
  const shared = first?.state.nodes.get(node)?.sharedAs;
  if (first && shared === null) return first;
  const isDecided = first !== null && (known !== null || shared !== undefined);
  const next = isDecided ? (shared ?? null) : saidPlace(origin, node);
  const space = next && (await openAsked(origin, next, node));
  if (!space || !holds(space, node)) throw new AppError("NOT_FOUND");
  // A link is anybody's word: it does not change what was found before
  if (namedPlace(origin, node) === null || isDecided) await keepPlace(origin, node, space.space);
  return space;
}

/** The space in which a file is, for who works with it: as fresh as a look at the portal makes it. */
export async function freshSpaceOf(origin: PortalOrigin, node: NodeId): Promise<OpenSpace> {
  const space = await spaceOf(origin, node);
  await freshen(space);
  return space;
}

/** The same, as it is in this page. */
export async function spaceOf(origin: PortalOrigin, node: NodeId): Promise<OpenSpace> {
  await readKeys(origin);
  const known = await knownPlace(origin, node);
  const space = known === null ? null : await peekSpace(origin, known)?.catch(() => null);
  return space && holds(space, node) ? space : spaceOfOpening(origin, node);
}

/** Where its row or link says, where it was the last time, in a space that is open: a shared file's own after all others. */
async function knownPlace(origin: PortalOrigin, node: NodeId): Promise<SpaceId | null> {
  const place = namedPlace(origin, node) ?? (await readPlace(origin, node));
  if (place !== null) return place;
  const opened = await Promise.all(peekSpaces(origin).map((space) => space.catch(() => null)));
  const holding = opened.filter((space) => space !== null && holds(space, node));
  return (holding.find((space) => space?.state.kind !== "file") ?? holding[0])?.space ?? null;
}

async function openAsked(origin: PortalOrigin, id: SpaceId, node: NodeId): Promise<OpenSpace | null> {
  const space = await openSpace(origin, id, node).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  if (!space) return null;
  const newest = space.state.nodes.get(node)?.versions.at(-1);
  // What is not here may have come meanwhile, or the portal says where it is
  const isAsked = newest !== undefined && space.headers.has(newest.blob);
  if (!isRecent(space.contact) || !isAsked) await space.inTurn(() => syncInTurn(space, node));
  return space;
}
