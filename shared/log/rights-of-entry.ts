import { AppError } from "../errors.ts";
import { decide, type Verdict } from "../rights/can.ts";
import type { SpaceKind, SpaceOperation } from "./operations.ts";
import { subjectOf } from "./portal-rights.ts";
import { canAppendPrivate } from "./private-entry-rights.ts";
import { canAppendInRoom, roomObjectOf } from "./room-entry-rights.ts";
import type { AuthorFacts, PlaceFacts, PortalOfSpace, RoomPlace } from "./space-facts.ts";

/** Which right an entry needs, asked of `can()`. The Worker and every client ask here, so that neither takes what the other refuses. */

export type { AuthorFacts, PlaceFacts } from "./space-facts.ts";

/** May this person start a space? It is his own then. A copy of a room takes {@link canCopyRoom} too. */
export function canCreateSpace(
  { isPrivateRoomOn }: Pick<PortalOfSpace, "isPrivateRoomOn">,
  author: AuthorFacts,
  kind: SpaceKind = "personal",
): Verdict {
  if (kind === "room") return decide(subjectOf(author), "createOrEditRooms", { kind: "newRoom" });
  const object = { kind: "privateRoom", ownerId: author.user, isSwitchedOn: isPrivateRoomOn } as const;
  return decide(subjectOf(author), "private:setUp", object);
}

/** May this person copy this room? `level` and `holdsKey` of the facts are his there. */
export function canCopyRoom(author: AuthorFacts, source: RoomPlace): Verdict {
  const isOwn = source.owner === author.user;
  const room = roomObjectOf(source);
  if (room.kind === "archivedRoom")
    return decide(subjectOf(author), isOwn ? "manageOwnArchivedRoom" : "manageOthersArchivedRoom", room);
  return decide(subjectOf(author), isOwn ? "copyOwnRoom" : "copyOthersRoom", room);
}

/** May this person make this change there? Whether it fits what is there: checkSpaceOperation and checkTreeOperation. */
export function canAppend(
  portal: PortalOfSpace,
  author: AuthorFacts,
  operation: SpaceOperation,
  place: PlaceFacts,
): Verdict {
  const subject = subjectOf(author);
  return place.kind === "room"
    ? canAppendInRoom(portal, subject, operation, place)
    : canAppendPrivate(portal, subject, operation, place);
}

/**
 * Goes on only with a right.
 * @throws PRIVATE_ROOM_OFF when the switch is what stands against it, ROOM_ARCHIVED when the archive is, RIGHT_MISSING otherwise
 */
export function demand(verdict: Verdict): void {
  if (verdict.allowed) return;
  if (verdict.reason === "switchedOn") throw new AppError("PRIVATE_ROOM_OFF");
  throw new AppError(verdict.reason === "archived" ? "ROOM_ARCHIVED" : "RIGHT_MISSING");
}
