import type { UserId } from "../../shared/ids.ts";
import type { InvitedType } from "../../shared/log/portal-operations.ts";
import { DISABLE_ROWS, INVITE_ROWS, TYPE_ROWS } from "../../shared/log/portal-rights.ts";
import { can, decide, type Verdict } from "../../shared/rights/can.ts";
import type { ArchivedRoomObject, PersonObject, RoomObject, Subject } from "../../shared/rights/objects.ts";
import { mayOwnRooms, type UserType } from "../../shared/rights/user-types.ts";
import { allow, deny } from "../../shared/rights/verdict.ts";
import type { RoomScope } from "./popup-view.ts";

/** What the popup's buttons ask of can(). They only hide; who refuses is the portal, and every other client. */

export const INVITED_TYPES = [
  "DocSpaceAdmin",
  "RoomAdmin",
  "User",
  "Guest",
] as const satisfies readonly InvitedType[];

/** Of a person, what rights depend on. */
export interface PersonOfRights {
  readonly user: UserId;
  readonly type: UserType;
  readonly isDisabled: boolean;
  readonly invitedBy: UserId | null;
}

type AnyRoom = RoomObject | ArchivedRoomObject;

const isOwn = (subject: Subject, room: AnyRoom): boolean => subject.userId === room.ownerId;

/** The person who would become the owner decides too; asked with one who fits, so that the button can be there. */
function handOverVerdict(subject: Subject, room: AnyRoom): Verdict {
  if (room.kind === "archivedRoom") return deny("room:changeOwner", "archived");
  const newOwner = { type: "RoomAdmin", isDisabled: false, hasKeys: true } as const;
  const right = isOwn(subject, room) ? "room:changeOwner" : "changeOthersRoomOwner";
  return decide(subject, right, { kind: "handover", room, newOwner });
}

function copyVerdict(subject: Subject, room: AnyRoom): Verdict {
  if (room.kind === "archivedRoom") {
    return can(subject, isOwn(subject, room) ? "manageOwnArchivedRoom" : "manageOthersArchivedRoom", room);
  }
  return can(subject, isOwn(subject, room) ? "copyOwnRoom" : "copyOthersRoom", room);
}

/** What the person may do with a room as a whole. */
export function roomVerdicts(subject: Subject, room: AnyRoom) {
  const own = isOwn(subject, room);
  return {
    edit: decide(subject, "createOrEditRooms", room),
    pin: decide(subject, "pinRooms", room),
    mute: decide(subject, "room:mute", room),
    archive: decide(subject, own ? "archiveOwnRoom" : "archiveOthersRoom", room),
    restore: decide(subject, own ? "manageOwnArchivedRoom" : "manageOthersArchivedRoom", room),
    remove: decide(subject, own ? "manageOwnArchivedRoom" : "manageOthersArchivedRoom", room),
    copy: copyVerdict(subject, room),
    handOver: handOverVerdict(subject, room),
  };
}

const personObject = ({ user, type, isDisabled, invitedBy }: PersonOfRights): PersonObject => ({
  kind: "person",
  userId: user,
  type,
  isDisabled,
  invitedBy,
});

/** The types that the person could be given now. */
export const typesToGive = (subject: Subject, person: PersonOfRights): readonly InvitedType[] =>
  INVITED_TYPES.filter((type) => typeVerdict(subject, person, type).allowed);

function typeVerdict(subject: Subject, person: PersonOfRights, type: InvitedType): Verdict {
  const right = TYPE_ROWS[person.type][type];
  return right ? decide(subject, right, personObject(person)) : deny(null, "wrongPerson");
}

/** What may be done with another person. */
export function personVerdicts(subject: Subject, person: PersonOfRights) {
  const row = DISABLE_ROWS[person.type];
  const disable = row ? decide(subject, row, personObject(person)) : deny(null, "wrongPerson");
  const removal = { ...personObject(person), kind: "personRemoval" } as const;
  return {
    disable,
    edit: decide(subject, "editOrRemovePeople", personObject(person)),
    remove: decide(subject, "editOrRemovePeople", removal),
    guests: can(subject, guestListRight(subject, person), { kind: "guestList", ownerId: person.user }),
  };
}

const guestListRight = (subject: Subject, person: PersonOfRights) =>
  subject.userId === person.user ? ("viewOwnGuestList" as const) : ("viewOthersGuestList" as const);

/** What may be done in the portal as a whole. */
export function portalVerdicts(subject: Subject) {
  const portal = { kind: "portal" } as const;
  return {
    newRoom: can(subject, "createOrEditRooms", { kind: "newRoom" }),
    allRooms: can(subject, "viewAllRooms", portal),
    allArchived: can(subject, "viewAllArchivedRooms", portal),
    groups: can(subject, "viewGroups", portal),
    editGroups: can(subject, "createOrEditGroups", portal),
    settings: can(subject, "changeOtherSettings", portal),
    remove: can(subject, "removePortal", portal),
    privateRoom: subject.type === "Guest" ? deny("manageOwnFiles", "userType") : allow("manageOwnFiles"),
  };
}

/** The types that the person may invite, with a room or without; guests only where the portal takes them. */
export const typesToInvite = (
  subject: Subject,
  isWithRoom: boolean,
  areGuestsAllowed = true,
): readonly InvitedType[] =>
  INVITED_TYPES.filter(
    (type) =>
      (type !== "Guest" || areGuestsAllowed) &&
      can(subject, INVITE_ROWS[type], { kind: "invitation", isWithRoom }).allowed,
  );

/** The lists of rooms that the person has: nobody owns rooms whose type cannot, and all of them see the admins alone. */
export function roomScopes(subject: Subject): readonly RoomScope[] {
  const may = portalVerdicts(subject);
  return [
    "mine",
    ...(mayOwnRooms(subject.type) ? (["own", "invited"] as const) : []),
    ...(may.allRooms.allowed ? (["all"] as const) : []),
    "archived",
    ...(may.allArchived.allowed ? (["allArchived"] as const) : []),
  ];
}

/** A room to which the person may invite somebody new to the portal. */
export const mayInviteTo = (subject: Subject, room: AnyRoom, type: InvitedType): boolean =>
  room.kind === "room" &&
  can(subject, type === "Guest" ? "inviteGuestsToRoom" : "inviteUsersToRoom", room).allowed;

/** People who could own a room: active, of a type that may. */
export const fitOwners = <P extends PersonOfRights>(people: readonly P[], but: UserId | null): P[] =>
  people.filter(
    ({ user, type, isDisabled }) =>
      user !== but && !isDisabled && ["Owner", "DocSpaceAdmin", "RoomAdmin"].includes(type),
  );
