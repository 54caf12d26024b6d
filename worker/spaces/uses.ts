import type { SpaceUse } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import { can, type Verdict } from "../../shared/rights/can.ts";
import type { Level } from "../../shared/rights/levels.ts";
import type { ArchivedRoomObject, RoomObject, Subject } from "../../shared/rights/objects.ts";
import type { SessionUser } from "../users/sessions.ts";
import type { MemberSpace } from "./facts.ts";

/** What a person may do with a space by a request that carries no entry. The tables of rights decide. */

export const subjectOf = (user: Pick<SessionUser, "user" | "type" | "isDisabled">): Subject => ({
  userId: user.user,
  type: user.type,
  isDisabled: user.isDisabled,
});

/** A room as the tables of rights see it, for this person; null for another kind of space. */
export function roomObjectOf(space: MemberSpace): RoomObject | ArchivedRoomObject | null {
  const { kind, owner: ownerId, roomType, holdsKey, isDownloadDenied } = space;
  if (kind !== "room" || roomType === null) return null;
  // Rows of rooms hold levels of rooms only: Full Access is refused before it is stored.
  const level = space.level as Level | null;
  const facts = { ownerId, roomType, level, holdsKey, isDownloadDenied };
  return space.isArchived ? { kind: "archivedRoom", ...facts } : { kind: "room", ...facts };
}

/** May the person know of the space, and read what it holds as it is stored? */
function mayRead(subject: Subject, space: MemberSpace): Verdict {
  const facts = { ownerId: space.owner, isSwitchedOn: space.isPrivateRoomOn };
  if (space.kind === "personal") return can(subject, "private:list", { kind: "privateRoom", ...facts });
  const access = space.level === "FullAccess" ? "FullAccess" : null;
  if (space.kind === "file") return can(subject, "private:open", { kind: "privateItem", access, ...facts });
  return mayLook(subject, space);
}

/** May the person see a room from outside: its people, history and settings, but nothing inside? */
function mayLook(subject: Subject, space: MemberSpace): Verdict {
  const room = roomObjectOf(space);
  if (room === null) return mayRead(subject, space);
  return room.kind === "room"
    ? can(subject, "viewRoomInfo", room)
    : can(subject, "viewArchivedRoomInfo", room);
}

/** Whoever may do anything to a document uploads what comes of it; the entry that names it is judged by itself. */
function mayWrite(subject: Subject, space: MemberSpace): boolean {
  const room = roomObjectOf(space);
  if (room === null) return true;
  const item = { kind: "roomItem", room, createdBy: subject.userId } as const;
  return (
    can(subject, "room:create", room).allowed ||
    (["room:edit", "room:review", "room:comment", "room:fillForms"] as const).some(
      (right) => can(subject, right, item).allowed,
    )
  );
}

/** Lockboxes come from who may bring people in, and from who started the generation; others are told by mayPassOn. */
function mayGive(subject: Subject, space: MemberSpace): boolean {
  if (!space.holdsKey) return false;
  if (space.generationAuthor === subject.userId || space.owner === subject.userId) return true;
  const room = roomObjectOf(space);
  return room !== null && can(subject, "room:invite", room).allowed;
}

function mayFlag(subject: Subject, space: MemberSpace): boolean {
  const room = roomObjectOf(space);
  if (room === null) return false;
  return room.kind === "room"
    ? can(subject, "pinRooms", room).allowed
    : can(subject, "pinArchivedRooms", room).allowed;
}

/** Whether listSpaces tells this person who waits for a key. */
export const maySeeWaiting = (user: SessionUser, space: MemberSpace): boolean =>
  mayGive(subjectOf(user), space);

/** Whether a space that the person reads by the tables stands in his list; a Private Room does, switched off or not. */
export function mayBeSeen(user: SessionUser, space: MemberSpace): boolean {
  const verdict = mayRead(subjectOf(user), space);
  return verdict.allowed || verdict.reason === "switchedOn";
}

/** Who is no member learns nothing: the answer for a foreign id is that for a made-up one (A75). */
function demandSight(subject: Subject, space: MemberSpace, isFromOutside: boolean): void {
  const verdict = isFromOutside ? mayLook(subject, space) : mayRead(subject, space);
  if (!verdict.allowed)
    throw new AppError(verdict.reason === "switchedOn" ? "PRIVATE_ROOM_OFF" : "NOT_FOUND");
}

/**
 * @throws NOT_FOUND for who may not know of the space, PRIVATE_ROOM_OFF, RIGHT_MISSING; ROOM_ARCHIVED and KEY_STALE for who
 * would write
 */
export function demandUse(user: SessionUser, space: MemberSpace | undefined, use: SpaceUse): MemberSpace {
  const subject = subjectOf(user);
  const isFromOutside = space?.kind === "room" && (use === "look" || use === "flag");
  if (!space || !(space.isReader || isFromOutside)) throw new AppError("NOT_FOUND");
  demandSight(subject, space, isFromOutside);
  if (use === "write" && space.isArchived) throw new AppError("ROOM_ARCHIVED");
  if (use === "write" && !mayWrite(subject, space)) throw new AppError("RIGHT_MISSING");
  if (use === "write" && space.isStale) throw new AppError("KEY_STALE");
  if (use === "give" && !mayGive(subject, space)) throw new AppError("RIGHT_MISSING");
  if (use === "flag" && !mayFlag(subject, space)) throw new AppError("RIGHT_MISSING");
  return space;
}
