import { isLevelOffered, type Level } from "./levels.ts";
import type { RoomFacts, Subject } from "./objects.ts";
import { mayOwnRooms } from "./user-types.ts";

/** What a person is inside one room: its owner, or a member of a level. */
export type Holder = "RoomOwner" | Level;

/** Compares two user ids. An empty or missing id is nobody's, not even its own. */
export function isSamePerson(a: string, b: string | null): boolean {
  return typeof a === "string" && a !== "" && a === b;
}

/**
 * Tells what the person is in the room; null when he is nothing there.
 * A level that the room's type does not offer counts as none, and so do ownership and Room manager
 * in the hands of a User or Guest: whoever stored such a thing, it gives no right.
 */
export function holderOf(subject: Subject, room: RoomFacts): Holder | null {
  const isTrusted = mayOwnRooms(subject.type);
  if (isTrusted && isSamePerson(subject.userId, room.ownerId)) return "RoomOwner";
  if (room.level === null || !isLevelOffered(room.roomType, room.level)) return null;
  return room.level === "RoomManager" && !isTrusted ? null : room.level;
}
