import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import type { UserId } from "../../../shared/ids.ts";
import { createGroupId } from "../../../shared/ids.ts";
import type { InvitedType, PortalOperation } from "../../../shared/log/portal-operations.ts";
import { MATRIX, type MatrixRight } from "../../../shared/rights/matrix.ts";
import { USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { ask, codeOf, type Door } from "../../support/ask.ts";
import {
  comeIn,
  createLink,
  type Portal,
  portalOfFive,
  type Resident,
  replayed,
} from "../../support/portal.ts";
import { openDoor } from "../door.ts";

/** Rows of the access-rights table about people and the portal, each as each of the five types, through the HTTP door. */

type Outcome = "yes" | "no";
/** Owner, DocSpace admin, Room admin, User, Guest. */
type Cells = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];

describe("rights to people and the portal", () => {
  let portal: Portal;
  let five: Record<UserType, Resident>;
  let door: Door;
  let count = 0;
  beforeAll(async () => {
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
  });
  // So many come in from one place here as in no minute elsewhere
  beforeEach(() => door.sql("delete from rate_counters"));

  /** Somebody of this type on whom a right can be tried. */
  async function somebody(type: InvitedType, invitedBy: Resident = five.Owner): Promise<UserId> {
    count += 1;
    return (await comeIn(portal, await invitedBy.invite(type), `Person${count}`)).user;
  }

  async function disabled(type: InvitedType): Promise<UserId> {
    const user = await somebody(type);
    await five.Owner.put({ op: "user.disable", user });
    return user;
  }

  const group = async (op: "group.create" | "group.rename", id = createGroupId()) => {
    const named = { salt: randomBytes(16), name: "Team" };
    const operation = { op, group: id, nameCommitment: await commitGroupName(named) } as const;
    return { operation, brought: { groupName: { group: id, salt: toBase64Url(named.salt), name: "Team" } } };
  };

  type Try = (as: Resident) => Promise<string>;
  const renameGroup: Try = async (as) => {
    const id = createGroupId();
    const made = await group("group.create", id);
    await five.Owner.put(made.operation, made.brought);
    const { operation, brought } = await group("group.rename", id);
    return as.append(operation, brought);
  };
  const entry =
    (make: (as: Resident) => Promise<PortalOperation>): Try =>
    async (as) =>
      as.append(await make(as));
  const invite = (type: InvitedType, isWithRoom?: boolean): Try =>
    entry(async (as) => as.inviteOperation(await createLink(), type, isWithRoom));
  const retype = (from: InvitedType, type: InvitedType): Try =>
    entry(async () => ({ op: "user.type", user: await somebody(from), type }));
  const disable = (type: InvitedType): Try =>
    entry(async () => ({ op: "user.disable", user: await somebody(type) }));
  const enable = (type: InvitedType): Try =>
    entry(async () => ({ op: "user.enable", user: await disabled(type) }));
  const remove = (type: InvitedType): Try =>
    entry(async () => ({ op: "user.remove", user: await disabled(type) }));
  const settings: Try = entry(async () => ({
    op: "settings.change",
    ...{ isPrivateRoomOn: true, areGuestsAllowed: true, idleLockMaxMinutes: 240, isOnlyVerified: false },
  }));

  // biome-ignore format: one row of the table a line
  const rows: readonly (readonly [MatrixRight, string, Try, Cells])[] = [
    ["inviteDocSpaceAdmin",    "invite a DocSpace admin",       invite("DocSpaceAdmin"),               ["yes", "no", "no", "no", "no"]],
    ["inviteRoomAdmin",        "invite a Room admin",           invite("RoomAdmin"),                   ["yes", "yes", "no", "no", "no"]],
    ["inviteUser",             "invite a User",                 invite("User"),                        ["yes", "yes", "yes", "no", "no"]],
    ["inviteGuest",            "invite a Guest with a room",    invite("Guest"),                       ["yes", "yes", "yes", "no", "no"]],
    ["inviteGuest",            "invite a Guest without a room", invite("Guest", false),                ["no", "no", "no", "no", "no"]],
    ["promoteToDocSpaceAdmin", "make a Room admin DocSpace admin", retype("RoomAdmin", "DocSpaceAdmin"), ["yes", "no", "no", "no", "no"]],
    ["promoteToDocSpaceAdmin", "make a User DocSpace admin",    retype("User", "DocSpaceAdmin"),       ["yes", "no", "no", "no", "no"]],
    ["promoteToRoomAdmin",     "make a User Room admin",        retype("User", "RoomAdmin"),           ["yes", "yes", "no", "no", "no"]],
    ["promoteToRoomAdmin",     "make a Guest Room admin",       retype("Guest", "RoomAdmin"),          ["yes", "yes", "no", "no", "no"]],
    ["promoteToUser",          "make another's Guest User",     retype("Guest", "User"),               ["yes", "yes", "no", "no", "no"]],
    ["demoteDocSpaceAdmin",    "make a DocSpace admin Room admin", retype("DocSpaceAdmin", "RoomAdmin"), ["yes", "no", "no", "no", "no"]],
    ["demoteDocSpaceAdmin",    "make a DocSpace admin User",    retype("DocSpaceAdmin", "User"),       ["yes", "no", "no", "no", "no"]],
    ["demoteRoomAdmin",        "make a Room admin User",        retype("RoomAdmin", "User"),           ["yes", "yes", "no", "no", "no"]],
    ["demoteUser",             "make a User Guest",             retype("User", "Guest"),               ["yes", "yes", "no", "no", "no"]],
    ["disableDocSpaceAdmin",   "disable a DocSpace admin",      disable("DocSpaceAdmin"),              ["yes", "no", "no", "no", "no"]],
    ["disableRoomAdmin",       "disable a Room admin",          disable("RoomAdmin"),                  ["yes", "yes", "no", "no", "no"]],
    ["disableUser",            "disable a User",                disable("User"),                       ["yes", "yes", "no", "no", "no"]],
    ["disableGuest",           "disable a Guest",               disable("Guest"),                      ["yes", "yes", "no", "no", "no"]],
    ["disableDocSpaceAdmin",   "enable a DocSpace admin",       enable("DocSpaceAdmin"),               ["yes", "no", "no", "no", "no"]],
    ["disableUser",            "enable a User",                 enable("User"),                        ["yes", "yes", "no", "no", "no"]],
    ["editOrRemovePeople",     "remove a DocSpace admin",       remove("DocSpaceAdmin"),               ["yes", "no", "no", "no", "no"]],
    ["editOrRemovePeople",     "remove a Room admin",           remove("RoomAdmin"),                   ["yes", "yes", "no", "no", "no"]],
    ["editOrRemovePeople",     "remove a User",                 remove("User"),                        ["yes", "yes", "no", "no", "no"]],
    ["editOrRemovePeople",     "remove a Guest",                remove("Guest"),                       ["yes", "yes", "no", "no", "no"]],
    ["changeOtherSettings",    "change the settings",           settings,                              ["yes", "yes", "no", "no", "no"]],
    ["createOrEditGroups",     "create a group",                async (as) => { const { operation, brought } = await group("group.create"); return as.append(operation, brought); }, ["yes", "yes", "no", "no", "no"]],
    ["createOrEditGroups",     "rename a group",                renameGroup,                           ["yes", "yes", "no", "no", "no"]],
    ["viewGroups",             "see the groups",                (as) => codeOf(as.ask("listGroups")),  ["yes", "yes", "yes", "no", "no"]],
    ["viewOwnGuestList",       "see the own guests",            (as) => codeOf(as.ask("listGuests", { params: { of: as.user } })), ["yes", "yes", "yes", "no", "no"]],
    ["viewOthersGuestList",    "see another's guests",          (as) => codeOf(as.ask("listGuests", { params: { of: five[as === five.Owner ? "DocSpaceAdmin" : "Owner"].user } })), ["yes", "yes", "no", "no", "no"]],
    ["useFileSettings",        "read the own settings",         (as) => codeOf(as.ask("getOwnSettings")), ["yes", "yes", "yes", "yes", "yes"]],
    ["viewAllRooms",           "hold the admin key",            (as) => codeOf(as.ask("getAdminLockboxes")), ["yes", "yes", "no", "no", "no"]],
  ];

  const cells = rows.flatMap(([right, what, attempt, expected]) =>
    USER_TYPES.map((type, at) => [MATRIX[right].n, type, what, attempt, expected[at]!] as const),
  );

  it.each(cells)("row %i: %s, %s", async (_, type, __, attempt, expected) => {
    const code = await attempt(five[type]);
    expect(code).toBe(expected === "yes" ? "200" : "RIGHT_MISSING");
  });

  it("row 36: a Room admin makes Users of guests whom he invited himself", async () => {
    const user = await somebody("Guest", five.RoomAdmin);
    expect(await five.RoomAdmin.append({ op: "user.type", user, type: "User" })).toBe("200");
  });

  it("are what a client's replay of all this finds too", async () => {
    const state = await replayed(five.Owner);
    expect(state.head).toEqual(portal.head);
    const rows = await door.sql("select user, type, is_disabled, is_removed from users order by user");
    const known = [...state.users.values()].map(({ user, type, isDisabled, isRemoved }) => ({
      ...{ user, type, is_disabled: isDisabled ? 1 : 0, is_removed: isRemoved ? 1 : 0 },
    }));
    expect(known.sort((a, b) => (a.user < b.user ? -1 : 1))).toEqual(rows);
  });

  it("row 50: the Owner removes the portal and nobody else", async () => {
    for (const type of ["DocSpaceAdmin", "RoomAdmin", "User", "Guest"] as const)
      expect(await five[type].append({ op: "portal.remove" })).toBe("RIGHT_MISSING");
    expect(await five.Owner.append({ op: "portal.remove" })).toBe("200");
    expect(await codeOf(five.Owner.ask("listPeople"))).toBe("PORTAL_REMOVED");
    expect(await codeOf(ask(door, "getPortal"))).toBe("PORTAL_REMOVED");
    for (const table of ["users", "entries", "lockboxes", "spaces", "blobs", "invitations"])
      expect(await door.sql(`select count(*) n from ${table}`)).toEqual([{ n: 0 }]);
  });
});
