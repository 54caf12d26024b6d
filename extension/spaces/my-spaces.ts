import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { type ListedSpace, readSpacePages } from "../api/space-pages.ts";
import { readKeys } from "../vault/keys.ts";
import { clientOf } from "../vault/session.ts";
import { type OpenSpace, openSpace } from "./open-space.ts";
import { freshPortal } from "./portal-session.ts";
import { syncInTurn, syncSpaceTo } from "./sync-space.ts";

/** All spaces of a kind that the person reads, each verified. The portal's list only says which to look at. */

export type { ListedSpace } from "../api/space-pages.ts";

export interface FoundSpace {
  readonly listed: ListedSpace;
  /** Null when it cannot be verified or fetched. */
  readonly space: OpenSpace | null;
  readonly code: ErrorCode | null;
}

const AT_ONCE = 8;

/** @throws LOCKED, OFFLINE, LOG_FORKED when it is the portal's log that does not hold */
export async function openSpaces(
  origin: PortalOrigin,
  kinds: readonly ListedSpace["kind"][],
): Promise<FoundSpace[]> {
  await readKeys(origin);
  const [, spaces] = await Promise.all([freshPortal(origin), readSpacePages(clientOf(origin))]);
  const wanted = spaces.filter(({ kind }) => kinds.includes(kind));
  const found: FoundSpace[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE)
    found.push(
      ...(await Promise.all(wanted.slice(at, at + AT_ONCE).map((listed) => openOne(origin, listed)))),
    );
  return found;
}

async function openOne(origin: PortalOrigin, listed: ListedSpace): Promise<FoundSpace> {
  try {
    const space = await openSpace(origin, listed.space, undefined, listed.head);
    if (space.state.kind !== listed.kind) throw new AppError("CONTEXT_WRONG");
    await syncSpaceTo(space, listed.head);
    // A key may have come without an entry
    if (listed.holdsKey && !space.spaceKeys.has(space.state.generation))
      await space.inTurn(() => syncInTurn(space));
    return { listed, space, code: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "LOCKED") throw error;
    return { listed, space: null, code: error instanceof AppError ? error.code : "INTERNAL" };
  }
}
