import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitProfile, normalizeEmail, parsePersonName } from "../../../shared/crypto/profile.ts";
import { USER_TYPES, type UserType } from "../../../shared/rights/user-types.ts";
import { comeIn, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createOwnSpace, createRoom, folderOf, makeAdminKey, type Room } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** Rows 1, 29 and the editing of row 44, each as each of the five types, through the HTTP door. */

describe("rights to what is one's own, and to others' profiles", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let portal: Portal;
  let five: Record<UserType, Resident>;
  beforeAll(async () => {
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
    await makeAdminKey(five.Owner);
  });
  beforeEach(() => door.sql("delete from rate_counters"));

  /** Each step of row 1 that writes, in a Private Room that was just set up. */
  async function work(by: Resident, room: Room): Promise<string[]> {
    const [inner, outer] = [folderOf(), folderOf()];
    const item = { node: inner.node, meta: inner.meta } as const;
    return [
      await room.append(by, inner),
      await room.append(by, outer),
      await room.append(by, { op: "node.rename", ...item, revision: 2 }),
      await room.append(by, { op: "node.move", ...item, parent: outer.node, revision: 3 }),
      await room.append(by, { op: "node.delete", node: inner.node }),
    ];
  }

  // The Owner's was made with the portal: tests/worker/spaces/tree.test.ts works in it
  it.each(["DocSpaceAdmin", "RoomAdmin", "User"] as const)(
    "row 1: a %s keeps files of his own, and nobody else reaches them",
    async (type) => {
      const room = await createOwnSpace(five[type]);
      expect(await work(five[type], room)).toEqual(Array(5).fill("200"));
      for (const other of USER_TYPES.filter((each) => each !== type))
        expect(await room.append(five[other], folderOf()), other).toBe("NOT_FOUND");
    },
  );

  it("row 1: a Guest has no Private Room", async () => {
    await expect(createOwnSpace(five.Guest)).rejects.toThrow("RIGHT_MISSING");
  });

  it.each(USER_TYPES.map((type) => [type, type === "Guest" ? "RIGHT_MISSING" : "200"] as const))(
    "row 29: a %s takes his own things out of the trash: %s",
    async (type, expected) => {
      const by = five[type];
      // A Room admin gives levels to no guest whom he does not see
      const owner = type === "RoomAdmin" || type === "Guest" ? five.DocSpaceAdmin : five.RoomAdmin;
      const room = await createRoom(owner, { members: [[by, "ContentCreator"]] });
      const folder = folderOf();
      await room.put(by, folder);
      await room.put(by, { op: "node.trash", node: folder.node });
      const back = { op: "node.restore", node: folder.node, parent: null } as const;
      expect(await room.append(by, { ...back, revision: 2, meta: folder.meta })).toBe(expected);
    },
  );

  it.each([
    ["DocSpaceAdmin", ["yes", "no", "no", "no", "no"]],
    ["RoomAdmin", ["yes", "yes", "no", "no", "no"]],
    ["User", ["yes", "yes", "no", "no", "no"]],
    ["Guest", ["yes", "yes", "no", "no", "no"]],
  ] as const)("row 44: a %s is edited by %j", async (edited, cells) => {
    const { user } = await comeIn(portal, await five.Owner.invite(edited), `Edited${edited}`);
    for (const [at, type] of USER_TYPES.entries()) {
      const profile = {
        name: parsePersonName("Another"),
        email: normalizeEmail(`${edited}-${type}@example.org`),
      };
      const salt = randomBytes(16);
      const profileCommitment = await commitProfile({ ...profile, salt });
      const brought = { profile: { user, ...profile, salt: toBase64Url(salt) } };
      const code = await five[type].append({ op: "profile.change", user, profileCommitment }, brought);
      expect(code, type).toBe(cells[at] === "yes" ? "200" : "RIGHT_MISSING");
    }
  });

  it("row 44: the Owner is edited by nobody else", async () => {
    const { user } = five.Owner;
    for (const type of ["DocSpaceAdmin", "RoomAdmin", "User", "Guest"] as const)
      expect(
        await five[type].append({ op: "profile.change", user, profileCommitment: randomBytes(32) }),
      ).not.toBe("200");
  });
});
