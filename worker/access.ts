import type { Needs } from "../shared/api/contract.ts";
import { type Bytes, equalBytes, parseBase64Url } from "../shared/bytes.ts";
import { hashSetupToken } from "../shared/crypto/token.ts";
import { AppError } from "../shared/errors.ts";
import type { BlobId, NodeId, SpaceId } from "../shared/ids.ts";
import { type ParsedEntry, parseEntry, verifyEntry } from "../shared/log/entry.ts";
import { isGenesis, type TreeOperation } from "../shared/log/operations.ts";
import { canAppend, demand } from "../shared/log/rights-of-entry.ts";
import { can } from "../shared/rights/can.ts";
import type { Db } from "./db/open.ts";
import type { Env } from "./env.ts";
import { type BlobRow, readBlob } from "./files/store.ts";
import { isPortalThere } from "./portal/store.ts";
import { type MemberSpace, readMemberSpace, readSpaceOfNode } from "./spaces/store.ts";
import type { SessionUser } from "./users/sessions.ts";
import { readSignPublic } from "./users/store.ts";

/** What each kind of `needs` in the contract demands, and what a handler then may rely on. Asked by worker/mount.ts only. */

interface SessionAccess {
  readonly user: SessionUser;
}
export interface MemberAccess extends SessionAccess {
  readonly space: MemberSpace;
}
export interface BlobAccess extends MemberAccess {
  readonly blob: BlobRow;
}
/** The entry is signed by the session's user, who had the right to it; its place in the log was not looked at. */
export interface EntryAccess extends MemberAccess {
  readonly entry: ParsedEntry;
  readonly operation: TreeOperation;
}

export type AccessOf<Need extends Needs> = Need extends { who: "anyone" | "setup" }
  ? null
  : Need extends { who: "session" }
    ? SessionAccess
    : Need extends { who: "entry" }
      ? EntryAccess
      : Need extends { of: "blob" }
        ? BlobAccess
        : MemberAccess;

/**
 * @throws SETUP_CLOSED once there is an owner; SETUP_TOKEN_WRONG
 */
export async function checkSetup(env: Env, db: Db, token: Bytes): Promise<void> {
  if (await isPortalThere(db)) throw new AppError("SETUP_CLOSED");
  const expected = env.SETUP_TOKEN_HASH ? parseBase64Url(env.SETUP_TOKEN_HASH) : null;
  if (!expected || !equalBytes(await hashSetupToken(token), expected))
    throw new AppError("SETUP_TOKEN_WRONG");
}

/** Who is no member learns nothing: the answer for a foreign id is that for a made-up one (A75). */
function demandMember(user: SessionUser, space: MemberSpace | undefined): MemberSpace {
  if (!space) throw new AppError("NOT_FOUND");
  const subject = { userId: user.user, type: user.type, isDisabled: user.isDisabled };
  const { owner: ownerId, isPrivateRoomOn: isSwitchedOn } = space;
  const verdict = can(subject, "private:list", { kind: "privateRoom", ownerId, isSwitchedOn });
  if (!verdict.allowed)
    throw new AppError(verdict.reason === "switchedOn" ? "PRIVATE_ROOM_OFF" : "NOT_FOUND");
  return space;
}

/** @throws NOT_FOUND, PRIVATE_ROOM_OFF */
export async function memberOfSpace(db: Db, user: SessionUser, space: SpaceId): Promise<MemberAccess> {
  return { user, space: demandMember(user, await readMemberSpace(db, user.user, space)) };
}

/** @throws NOT_FOUND, PRIVATE_ROOM_OFF */
export async function memberOfNode(db: Db, user: SessionUser, node: NodeId): Promise<MemberAccess> {
  return { user, space: demandMember(user, await readSpaceOfNode(db, user.user, node)) };
}

/** @throws NOT_FOUND, PRIVATE_ROOM_OFF */
export async function memberOfBlob(db: Db, user: SessionUser, id: BlobId): Promise<BlobAccess> {
  const blob = await readBlob(db, id);
  if (!blob) throw new AppError("NOT_FOUND");
  return { ...(await memberOfSpace(db, user, blob.space)), blob };
}

/**
 * Reads the entry, whose author must be the session's user, and asks the table for its right.
 * @throws NOT_FOUND, ENTRY_MALFORMED, ENTRY_SIGNATURE, ENTRY_REFUSED, RIGHT_MISSING, PRIVATE_ROOM_OFF
 */
export async function authorOfEntry(
  db: Db,
  user: SessionUser,
  { space: id, wire }: { space: SpaceId; wire: Bytes },
): Promise<EntryAccess> {
  const { space } = await memberOfSpace(db, user, id);
  const entry = await parseEntry(wire);
  if (entry.author !== user.user) throw new AppError("RIGHT_MISSING");
  await verifyEntry(entry, await readSignPublic(db, user.user));
  if (entry.space !== id || isGenesis(entry.operation)) throw new AppError("ENTRY_REFUSED");
  demand(canAppend({ isPrivateRoomOn: space.isPrivateRoomOn }, user, entry.operation, space));
  return { user, space, entry, operation: entry.operation };
}
