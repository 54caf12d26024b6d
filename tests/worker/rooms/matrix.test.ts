import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { UserId } from "../../../shared/ids.ts";
import type { MemberLevel } from "../../../shared/log/member-operations.ts";
import type { SpaceOperation } from "../../../shared/log/operations.ts";
import type { MatrixRight } from "../../../shared/rights/matrix.ts";
import { mayOwnRooms, USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, makeAdminKey, planRoom, type Room, sendSpace, settingsOf } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** Rows of the access-rights table about rooms, each as each of the five types, through the HTTP door. */

/** What the person is in the room: its owner, Room manager (a User or Guest the highest that he can be), an Editor, nothing. */
type Place = "own" | "manager" | "invited" | "stranger";
type Outcome = "yes" | "no" | "none" | "archived" | "-";
/** Owner, DocSpace admin, Room admin, User, Guest. */
type Cells = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];
type Try = (as: Resident, room: Room) => Promise<string>;

const SAYS: Readonly<Record<Outcome, RegExp>> = {
  yes: /^20[04]$/,
  no: /^RIGHT_MISSING$/,
  none: /^NOT_FOUND$/,
  archived: /^ROOM_ARCHIVED$/,
  "-": /./,
};

describe("rights to rooms", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let portal: Portal;
  let five: Record<UserType, Resident>;
  /** Owns the rooms that are somebody else's; `gina` and `ulf` are in none of them yet, `vera` is a Viewer everywhere. */
  let olga: Resident;
  let gina: Resident;
  let ulf: Resident;
  let vera: Resident;
  beforeAll(async () => {
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
    await makeAdminKey(five.Owner);
    const enter = async (type: "RoomAdmin" | "User" | "Guest", name: string) =>
      comeIn(portal, await five.Owner.invite(type), name);
    olga = await enter("RoomAdmin", "Olga");
    gina = await enter("Guest", "Gina");
    ulf = await enter("User", "Ulf");
    vera = await enter("User", "Vera");
    // Room admins give levels to no guest whom they do not see
    const { Owner, RoomAdmin, Guest } = five;
    const guests = [olga, RoomAdmin, gina, Guest].map((one) => [one, "Viewer"] as const);
    await createRoom(Owner, { members: guests });
  });
  beforeEach(() => door.sql("delete from rate_counters"));

  async function roomFor(type: UserType, place: Place, isArchived: boolean): Promise<Room> {
    const as = five[type];
    const level: MemberLevel = place === "manager" && mayOwnRooms(type) ? "RoomManager" : "Editor";
    const own = place === "manager" && !mayOwnRooms(type) ? "ContentCreator" : level;
    const members = [
      [vera, "Viewer"] as const,
      ...(place === "own" || place === "stranger" ? [] : [[as, own] as const]),
    ];
    const room = await createRoom(place === "own" ? as : olga, { members });
    if (isArchived) await room.put(room.owner, { op: "room.archive" });
    return room;
  }

  const entry =
    (make: (as: Resident) => SpaceOperation): Try =>
    (as, room) =>
      room.append(as, make(as));
  const put = (user: () => UserId, level: MemberLevel = "Editor"): Try =>
    entry(() => ({ op: "member.put", members: [{ user: user(), level }] }));
  const read: Try = (as, room) => room.read(as);
  const pin: Try = (as, room) =>
    codeOf(
      as.ask("putRoomFlags", { params: { space: room.space }, body: { isPinned: true, isMuted: false } }),
    );
  const list =
    (archived: "yes" | "no"): Try =>
    (as) =>
      codeOf(as.ask("listAllRooms", { params: { archived } }));
  const copy: Try = async (as, room) => {
    const { entries, lockboxes } = await planRoom(as, { copyOf: room.space });
    return codeOf(sendSpace(as, entries, lockboxes));
  };
  const make: Try = async (as) => {
    const { entries, lockboxes } = await planRoom(as);
    return codeOf(sendSpace(as, entries, lockboxes));
  };
  const edit = entry(() => settingsOf(2));
  const remove = entry(() => ({ op: "member.remove", users: [vera.user] }));
  const handOver = entry((as) => ({
    op: "room.owner",
    user: as === olga ? five.RoomAdmin.user : as === five.Owner ? five.DocSpaceAdmin.user : five.Owner.user,
  }));
  const archive = entry(() => ({ op: "room.archive" }));
  const restore = entry(() => ({ op: "room.restore" }));
  const end = entry(() => ({ op: "room.remove" }));
  const guest = put(() => gina.user);
  const user = put(() => ulf.user);
  const assign = put(() => ulf.user, "Commenter");
  const change = put(() => vera.user, "Commenter");

  const admins: Cells = ["yes", "yes", "no", "no", "no"];
  const owners: Cells = ["yes", "yes", "yes", "-", "-"];
  const managers: Cells = ["yes", "yes", "yes", "no", "no"];
  const outside: Cells = ["yes", "yes", "none", "none", "none"];
  const nobody: Cells = ["no", "no", "no", "no", "no"];
  const unseen: Cells = ["no", "no", "none", "none", "none"];
  const all: Cells = ["yes", "yes", "yes", "yes", "yes"];
  const later: Cells = ["archived", "archived", "archived", "-", "-"];

  // biome-ignore format: one row of the table a line
  const rows: readonly (readonly [MatrixRight, Place, "in use" | "archived", Try, Cells])[] = [
    ["viewAllRooms",             "stranger", "in use",   list("no"),  admins],
    ["viewOwnRooms",             "own",      "in use",   read,        owners],
    ["viewInvitedRooms",         "invited",  "in use",   read,        all],
    ["createOrEditRooms",        "stranger", "in use",   make,        managers],
    ["createOrEditRooms",        "own",      "in use",   edit,        owners],
    ["createOrEditRooms",        "invited",  "in use",   edit,        nobody],
    ["pinRooms",                 "invited",  "in use",   pin,         all],
    ["pinRooms",                 "stranger", "in use",   pin,         outside],
    ["viewRoomInfo",             "stranger", "in use",   read,        outside],
    ["inviteGuestsToRoom",       "own",      "in use",   guest,       owners],
    ["inviteGuestsToRoom",       "manager",  "in use",   guest,       managers],
    ["inviteGuestsToRoom",       "invited",  "in use",   guest,       nobody],
    ["inviteUsersToRoom",        "own",      "in use",   user,        owners],
    ["inviteUsersToRoom",        "manager",  "in use",   user,        managers],
    ["inviteUsersToRoom",        "stranger", "in use",   user,        unseen],
    ["assignLevels",             "own",      "in use",   assign,      owners],
    ["assignLevels",             "invited",  "in use",   assign,      nobody],
    ["changeLevels",             "own",      "in use",   change,      owners],
    ["changeLevels",             "invited",  "in use",   change,      nobody],
    ["removeMembers",            "own",      "in use",   remove,      owners],
    ["removeMembers",            "invited",  "in use",   remove,      nobody],
    ["removeMembers",            "stranger", "in use",   remove,      unseen],
    ["archiveOwnRoom",           "own",      "in use",   archive,     owners],
    ["copyOwnRoom",              "own",      "in use",   copy,        owners],
    ["copyOthersRoom",           "manager",  "in use",   copy,        managers],
    ["copyOthersRoom",           "invited",  "in use",   copy,        admins],
    ["copyOthersRoom",           "stranger", "in use",   copy,        ["yes", "yes", "none", "no", "no"]],
    ["manageOthersRoom",         "manager",  "in use",   edit,        managers],
    ["manageOthersRoom",         "manager",  "in use",   change,      managers],
    ["manageOthersRoom",         "manager",  "in use",   remove,      managers],
    ["manageOthersRoom",         "stranger", "in use",   edit,        unseen],
    ["changeOthersRoomOwner",    "manager",  "in use",   handOver,    admins],
    ["changeOthersRoomOwner",    "stranger", "in use",   handOver,    outside],
    ["archiveOthersRoom",        "manager",  "in use",   archive,     admins],
    ["archiveOthersRoom",        "stranger", "in use",   archive,     outside],
    ["viewAllArchivedRooms",     "stranger", "archived", list("yes"), admins],
    ["viewOwnArchivedRooms",     "own",      "archived", read,        owners],
    ["viewInvitedArchivedRooms", "invited",  "archived", read,        all],
    ["editArchivedRooms",        "own",      "archived", edit,        later],
    ["pinArchivedRooms",         "own",      "archived", pin,         ["no", "no", "no", "-", "-"]],
    ["pinArchivedRooms",         "invited",  "archived", pin,         nobody],
    ["viewArchivedRoomInfo",     "stranger", "archived", read,        outside],
    ["inviteToArchivedRoom",     "own",      "archived", user,        later],
    ["inviteToArchivedRoom",     "own",      "archived", change,      later],
    ["manageOthersArchivedRoom", "manager",  "archived", restore,     admins],
    ["manageOthersArchivedRoom", "stranger", "archived", restore,     outside],
    ["manageOthersArchivedRoom", "stranger", "archived", end,         outside],
    ["manageOthersArchivedRoom", "stranger", "archived", copy,        ["yes", "yes", "none", "no", "no"]],
    ["manageOwnArchivedRoom",    "own",      "archived", restore,     owners],
    ["manageOwnArchivedRoom",    "own",      "archived", end,         owners],
    ["manageOwnArchivedRoom",    "own",      "archived", copy,        owners],
  ];

  it.each(rows)("%s, %s, %s", async (_, place, state, attempt, cells) => {
    for (const [at, type] of USER_TYPES.entries()) {
      const cell = cells[at] ?? "-";
      if (cell === "-") continue;
      const room = await roomFor(type, place, state === "archived");
      expect(await attempt(five[type], room), type).toMatch(SAYS[cell]);
    }
  });

  it("gives a room to nobody who owns none: a User, a Guest, somebody disabled, somebody unknown", async () => {
    const room = await createRoom(olga);
    const gone = await comeIn(portal, await five.Owner.invite("RoomAdmin"), "Dan");
    await five.Owner.put({ op: "user.disable", user: gone.user });
    const nobody = (await createRoom(olga)).space.slice(0, 21).concat("A") as UserId;
    for (const user of [five.User.user, five.Guest.user, gone.user, nobody])
      expect(await room.append(olga, { op: "room.owner", user })).toBe("RIGHT_MISSING");
  });
});
