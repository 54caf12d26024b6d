import { AppError } from "../errors.ts";
import type { UserId } from "../ids.ts";
import type { GroupAdmit, MemberPut, RoomOwner, RoomSettings } from "./member-operations.ts";
import type { SpaceKind, SpaceOperation } from "./operations.ts";
import { isActive } from "./portal-facts.ts";
import type { FilePlace, PlaceFacts, PortalOfSpace, RoomPlace } from "./space-facts.ts";

/**
 * What an entry of a space must fit to, beside its author's right (rights-of-entry.ts) and the tree (tree-rules.ts). The
 * Worker asks with rows of D1, a client with what it replayed.
 */

/** In which kinds of space an operation can stand. */
const PLACES: Readonly<Record<SpaceOperation["op"], readonly SpaceKind[]>> = {
  "folder.put": ["personal", "room"],
  "file.put": ["personal", "room", "file"],
  "file.version": ["personal", "room", "file"],
  "node.rename": ["personal", "room", "file"],
  "node.move": ["personal", "room"],
  "node.delete": ["personal", "room", "file"],
  "node.trash": ["room"],
  "node.restore": ["room"],
  "node.share": ["personal"],
  "member.put": ["room", "file"],
  "member.remove": ["room", "file"],
  "member.invite": ["room"],
  "member.uninvite": ["room"],
  "group.admit": ["room"],
  "group.expel": ["room"],
  "key.rotate": ["personal", "room", "file"],
  "room.settings": ["room"],
  "room.archive": ["room"],
  "room.restore": ["room"],
  "room.remove": ["room"],
  "room.owner": ["room"],
};

/** What seals something to the newest generation, and so waits for a new one while somebody holds it who left. */
const WAITS_FOR_KEY: readonly SpaceOperation["op"][] = [
  "folder.put",
  "file.put",
  "file.version",
  "node.rename",
  "node.move",
  "node.restore",
  "node.share",
  "room.settings",
];

const IN_ARCHIVE: readonly SpaceOperation["op"][] = ["room.restore", "room.remove"];

function demandThat(isSo: boolean): void {
  if (!isSo) throw new AppError("ENTRY_REFUSED");
}

function checkState(place: PlaceFacts, { op }: SpaceOperation): void {
  demandThat(PLACES[op].includes(place.kind));
  if (place.kind === "personal") return;
  demandThat(!place.isRemoved);
  if (place.kind === "room" && IN_ARCHIVE.includes(op) !== place.isArchived)
    throw new AppError(place.isArchived ? "ROOM_ARCHIVED" : "ENTRY_REFUSED");
  if (place.isStale && WAITS_FOR_KEY.includes(op)) throw new AppError("KEY_STALE");
}

/** Somebody of the portal who can be given something. */
function checkPerson(portal: PortalOfSpace, user: UserId): void {
  const person = portal.user(user);
  // Who is in the portal's log is there with his keys
  if (!person) throw new AppError("KEYS_MISSING");
  demandThat(isActive(person));
}

function checkMembers(portal: PortalOfSpace, place: FilePlace | RoomPlace, { members }: MemberPut): void {
  demandThat(new Set(members.map(({ user }) => user)).size === members.length);
  for (const { user, level } of members) {
    checkPerson(portal, user);
    demandThat(user !== place.owner && (level === "FullAccess") === (place.kind === "file"));
  }
}

function checkGone(place: FilePlace | RoomPlace, users: readonly UserId[]): void {
  demandThat(new Set(users).size === users.length);
  demandThat(users.every((user) => place.ownLevel(user) !== null));
}

function checkAdmit(portal: PortalOfSpace, { group, level }: GroupAdmit): void {
  // People of every type come and go in a group: nobody becomes a Room manager that way
  demandThat(portal.group(group)?.isDeleted === false && level !== "RoomManager");
}

function checkSettings(portal: PortalOfSpace, place: RoomPlace, operation: RoomSettings): void {
  demandThat(operation.revision === place.settingsRevision + 1);
  demandThat(!operation.isDownloadDenied || place.roomType === "VirtualDataRoom");
  demandThat(operation.adminGeneration <= portal.adminGeneration);
}

function checkOwner(portal: PortalOfSpace, place: RoomPlace, { user }: RoomOwner): void {
  demandThat(user !== place.owner);
  checkPerson(portal, user);
}

function checkShared(portal: PortalOfSpace, place: FilePlace | RoomPlace, operation: SpaceOperation): void {
  if (operation.op === "member.put") checkMembers(portal, place, operation);
  if (operation.op === "member.remove") checkGone(place, operation.users);
  if (place.kind === "room") checkRoom(portal, place, operation);
}

function checkRoom(portal: PortalOfSpace, place: RoomPlace, operation: SpaceOperation): void {
  switch (operation.op) {
    case "member.invite":
      demandThat(operation.level !== "FullAccess");
      demandThat(portal.invitation(operation.invitation)?.state === "waiting");
      break;
    case "member.uninvite":
      demandThat(place.invitedLevel(operation.invitation) !== null);
      break;
    case "group.admit":
      checkAdmit(portal, operation);
      break;
    case "group.expel":
      demandThat(place.groupLevel(operation.group) !== null);
      break;
    case "room.settings":
      checkSettings(portal, place, operation);
      break;
    case "room.owner":
      checkOwner(portal, place, operation);
  }
}

/**
 * Refuses an entry that does not fit the space as it is. Operations on items must fit the tree too: checkTreeOperation.
 * @throws ENTRY_REFUSED, KEY_STALE, ROOM_ARCHIVED, KEYS_MISSING
 */
export function checkSpaceOperation(
  portal: PortalOfSpace,
  place: PlaceFacts,
  operation: SpaceOperation,
): void {
  checkState(place, operation);
  if (operation.op === "key.rotate") demandThat(operation.generation === place.generation + 1);
  if (place.kind !== "personal") checkShared(portal, place, operation);
}
