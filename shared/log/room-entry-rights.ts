import type { UserId } from "../ids.ts";
import { decide, type Right, type Verdict } from "../rights/can.ts";
import { holderOf } from "../rights/holder.ts";
import { type Level, levelsToGive } from "../rights/levels.ts";
import type { ArchivedRoomObject, RoomObject, Subject } from "../rights/objects.ts";
import { isPortalAdminType, type UserType } from "../rights/user-types.ts";
import { allow, deny } from "../rights/verdict.ts";
import type { MemberLevel, MemberPut } from "./member-operations.ts";
import type { NodeOperation, SpaceOperation } from "./operations.ts";
import { isNodeOperation } from "./operations.ts";
import { isActive } from "./portal-facts.ts";
import type { PortalOfSpace, RoomPlace } from "./space-facts.ts";

/** The rights in a room as entries need them: rows of the access-rights table and of the levels. Asked by rights-of-entry.ts. */

interface Asked {
  readonly portal: PortalOfSpace;
  readonly subject: Subject;
  readonly place: RoomPlace;
}

const asLevel = (level: MemberLevel | null): Level | null => (level === "FullAccess" ? null : level);

/** A room as the tables of rights see it; `level` and `holdsKey` are the author's. */
export function roomObjectOf(place: RoomPlace): RoomObject | ArchivedRoomObject {
  const { owner: ownerId, roomType, holdsKey, isDownloadDenied, level } = place;
  const facts = { ownerId, roomType, holdsKey, isDownloadDenied, level: asLevel(level) };
  return { kind: place.isArchived ? "archivedRoom" : "room", ...facts };
}

/** Granted when all are; otherwise the first that is not. */
const all = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find((verdict) => !verdict.allowed) ?? verdicts[0] ?? deny(null, "unknownRight");

const isOwn = ({ subject, place }: Asked): boolean => subject.userId === place.owner;

function byRoom(asked: Asked, ...rights: readonly Right[]): Verdict {
  const room = roomObjectOf(asked.place);
  return all(rights.map((right) => decide(asked.subject, right, room)));
}

/** Rows 8 to 12 for the own room; in somebody else's, row 16 as well. */
const manage = (asked: Asked, ...rights: readonly Right[]): Verdict =>
  byRoom(asked, ...rights, ...(isOwn(asked) ? [] : (["manageOthersRoom"] as const)));

interface Receiver {
  readonly type: UserType;
  readonly current: MemberLevel | null;
}

/** Whether the author stands so far above somebody that he gives him this level; null asks whether he could give any. */
function mayGive({ subject, place }: Asked, { type, current }: Receiver, level: MemberLevel | null): boolean {
  const giver = holderOf(subject, roomObjectOf(place));
  if (giver === null) return false;
  const { roomType } = place;
  const levels = levelsToGive({ giver, roomType, receiverType: type, current: asLevel(current) });
  return level === null ? levels.length > 0 : levels.some((offered) => offered === level);
}

const given = (right: Right, isGiven: boolean): Verdict => (isGiven ? allow(right) : deny(right, "level"));

const inviteRight = (type: UserType | undefined) =>
  type === "Guest" ? ("inviteGuestsToRoom" as const) : ("inviteUsersToRoom" as const);

function toPut(asked: Asked, { members }: MemberPut): Verdict {
  const verdicts = members.map(({ user, level }) => {
    const current = asked.place.levelOf(user);
    const type = asked.portal.user(user)?.type ?? "User";
    const rights: Right[] = current === null ? [inviteRight(type), "assignLevels"] : ["changeLevels"];
    return all([
      manage(asked, ...rights),
      given(rights[0] ?? "assignLevels", mayGive(asked, { type, current }, level)),
    ]);
  });
  return all(verdicts);
}

function toRemove(asked: Asked, users: readonly UserId[]): Verdict {
  const { subject, place, portal } = asked;
  if (subject.isDisabled !== false) return deny("removeMembers", "disabled");
  const others = users.filter((user) => user !== subject.userId);
  // Leaving takes no right
  if (others.length === 0) return allow("viewInvitedRooms");
  const isAboveAll = others.every((user) => {
    const type = portal.user(user)?.type ?? "User";
    return mayGive(asked, { type, current: place.levelOf(user) }, null);
  });
  return all([manage(asked, "removeMembers"), given("removeMembers", isAboveAll)]);
}

type ByInvitation = Extract<SpaceOperation, { op: "member.invite" | "member.uninvite" }>;

function byInvitation(asked: Asked, operation: ByInvitation): Verdict {
  const { invitation } = operation;
  const type = asked.portal.invitation(invitation)?.type ?? "User";
  const current = asked.place.invitedLevel(invitation);
  const level = operation.op === "member.invite" ? operation.level : null;
  const right = inviteRight(type);
  return all([
    manage(asked, right),
    given(right, mayGive(asked, { type, current }, level)),
    toGuest(asked, operation),
  ]);
}

