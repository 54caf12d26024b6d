// The rows of the access-rights table that are operations, done for real by each of the five user types, with nobody
// before the client who could have refused: what its replay takes is what the table says.
import { describe, expect, test } from "vitest";
import { createNodeId } from "../../../shared/ids.ts";
import type { ConditionName } from "../../../shared/rights/conditions.ts";
import type { MatrixRight } from "../../../shared/rights/matrix.ts";
import { USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { actors, cellOf, grown, hana, targets } from "../../support/five-types.ts";
import type { Person } from "../../support/people.ts";
import { someMeta } from "../../support/signed-log.ts";
import { outcomeOf, SpaceWriter } from "../../support/signed-portal.ts";

/** How the actor stands to a room; a User and a Guest cannot own or manage one and are its content creators instead. */
const PLACES = ["own", "manager", "stranger"] as const;
type Place = (typeof PLACES)[number];

const HOLDS: Partial<Record<ConditionName, readonly Place[]>> = {
  ownRoom: ["own"],
  othersRoom: ["manager", "stranger"],
  othersRoomToFitOwner: ["manager", "stranger"],
  managedRoom: ["own", "manager"],
  newOrManagedRoom: ["own", "manager"],
  roomManager: ["manager"],
};

const collaboration = { kind: "room", roomType: "Collaboration", copyOf: null } as const;
const mayOwn = (type: UserType) => type !== "User" && type !== "Guest";

async function roomFor(type: UserType, place: Place): Promise<SpaceWriter> {
  const portal = await grown.copy();
  const owner = place === "own" && mayOwn(type) ? actors[type] : hana;
  const room = await SpaceWriter.start(portal, owner, collaboration);
  const level = mayOwn(type) ? "RoomManager" : "ContentCreator";
  const member = { user: targets.User.user, level: "Viewer" } as const;
  const actor = { user: actors[type].user, level } as const;
  const isMember = owner === hana && place !== "stranger";
  await room.add(owner, { op: "member.put", members: isMember ? [member, actor] : [member] });
  return room;
}

type Act = (room: SpaceWriter, by: Person) => Promise<unknown>;
const put = (who: Person, level: "Viewer" | "Editor"): Act => {
  const members = [{ user: who.user, level }];
  return (room, by) => room.add(by, { op: "member.put", members });
};
const plain =
  (op: "room.archive" | "room.restore" | "room.remove"): Act =>
  (room, by) =>
    room.add(by, { op });
const users = [targets.User.user];
const guests: Act = async (room, by) => {
  const group = await room.portal.group(actors.Owner, [targets.User]);
  return room.add(by, { op: "group.admit", group, level: "Viewer" });
};

/** The row for the own room, the row for somebody else's, what is done, and whether the room is archived before. */
const ON_ROOMS: readonly [string, MatrixRight, MatrixRight, Act, boolean][] = [
  ["edits (5)", "createOrEditRooms", "createOrEditRooms", (room, by) => room.settings(by), false],
  ["invites a guest (8, 16)", "inviteGuestsToRoom", "manageOthersRoom", put(targets.Guest, "Viewer"), false],
  [
    "invites a Room admin (9, 10, 16)",
    "assignLevels",
    "manageOthersRoom",
    put(targets.RoomAdmin, "Editor"),
    false,
  ],
  ["changes a level (11, 16)", "changeLevels", "manageOthersRoom", put(targets.User, "Editor"), false],
  ["admits a group (9, 48)", "inviteUsersToRoom", "manageOthersRoom", guests, false],
  [
    ...(["removes a member (12, 16)", "removeMembers", "manageOthersRoom"] as const),
    ...([(room, by) => room.add(by, { op: "member.remove", users }), false] as [Act, boolean]),
  ],
  ["archives (13, 19)", "archiveOwnRoom", "archiveOthersRoom", plain("room.archive"), false],
  [
    ...(["hands over (18)", "archiveOwnRoom", "changeOthersRoomOwner"] as const),
    ...([(room, by) => room.add(by, { op: "room.owner", user: targets.RoomAdmin.user }), false] as [
      Act,
      boolean,
    ]),
  ],
  [
    "edits in the archive (23)",
    "editArchivedRooms",
    "editArchivedRooms",
    (room, by) => room.settings(by),
    true,
  ],
  [
    "invites in the archive (26)",
    "inviteToArchivedRoom",
    "inviteToArchivedRoom",
    put(targets.Guest, "Viewer"),
    true,
  ],
  ["restores (27, 28)", "manageOwnArchivedRoom", "manageOthersArchivedRoom", plain("room.restore"), true],
  [
    "removes for good (27, 28)",
    "manageOwnArchivedRoom",
    "manageOthersArchivedRoom",
    plain("room.remove"),
    true,
  ],
];

describe("operations on rooms", () => {
  const cases = ON_ROOMS.flatMap((row) => USER_TYPES.map((type) => [type, ...row] as const));
  test.each(cases)("%s %s", async (type, _what, ownRow, othersRow, act, isArchived) => {
    for (const place of PLACES) {
      const room = await roomFor(type, place);
      if (isArchived) await room.add(actors.Owner, { op: "room.archive" });
      const isOwn = place === "own" && mayOwn(type);
      const cell = cellOf(isOwn ? ownRow : othersRow, type);
      const isExpected = cell === "yes" || (cell !== "no" && (HOLDS[cell]?.includes(place) ?? false));
      const outcome = await outcomeOf(act(room, actors[type]));
      expect([place, outcome === "taken"]).toEqual([place, isExpected]);
    }
  });

  test.each(USER_TYPES.map((type) => [type] as const))("%s creates rooms as row 5 says", async (type) => {
    const outcome = await outcomeOf(SpaceWriter.start(await grown.copy(), actors[type], collaboration));
    expect(outcome === "taken").toBe(cellOf("createOrEditRooms", type) === "newOrManagedRoom");
  });
});

describe("operations on files", () => {
  const folder = () =>
    ({ op: "folder.put", node: createNodeId(), parent: null, revision: 1, meta: someMeta() }) as const;

  test.each(USER_TYPES.map((type) => [type] as const))(
    "%s has a Private Room as row 1 says",
    async (type) => {
      const portal = await grown.copy();
      const attempt = async () => {
        const own = await SpaceWriter.start(portal, actors[type], { kind: "personal" });
        await own.add(actors[type], folder());
      };
      expect((await outcomeOf(attempt())) === "taken").toBe(cellOf("manageOwnFiles", type) === "own");
    },
  );

  test.each(USER_TYPES.map((type) => [type] as const))("%s uses his trash as row 29 says", async (type) => {
    const room = await roomFor(type, "manager");
    const put = folder();
    await room.add(actors[type], put);
    await room.add(actors[type], { op: "node.trash", node: put.node });
    const outcome = await outcomeOf(room.add(actors[type], { op: "node.delete", node: put.node }));
    expect(outcome === "taken").toBe(cellOf("useTrash", type) === "own");
  });
});
