import { en } from "../../extension/ui/strings/en.ts";
import { DISABLE_ROWS, INVITE_ROWS, TYPE_ROWS } from "../../shared/log/portal-rights.ts";
import { decide } from "../../shared/rights/can.ts";
import { levelsToGive } from "../../shared/rights/levels.ts";
import { MATRIX } from "../../shared/rights/matrix.ts";
import type { RightObject, RoomObject } from "../../shared/rights/objects.ts";
import type { PrivateRight } from "../../shared/rights/private-rights.ts";
import type { RoomRight } from "../../shared/rights/room-rights.ts";
import { USER_TYPE_TITLES, USER_TYPES, type UserType } from "../../shared/rights/user-types.ts";
import type { Right } from "../../shared/rights/verdict.ts";
import { type DemoPortal, type DemoRoom, type Resident, roomObject } from "./demo-portal.ts";

/** What the tables grant to a person of the demo, by the words of the commands that stand for it. */

/** Commands that may stand in one place, each with whether the person has it. */
export type Offers = Readonly<Record<string, boolean>>;

type People = DemoPortal["people"];
type Asking = Pick<Resident, "type" | "subject" | "user">;

const INVITED = Object.keys(INVITE_ROWS) as (keyof typeof INVITE_ROWS)[];
const { actions, files, people: words, popup, rail } = en;
const portal = { kind: "portal" } as const;

const may = ({ subject }: Asking, object: RightObject, ...rights: readonly Right[]): boolean =>
  rights.some((right) => decide(subject, right, object).allowed);

/** Without the invisible marks that isolate a name. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

const privateRoomOf = ({ user }: Asking) =>
  ({ kind: "privateRoom", ownerId: user, isSwitchedOn: true }) as const;

export const homeOffers = (who: Asking): Offers => ({
  [popup.openFiles]: may(who, privateRoomOf(who), "private:list"),
  [words.rooms.newRoom]: may(who, { kind: "newRoom" }, "createOrEditRooms"),
});

/** The lists of rooms to choose from. */
export function scopeOffers(who: Asking): Offers {
  const { scopes } = words.rooms;
  const ownsRooms = MATRIX.viewOwnRooms.cells[who.type] !== "no";
  return {
    ...{ [scopes.mine]: true, [scopes.own]: ownsRooms, [scopes.invited]: ownsRooms },
    ...{ [scopes.all]: may(who, portal, "viewAllRooms"), [scopes.archived]: true },
    [scopes.allArchived]: may(who, portal, "viewAllArchivedRooms"),
  };
}

export function peopleOffers(who: Asking): Offers {
  const invited = Object.values(invitationOffers(who));
  return {
    [words.invitations.title]: invited.includes(true),
    [words.groups.title]: may(who, portal, "viewGroups"),
  };
}

/** The types to which the person may invite. */
export const invitationOffers = (who: Asking): Offers =>
  Object.fromEntries(
    INVITED.map((type) => {
      const invitation = { kind: "invitation", isWithRoom: true } as const;
      return [USER_TYPE_TITLES[type], may(who, invitation, INVITE_ROWS[type])];
    }),
  );

/** One of the portal's settings, which all stand in one form. */
export const settingsOffers = (who: Asking): Offers => ({
  [words.settings.guests]: may(who, portal, "changeOtherSettings"),
});

export const removalOffers = (who: Asking): Offers => ({
  [words.settings.remove]: may(who, portal, "removePortal"),
});

const personOf = ({ user, type, invitedBy }: Resident) =>
  ({ userId: user, type, isDisabled: false, invitedBy }) as const;

/** The types that a person may be given, his own besides. */
export const typeOffers = (who: Asking, other: Resident): Offers =>
  Object.fromEntries(
    INVITED.filter((type) => type !== other.type).map((type) => {
      const right = TYPE_ROWS[other.type][type];
      const person = { kind: "person", ...personOf(other) } as const;
      return [USER_TYPE_TITLES[type], right !== undefined && may(who, person, right)];
    }),
  );

/** With somebody else who is active: removing comes after disabling. */
export function personOffers(who: Asking, other: Resident, rooms: readonly RoomObject[]): Offers {
  const person = { kind: "person", ...personOf(other) } as const;
  const disable = DISABLE_ROWS[other.type];
  return {
    [words.person.editProfile]: may(who, person, "editOrRemovePeople"),
    [words.person.disable]: disable !== undefined && may(who, person, disable),
    [words.person.remove]: may(who, { ...person, kind: "personRemoval" }, "editOrRemovePeople"),
    [words.person.handOver]: rooms.some((room) => may(who, handoverOf(room), "changeOthersRoomOwner")),
  };
}

