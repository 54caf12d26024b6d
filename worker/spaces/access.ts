import type { SpaceUse } from "../../shared/api/contract.ts";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { BlobId, NodeId, SpaceId } from "../../shared/ids.ts";
import { type ParsedEntry, parseEntry, verifyEntry } from "../../shared/log/entry.ts";
import { isMemberOperation } from "../../shared/log/member-body.ts";
import { isNodeOperation, type Operation, type SpaceOperation } from "../../shared/log/operations.ts";
import { canAppend, demand } from "../../shared/log/rights-of-entry.ts";
import type { Db } from "../db/open.ts";
import type { Env } from "../env.ts";
import { type BlobRow, readBlob } from "../files/store.ts";
import type { SessionUser } from "../users/sessions.ts";
import { readSignPublic } from "../users/store.ts";
import { type MemberSpace, readSpaceFor, readSpaceOfNode } from "./facts.ts";
import { type Judged, readJudged } from "./place.ts";
import { type PortalNow, readPortalNow } from "./portal-head.ts";
import { type ItemView, readTreeView } from "./tree.ts";
import { demandUse } from "./uses.ts";

/** What the contract's needs that are about a space demand, and what a handler then may rely on. Asked by worker/mount.ts only. */

export interface MemberAccess {
  readonly user: SessionUser;
  readonly space: MemberSpace;
}
export interface BlobAccess extends MemberAccess {
  readonly blob: BlobRow;
}
/** The entry is signed by the session's user, who had the right to it; its place in the log was not looked at. */
export interface EntryAccess extends MemberAccess {
  readonly entry: ParsedEntry;
  readonly operation: SpaceOperation;
  /** What was read to judge it by. */
  readonly portalNow: PortalNow;
  readonly tree: ItemView | null;
  readonly judged: Judged;
}

/** @throws NOT_FOUND and what demandUse throws */
export async function memberOfSpace(
  db: Db,
  user: SessionUser,
  { space, use }: { space: SpaceId; use: SpaceUse },
): Promise<MemberAccess> {
  return { user, space: demandUse(user, await readSpaceFor(db, user.user, space), use) };
}

/** @throws NOT_FOUND, PRIVATE_ROOM_OFF */
export async function memberOfNode(
  db: Db,
  user: SessionUser,
  at: { node: NodeId; named: SpaceId | null },
): Promise<MemberAccess> {
  return { user, space: demandUse(user, await readSpaceOfNode(db, user.user, at), "read") };
}

/** @throws NOT_FOUND, PRIVATE_ROOM_OFF */
export async function memberOfBlob(db: Db, user: SessionUser, id: BlobId): Promise<BlobAccess> {
  const blob = await readBlob(db, id);
  if (!blob) throw new AppError("NOT_FOUND");
  return { ...(await memberOfSpace(db, user, { space: blob.space, use: "read" })), blob };
}

const isSpaceOperation = (operation: Operation): operation is SpaceOperation =>
  isNodeOperation(operation) || isMemberOperation(operation);

/** A refusal says that the room is archived to who could do it otherwise. */
function demandRight({ portal, place }: Judged, user: SessionUser, operation: SpaceOperation): void {
  const verdict = canAppend(portal, user, operation, place);
  const isArchived = !verdict.allowed && place.kind === "room" && place.isArchived;
  if (isArchived && canAppend(portal, user, operation, { ...place, isArchived: false }).allowed)
    throw new AppError("ROOM_ARCHIVED");
  demand(verdict);
}

/**
 * Reads the entry, whose author must be the session's user, and asks the table for its right.
 * @throws NOT_FOUND, ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED, RIGHT_MISSING, ROOM_ARCHIVED, PRIVATE_ROOM_OFF
 */
export async function authorOfEntry(
  { env, db }: { env: Env; db: Db },
  user: SessionUser,
  { space: id, wire }: { space: SpaceId; wire: Bytes },
): Promise<EntryAccess> {
  const portalNow = await readPortalNow(db);
  const { space } = await memberOfSpace(db, user, { space: id, use: "look" });
  const entry = await parseEntry(wire);
  if (entry.author !== user.user) throw new AppError("RIGHT_MISSING");
  await verifyEntry(entry, await readSignPublic(db, user.user));
  const { operation } = entry;
  if (entry.space !== id || !isSpaceOperation(operation)) throw new AppError("ENTRY_REFUSED");
  const tree = isNodeOperation(operation) ? await readTreeView(env.DB, db, { space, operation }) : null;
  const judged = await readJudged(db, { space, operation, portalNow, tree });
  // The same entry again: it may have taken the right with it
  if (space.head.hash !== entry.hash) demandRight(judged, user, operation);
  return { user, space, entry, operation, portalNow, tree, judged };
}