/** A guest is seen where he comes in: who sees not all guests lets in by no invitation of somebody else's, or by one that stands here. */
function toGuest({ subject, portal, place }: Asked, { op, invitation }: ByInvitation): Verdict {
  const right = "inviteGuestsToRoom";
  const found = portal.invitation(invitation);
  const isOthers = found?.type === "Guest" && found.invitedBy !== subject.userId;
  if (op === "member.uninvite" || !isOthers || place.invitedLevel(invitation) !== null) return allow(right);
  return isPortalAdminType(subject.type) ? allow(right) : deny(right, "ownGuest");
}

function byGroup(
  asked: Asked,
  operation: Extract<SpaceOperation, { op: "group.admit" | "group.expel" }>,
): Verdict {
  const current = asked.place.groupLevel(operation.group);
  const level = operation.op === "group.admit" ? operation.level : null;
  const right = operation.op === "group.admit" ? "inviteUsersToRoom" : "removeMembers";
  return all([
    manage(asked, right),
    decide(asked.subject, "viewGroups", { kind: "portal" }),
    given(right, mayGive(asked, { type: "User", current }, level)),
  ]);
}

function toOwner(asked: Asked, user: UserId): Verdict {
  const room = roomObjectOf(asked.place);
  if (room.kind !== "room") return deny("room:changeOwner", "archived");
  const person = asked.portal.user(user);
  const newOwner = {
    type: person?.type ?? "Guest",
    isDisabled: !isActive(person),
    hasKeys: person !== undefined,
  } as const;
  const right = isOwn(asked) ? "room:changeOwner" : "changeOthersRoomOwner";
  return decide(asked.subject, right, { kind: "handover", room, newOwner });
}

/** Out of somebody else's trash only the owner and Room managers take anything. */
function fromTrash(asked: Asked, trashedBy: UserId | null): Verdict {
  if (trashedBy === null) return allow("room:delete");
  if (trashedBy !== asked.subject.userId) return byRoom(asked, "room:changeSettings");
  return decide(asked.subject, "useTrash", { kind: "trash", ownerId: trashedBy });
}

const ITEM_RIGHTS = {
  "file.version": "room:edit",
  "node.rename": "room:rename",
  "node.move": "room:move",
  "node.trash": "room:delete",
  "node.restore": "room:delete",
  "node.delete": "room:delete",
} as const satisfies Partial<Record<NodeOperation["op"], Right>>;

function byNode(asked: Asked, operation: NodeOperation): Verdict {
  if (operation.op === "folder.put" || operation.op === "file.put") return byRoom(asked, "room:create");
  if (operation.op === "node.share") return deny(null, "unknownRight");
  const item = asked.place.item(operation.node);
  const right = ITEM_RIGHTS[operation.op];
  if (!item) return deny(right, "wrongObject");
  const room = roomObjectOf(asked.place);
  return all([
    decide(asked.subject, right, { kind: "roomItem", room, createdBy: item.createdBy }),
    ...(operation.op === "node.move" ? [byRoom(asked, "room:moveInto")] : []),
    ...(["node.restore", "node.delete"].includes(operation.op) ? [fromTrash(asked, item.trashedBy)] : []),
  ]);
}

/** What takes people and their keys out. */
const PUTS_OUT: readonly SpaceOperation["op"][] = ["key.rotate", "member.remove", "group.expel"];

/** The owner puts people out as one who has the newest key: whoever started it and gave him none keeps him from none of it. */
export const withOwnersKey = <Room extends { readonly holdsKey: boolean }>(room: Room): Room => ({
  ...room,
  holdsKey: true,
});

function asPuttingOut(asked: Asked, { op }: SpaceOperation): Asked {
  if (!isOwn(asked) || !PUTS_OUT.includes(op)) return asked;
  return { ...asked, place: withOwnersKey(asked.place) };
}

/** May this person make this change in this room? */
export function canAppendInRoom(
  portal: PortalOfSpace,
  subject: Subject,
  operation: SpaceOperation,
  place: RoomPlace,
): Verdict {
  const asked = asPuttingOut({ portal, subject, place }, operation);
  const isOfArchive = operation.op === "room.restore" || operation.op === "room.remove";
  if (place.isArchived && !isOfArchive) return deny("editArchivedRooms", "archived");
  if (isNodeOperation(operation)) return byNode(asked, operation);
  switch (operation.op) {
    case "member.put":
      return toPut(asked, operation);
    case "member.remove":
      return toRemove(asked, operation.users);
    case "member.invite":
    case "member.uninvite":
      return byInvitation(asked, operation);
    case "group.admit":
    case "group.expel":
      return byGroup(asked, operation);
    case "key.rotate":
      return place.isStale ? byRoom(asked, "room:rotate") : byRoom(asked, "room:rotate", "room:setLevels");
    case "room.settings":
      return byRoom(asked, "createOrEditRooms", "room:changeSettings");
    case "room.archive":
      return byRoom(asked, isOwn(asked) ? "archiveOwnRoom" : "archiveOthersRoom");
    case "room.restore":
    case "room.remove":
      return byRoom(asked, isOwn(asked) ? "manageOwnArchivedRoom" : "manageOthersArchivedRoom");
    case "room.owner":
      return toOwner(asked, operation.user);
    default:
      return deny(null, "unknownRight");
  }
}
