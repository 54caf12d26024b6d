import { holderOf, isSamePerson } from "./holder.ts";
import type {
  ArchivedRoomObject,
  PersonObject,
  PersonRemovalObject,
  RightObject,
  RoomObject,
  Subject,
} from "./objects.ts";
import { mayOwnRooms } from "./user-types.ts";

interface Condition {
  /** The condition in words, as the generated page prints it. */
  readonly says: string;
  /** Decides it. An object of a kind that the condition does not know fulfils nothing. */
  readonly holds: (subject: Subject, object: RightObject) => boolean;
}

/** The conditions that a cell of the matrix can name instead of a plain yes or no. */
export const CONDITIONS = {
  /** The place is the person's own: his Private Room, trash, guest list or file settings. */
  own: {
    says: "it is the person's own",
    holds: (subject, object) => "ownerId" in object && isSamePerson(subject.userId, object.ownerId),
  },
  /** The person owns the room. A Room manager is no owner. */
  ownRoom: {
    says: "the person owns the room",
    holds: (subject, object) => holderIn(subject, object) === "RoomOwner",
  },
  /** Somebody else owns the room; what the person is there does not matter. */
  othersRoom: {
    says: "somebody else owns the room",
    holds: (subject, object) => roomOf(object) !== null && holderIn(subject, object) !== "RoomOwner",
  },
  /** The person is Room manager in a room that somebody else owns. */
  roomManager: {
    says: "the person is Room manager there",
    holds: (subject, object) => holderIn(subject, object) === "RoomManager",
  },
  /** The person owns the room or is its Room manager; a Room admin who is neither has no say in it. */
  managedRoom: {
    says: "the person owns the room or is Room manager there",
    holds: isManager,
  },
  /** As managedRoom; and anybody of the type may create a new room. */
  newOrManagedRoom: {
    says: "the room is new, or the person owns it or is Room manager there",
    holds: (subject, object) => object.kind === "newRoom" || isManager(subject, object),
  },
  /** The person has a level in the room. */
  invited: {
    says: "the person was invited to the room",
    holds: (subject, object) => !["RoomOwner", null].includes(holderIn(subject, object)),
  },
  /** The person owns the room or has a level in it. */
  ownOrInvited: {
    says: "the person owns the room or was invited to it",
    holds: (subject, object) => holderIn(subject, object) !== null,
  },
  /** Somebody else's room goes to an active person of a type that may own rooms, who has keys. */
  othersRoomToFitOwner: {
    says: "somebody else owns the room, and the new owner is active, may own rooms and has keys",
    holds: (subject, object) => isFitHandover(object) && holderIn(subject, object) !== "RoomOwner",
  },
  /** A guest comes only together with a room. */
  withRoom: {
    says: "the invitation is to a room",
    holds: (_subject, object) => object.kind === "invitation" && object.isWithRoom === true,
  },
  /** The other person is not oneself. Removal only after disabling. */
  anotherPerson: {
    says: "it is somebody else; removing only after disabling",
    holds: (subject, object) => targetOf(subject, object) !== null,
  },
  /** The other person was invited to the portal by oneself. */
  ownGuest: {
    says: "the person invited this guest himself",
    holds: (subject, object) => isSamePerson(subject.userId, targetOf(subject, object)?.invitedBy ?? null),
  },
  /** The other person is neither the Owner nor a DocSpace admin. Removal only after disabling. */
  belowDocSpaceAdmin: {
    says: "it is neither the Owner nor a DocSpace admin; removing only after disabling",
    holds: (subject, object) => {
      const type = targetOf(subject, object)?.type;
      return type === "RoomAdmin" || type === "User" || type === "Guest";
    },
  },
} as const satisfies Readonly<Record<string, Condition>>;

/** The name of a condition. */
export type ConditionName = keyof typeof CONDITIONS;

/**
 * Tells whether the new owner may take the room: active, of a type that may own rooms, and with keys,
 * for a room whose owner cannot open it would be lost.
 */
export function isFitHandover(object: RightObject): boolean {
  if (object.kind !== "handover") return false;
  const { type, isDisabled, hasKeys } = object.newOwner;
  return mayOwnRooms(type) && isDisabled === false && hasKeys === true;
}

/** Gives the room that the object is, or happens in; null when there is none. */
export function roomOf(object: RightObject): RoomObject | ArchivedRoomObject | null {
  if (object.kind === "room" || object.kind === "archivedRoom") return object;
  return object.kind === "roomItem" || object.kind === "handover" ? object.room : null;
}

function holderIn(subject: Subject, object: RightObject): ReturnType<typeof holderOf> {
  const room = roomOf(object);
  return room === null ? null : holderOf(subject, room);
}

function isManager(subject: Subject, object: RightObject): boolean {
  const holder = holderIn(subject, object);
  return holder === "RoomOwner" || holder === "RoomManager";
}

function targetOf(subject: Subject, object: RightObject): PersonObject | PersonRemovalObject | null {
  if (object.kind !== "person" && object.kind !== "personRemoval") return null;
  if (object.userId === subject.userId) return null;
  return object.kind === "personRemoval" && object.isDisabled !== true ? null : object;
}
