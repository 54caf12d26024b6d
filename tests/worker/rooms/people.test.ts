import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { createGroupId, createUserId, type GroupId, type UserId } from "../../../shared/ids.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { comeIn, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, folderOf, makeAdminKey, type Room, replayed, settingsOf } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** alice owns a room; bob and carol are in none yet. */
describe("people of a room", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let portal: Portal;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  let bob: Resident;
  let room: Room;
  /** People whom the portal's log does not know. */
  let isMadeUp = false;
  beforeEach(async () => {
    isMadeUp = false;
    door = await openDoor();
    ({ portal, five } = await portalOfFive(door));
    ({ Owner: alice, User: bob } = five);
    await makeAdminKey(alice);
    room = await createRoom(alice);
  });

  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    if ((await room.read(alice)) === "200" && !isMadeUp) await replayed(alice, room);
  });

  async function groupOf(...people: readonly Resident[]): Promise<GroupId> {
    const group = createGroupId();
    const named = { salt: randomBytes(16), name: "Team" };
    const groupName = { group, salt: toBase64Url(named.salt), name: named.name };
    await alice.put(
      { op: "group.create", group, nameCommitment: await commitGroupName(named) },
      { groupName },
    );
    await change(
      group,
      people.map(({ user }) => user),
      [],
    );
    return group;
  }
  const change = (group: GroupId, added: readonly UserId[], removed: readonly UserId[]) =>
    alice.put({ op: "group.members", group, added, removed });
  const listedFor = async (who: Resident) =>
    (await who.get("listSpaces")).spaces.find(({ space }) => space === room.space);

  it("come and go with their group", async () => {
    const group = await groupOf(bob);
    await room.put(alice, { op: "group.admit", group, level: "ContentCreator" });
    expect(await room.read(bob)).toBe("200");
    expect((await listedFor(alice))?.waiting).toEqual([bob.user]);
    expect(await room.give(alice, bob)).toBe("204");
    expect(await room.append(bob, folderOf())).toBe("200");
    await change(group, [five.Guest.user], [bob.user]);
    expect(await room.read(bob)).toBe("NOT_FOUND");
    expect(await room.read(five.Guest)).toBe("200");
    expect(await room.append(alice, folderOf())).toBe("KEY_STALE");
    expect(await room.rotate(alice, five.Guest)).toBe("200");
    await change(group, [], [five.Guest.user]);
    expect(await room.read(five.Guest)).toBe("NOT_FOUND");
    expect((await listedFor(alice))?.isStale).toBe(true);
  });

  it("stay when they are members besides, and lose nothing but the group's level", async () => {
    const group = await groupOf(bob);
    await room.admit(alice, [bob, "Viewer"]);
    await room.put(alice, { op: "group.admit", group, level: "Editor" });
    expect(await room.append(bob, folderOf())).toBe("RIGHT_MISSING");
    await room.put(alice, { op: "group.expel", group });
    expect(await room.read(bob)).toBe("200");
    expect(await listedFor(alice)).toMatchObject({ isStale: false });
  });

  it("are no guests whom a Room admin does not see, by whatever way he tries it", async () => {
    const { RoomAdmin: rita, DocSpaceAdmin: dora, Guest: gina } = five;
    const isSeen = async () =>
      (await rita.get("listPeople", { params: {} })).people.some(({ user }) => user === gina.user);
    const ritas = await createRoom(rita);
    const [group, link] = [await groupOf(bob, gina), await dora.invite("Guest")];
    const admit = { op: "group.admit", group, level: "Viewer" } as const;
    expect(await ritas.append(rita, admit)).toBe("RIGHT_MISSING");
    await expect(createRoom(rita, { followers: [admit] })).rejects.toThrow("RIGHT_MISSING");
    const invite = { op: "member.invite", invitation: link.invitation, level: "Viewer" } as const;
    expect(await ritas.append(rita, invite)).toBe("RIGHT_MISSING");
    await expect(createRoom(rita, { followers: [invite] })).rejects.toThrow("RIGHT_MISSING");
    expect(await isSeen()).toBe(false);
    // Without her the group may come, and with her once she was met elsewhere
    await change(group, [], [gina.user]);
    expect(await ritas.append(rita, admit)).toBe("200");
    await room.admit(alice, [rita, "Viewer"], [gina, "Viewer"]);
    expect(await isSeen()).toBe(true);
    await change(group, [gina.user], []);
    expect(await (await createRoom(rita)).append(rita, admit)).toBe("200");
  });

  it("go with a group that is deleted, and none comes by it again", async () => {
    const group = await groupOf(bob);
    await room.put(alice, { op: "group.admit", group, level: "Editor" });
    await alice.put({ op: "group.delete", group });
    expect(await room.read(bob)).toBe("NOT_FOUND");
    expect(await room.append(alice, { op: "group.admit", group, level: "Viewer" })).toBe("ENTRY_REFUSED");
  });

  it("come in by an invitation to the portal, at its level", async () => {
    const link = await alice.invite("Guest");
    await room.put(alice, { op: "member.invite", invitation: link.invitation, level: "Editor" });
    const gina = await comeIn(portal, link, "Gina");
    expect(await room.read(gina)).toBe("200");
    expect((await listedFor(alice))?.waiting).toEqual([gina.user]);
    expect(
      await room.append(alice, { op: "member.invite", invitation: link.invitation, level: "Viewer" }),
    ).toBe("ENTRY_REFUSED");
    const late = { op: "member.uninvite", invitation: link.invitation } as const;
    expect(await room.append(alice, late)).toBe("ENTRY_REFUSED");
    expect(await room.read(gina)).toBe("200");
    await room.put(alice, { op: "member.remove", users: [gina.user] });
    expect(await room.read(gina)).toBe("NOT_FOUND");
  });

  it("do not come in by an invitation that was taken back", async () => {
    const link = await alice.invite("User");
    await room.put(alice, { op: "member.invite", invitation: link.invitation, level: "Editor" });
    await room.put(alice, { op: "member.uninvite", invitation: link.invitation });
    expect(await room.read(await comeIn(portal, link, "Ulf"))).toBe("NOT_FOUND");
  });

  it("let nobody back in who was removed, whatever he signs", async () => {
    await room.admit(alice, [bob, "Editor"]);
    await room.put(alice, { op: "member.remove", users: [bob.user] });
    const again = { op: "member.put", members: [{ user: bob.user, level: "Editor" }] } as const;
    expect(await room.append(bob, again)).toBe("NOT_FOUND");
    expect(await room.give(bob, bob)).toBe("NOT_FOUND");
  });

  it("are no members before they have keys, nor after they were disabled", async () => {
    const put = (user: UserId) =>
      room.append(alice, { op: "member.put", members: [{ user, level: "Viewer" }] });
    expect(await put(createUserId())).toBe("KEYS_MISSING");
    await alice.put({ op: "user.disable", user: bob.user });
    expect(await put(bob.user)).toBe("ENTRY_REFUSED");
  });

  it("see a handover: the owner before manages, the new one owns", async () => {
    const { RoomAdmin: rita } = five;
    expect(await room.append(alice, { op: "room.owner", user: rita.user })).toBe("200");
    expect(await room.append(alice, settingsOf(2))).toBe("200");
    expect(await room.read(rita)).toBe("200");
    expect(await room.give(alice, rita)).toBe("204");
    expect(await room.append(rita, { op: "room.archive" })).toBe("200");
  });

  it("come in a thousand, two entries long", async () => {
    isMadeUp = true;
    const users = Array.from({ length: 999 }, () => createUserId());
    await door.sql(
      `insert into users (user, type, is_disabled, bundle, name, email, salt, created_at_ms)
        select value, 'User', 0, x'00', value, value, zeroblob(16), 1 from json_each(?)`,
      JSON.stringify(users),
    );
    const put = (some: readonly UserId[]) =>
      room.append(alice, { op: "member.put", members: some.map((user) => ({ user, level: "Viewer" })) });
    expect(await put(users.slice(0, 500))).toBe("200");
    expect(await put(users.slice(500))).toBe("200");
    expect((await listedFor(alice))?.waiting).toHaveLength(500);
    expect(
      (await five.DocSpaceAdmin.get("listAllRooms", { params: { archived: "no" } })).rooms[0],
    ).toMatchObject({
      memberCount: 1000,
    });
    expect(await room.append(alice, { op: "member.remove", users: users.slice(0, 500) })).toBe("200");
    expect(await room.append(alice, folderOf())).toBe("KEY_STALE");
    expect(await room.rotate(alice)).toBe("200");
    expect(await room.append(alice, folderOf())).toBe("200");
  });
});
