import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { createGroupId, type GroupId } from "../../../shared/ids.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, createLink, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, folderOf, makeAdminKey, type Room, replayed } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** A log only grows: an entry that the Worker takes and clients refuse would close a room for good. */
describe("an entry that clients would refuse", { timeout: 30_000 }, () => {
  let door: WorkerDoor;
  let portal: Portal;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  let room: Room;
  beforeEach(async () => {
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
    alice = five.Owner;
    await makeAdminKey(alice);
  });

  afterEach(() => replayed(alice, room));

  it("is not taken from who names the portal as it was before he joined", async () => {
    room = await createRoom(alice, { members: [[five.User, "ContentCreator"]] });
    const link = await createLink();
    await alice.put(alice.inviteOperation(link, "User", true));
    await room.put(alice, { op: "member.invite", invitation: link.invitation, level: "ContentCreator" });
    const before = portal.head;
    const mallory = await comeIn(portal, link, "Mallory");
    const entry = await room.sign(mallory, folderOf(), { portalHead: before });
    expect(await room.give(alice, mallory)).toBe("204");
    expect(await codeOf(room.send(mallory, entry))).toBe("HEAD_MOVED");
    // Others need not have seen that he came, and he may be behind like everybody from there on
    const others = await room.sign(five.User, folderOf(), { portalHead: before });
    expect(await codeOf(room.send(five.User, others))).toBe("200");
    room.head = others;
    const joined = portal.head;
    await alice.put(alice.inviteOperation(await createLink(), "User", true));
    const own = await room.sign(mallory, folderOf(), { portalHead: joined });
    expect(await codeOf(room.send(mallory, own))).toBe("200");
  });

  async function groupOf(...people: readonly Resident[]): Promise<GroupId> {
    const group = createGroupId();
    const named = { salt: randomBytes(16), name: "Team" };
    const groupName = { group, salt: toBase64Url(named.salt), name: named.name };
    await alice.put(
      { op: "group.create", group, nameCommitment: await commitGroupName(named) },
      { groupName },
    );
    const added = people.map(({ user }) => user);
    await alice.put({ op: "group.members", group, added, removed: [] });
    return group;
  }

  it("is no new key for a room that only lost a group with somebody in it who was disabled before", async () => {
    const { RoomAdmin: rita, User: bob } = five;
    const group = await groupOf(rita);
    await alice.put({ op: "user.disable", user: rita.user });
    room = await createRoom(alice, { members: [[bob, "Editor"]] });
    await room.put(alice, { op: "group.admit", group, level: "Viewer" });
    await alice.put({ op: "group.delete", group });
    expect(await room.rotate(bob, alice)).toBe("RIGHT_MISSING");
    expect(await room.append(alice, folderOf())).toBe("200");
  });

  it("is none any more where people were once noted who never held the key, and of nobody else", async () => {
    const { RoomAdmin: rita, Guest: gina, DocSpaceAdmin: dora, User: bob } = five;
    await alice.put({ op: "user.disable", user: rita.user });
    room = await createRoom(alice, { members: [[bob, "Editor"]] });
    const left = await createRoom(alice, {
      members: [
        [gina, "Viewer"],
        [dora, "Viewer"],
      ],
      without: [gina],
    });
    await alice.put({ op: "user.disable", user: gina.user });
    for (const { space } of [room, left])
      await door.sql("insert into leavers (space, user) values (?, ?)", space, rita.user);
    expect(await room.append(alice, folderOf())).toBe("KEY_STALE");
    await applyAgain("0006");
    expect(await room.append(alice, folderOf())).toBe("200");
    expect(await left.append(alice, folderOf())).toBe("KEY_STALE");
    expect(await left.rotate(alice, dora)).toBe("200");
    await replayed(alice, left);
  });

  /** What a migration does to a database that was there before it. */
  async function applyAgain(number: string): Promise<void> {
    const found = env.TEST_MIGRATIONS.find(({ name }) => name.startsWith(number));
    for (const query of found?.queries ?? []) await door.sql(query);
  }
});