const handoverOf = (room: RoomObject) =>
  ({ kind: "handover", room, newOwner: { type: "RoomAdmin", isDisabled: false, hasKeys: true } }) as const;

/** With a room as a whole. An archived one is restored before it goes to somebody else. */
export function roomOffers(who: Asking, people: People, room: DemoRoom): Offers {
  const object = roomObject(people, room, who.type);
  const handed = object.kind === "room" ? handoverOf(object) : object;
  const archived = ["manageOwnArchivedRoom", "manageOthersArchivedRoom"] as const;
  return {
    [words.room.edit]: may(who, object, "createOrEditRooms"),
    [words.room.pin]: may(who, object, "pinRooms"),
    [words.room.mute]: may(who, object, "room:mute"),
    [words.room.copy]: may(who, object, "copyOwnRoom", "copyOthersRoom", ...archived),
    [words.room.handOver]: may(who, handed, "room:changeOwner", "changeOthersRoomOwner"),
    [words.room.archive]: may(who, object, "archiveOwnRoom", "archiveOthersRoom"),
    [words.room.restore]: may(who, object, ...archived),
    [words.room.remove]: may(who, object, ...archived),
  };
}

/** With its members: who is in it by a group is taken out with the group. */
export function memberOffers(who: Asking, people: People, room: DemoRoom): Offers {
  const object = roomObject(people, room, who.type);
  const giver = room.owner === who.type ? "RoomOwner" : (room.levels[who.type] ?? "Viewer");
  const removable = (type: UserType): boolean => {
    const level = room.levels[type] ?? null;
    if (level === null || room.isByGroup || type === who.type) return false;
    const gift = { giver, roomType: room.roomType, receiverType: type, current: level } as const;
    return may(who, object, "removeMembers") && levelsToGive(gift).length > 0;
  };
  const others = USER_TYPES.map((type) => [plain(words.members.remove(people[type].name)), removable(type)]);
  return {
    [words.members.add]: may(who, object, "inviteGuestsToRoom", "inviteUsersToRoom"),
    ...Object.fromEntries(others),
  };
}

/** The sections of the files page. */
export const sectionOffers = (who: Asking): Offers => ({
  [rail.private]: may(who, privateRoomOf(who), "private:list"),
  [rail.trash]: may(who, { kind: "trash", ownerId: who.user }, "useTrash"),
  ...{ [rail.shared]: true, [rail.rooms]: true, [rail.archive]: true },
});

/** What may be put into a place. */
const newOffers = (isGranted: boolean): Offers => ({ [files.upload]: isGranted, [files.new]: isGranted });

export const newInRoom = (who: Asking, people: People, room: DemoRoom): Offers =>
  newOffers(may(who, roomObject(people, room, who.type), "room:create"));

export const newInPrivate = (who: Asking): Offers =>
  newOffers(may(who, privateRoomOf(who), "private:createFile"));

/** With a file of a room, which its owner made. Files of rooms are not shared one by one. */
export function roomFileOffers(who: Asking, people: People, room: DemoRoom): Offers {
  const object = roomObject(people, room, who.type);
  const item = { kind: "roomItem", room: object, createdBy: people[room.owner].user } as const;
  const on = (right: RoomRight) => may(who, item, right);
  return {
    [actions.open]: on("room:read"),
    [actions.share]: false,
    ...{ [actions.rename]: on("room:rename"), [actions.moveTo]: on("room:move") },
    ...{ [actions.download]: on("room:download"), [actions.delete]: on("room:delete") },
  };
}

/** With a file of somebody's Private Room, one's own or shared. */
export function privateFileOffers(who: Asking, owner: Asking): Offers {
  const facts = { ownerId: owner.user, isSwitchedOn: true } as const;
  const item = {
    kind: "privateItem",
    ...facts,
    access: owner.user === who.user ? null : "FullAccess",
  } as const;
  const on = (right: PrivateRight) => may(who, item, right);
  const spaces = { fromSpace: "one" as never, toSpace: "one" as never };
  const share = { kind: "privateShare", ...facts, access: "FullAccess", receiverHasKeys: true } as const;
  return {
    [actions.open]: on("private:open"),
    [actions.share]: may(who, share, "private:share"),
    [actions.rename]: on("private:rename"),
    [actions.moveTo]: may(who, { kind: "privateMove", ...facts, ...spaces }, "private:move"),
    [actions.download]: on("private:download"),
    [actions.delete]: on("private:delete"),
  };
}
