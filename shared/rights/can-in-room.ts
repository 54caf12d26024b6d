import { isFitHandover, roomOf } from "./conditions.ts";
import { holderOf, isSamePerson } from "./holder.ts";
import type { ArchivedRoomObject, RightObject, RoomObject, Subject } from "./objects.ts";
import { type LevelCell, levelCell, ROOM_RIGHTS, type RoomRight } from "./room-rights.ts";
import { isPortalAdminType, isUserType } from "./user-types.ts";
import { allow, type DenyReason, deny, type Verdict } from "./verdict.ts";

/** Decides by a row of the level table. Called by `can` only. */
export function canInRoom(subject: Subject, right: RoomRight, object: RightObject): Verdict {
  if (subject.isDisabled !== false) return deny(right, "disabled");
  if (!isUserType(subject.type)) return deny(right, "userType");
  const room = roomOf(object);
  if (room === null || !isAbout(right, object)) return deny(right, "wrongObject");
  const reason = refuseByObject(right, object, room) ?? refuseByLevel(subject, right, object, room);
  return reason === null ? allow(right) : deny(right, reason);
}

function isAbout(right: RoomRight, object: RightObject): boolean {
  return (ROOM_RIGHTS[right].on as readonly string[]).includes(object.kind);
}

type AnyRoom = RoomObject | ArchivedRoomObject;

function refuseByObject(right: RoomRight, object: RightObject, room: AnyRoom): DenyReason | null {
  if (room.kind !== "room" && !ROOM_RIGHTS[right].inArchive) return "archived";
  return object.kind === "handover" && !isFitHandover(object) ? "unfitOwner" : null;
}

function refuseByLevel(
  subject: Subject,
  right: RoomRight,
  object: RightObject,
  room: AnyRoom,
): DenyReason | null {
  const reason = refuseByCell(cellFor(subject, right, room), subject, object, room);
  if (reason !== null) return reason;
  return ROOM_RIGHTS[right].needsKey && room.holdsKey !== true ? "noKey" : null;
}

/** An admin of the portal has the last column whatever his level is; the better of the two cells counts. */
function cellFor(subject: Subject, right: RoomRight, room: AnyRoom): LevelCell {
  if (isPortalAdminType(subject.type) && levelCell(right, "PortalAdmin") === "yes") return "yes";
  const holder = holderOf(subject, room);
  return holder === null ? "no" : levelCell(right, holder);
}

function refuseByCell(
  cell: LevelCell,
  subject: Subject,
  object: RightObject,
  room: AnyRoom,
): DenyReason | null {
  switch (cell) {
    case "yes":
      return null;
    case "ownItem":
      return object.kind === "roomItem" && isSamePerson(subject.userId, object.createdBy)
        ? null
        : "notOwnItem";
    case "unlessDenied":
      return room.isDownloadDenied === false ? null : "downloadDenied";
    default:
      return "level";
  }
}
