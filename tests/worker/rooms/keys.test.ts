import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toBase64Url } from "../../../shared/bytes.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, folderOf, makeAdminKey, type Room, replayed, settingsOf } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** alice owns a room of dora (Room manager), bob (Editor) and carol (Viewer). */
describe("a room's key follows its people", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let five: Record<UserType, Resident>;
  let room: Room;
  beforeEach(async () => {
    door = await openDoor();
    ({ five } = await portalOfFive(door));
    await makeAdminKey(five.Owner);
    room = await createRoom(five.Owner, {
      members: [
        [five.DocSpaceAdmin, "RoomManager"],
        [five.User, "Editor"],
        [five.Guest, "Viewer"],
      ],
    });
  });

  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    await replayed(five.Owner, room);
  });

  const lockboxesOf = async (who: Resident) =>
    (await who.get("getSpace", { params: { space: room.space, from: 0 } })).lockboxes;
  const listedFor = async (who: Resident) =>
    (await who.get("listSpaces")).spaces.find(({ space }) => space === room.space);

  it("gives everybody his lockbox with the room", async () => {
    for (const who of [five.Owner, five.DocSpaceAdmin, five.User, five.Guest])
      expect(await lockboxesOf(who)).toHaveLength(1);
    expect(await listedFor(five.Owner)).toMatchObject({ waiting: [], isStale: false, kind: "room" });
  });

  it("names who waits for a key to those who may give one, and to nobody else", async () => {
    await room.put(five.Owner, {
      op: "member.put",
      members: [{ user: five.RoomAdmin.user, level: "Editor" }],
    });
    expect((await listedFor(five.DocSpaceAdmin))?.waiting).toEqual([five.RoomAdmin.user]);
    expect((await listedFor(five.User))?.waiting).toEqual([]);
    expect(await room.give(five.User, five.RoomAdmin)).toBe("RIGHT_MISSING");
    expect(await room.give(five.DocSpaceAdmin, five.RoomAdmin)).toBe("204");
    expect((await listedFor(five.Owner))?.waiting).toEqual([]);
    expect(await lockboxesOf(five.RoomAdmin)).toHaveLength(1);
  });

  it("goes to a new owner with the entry, from who holds it and from nobody else", async () => {
    const { RoomAdmin: rita, DocSpaceAdmin: dora, Owner: alice } = five;
    const hers = await createRoom(rita);
    const lost = await hers.lockbox(dora, alice);
    expect(await hers.append(dora, { op: "room.owner", user: alice.user }, [lost])).toBe("RIGHT_MISSING");
    const other = await hers.lockbox(rita, dora);
    expect(await hers.append(rita, { op: "room.owner", user: alice.user }, [other])).toBe("OBJECT_MALFORMED");
    const lockbox = await hers.lockbox(rita, alice);
    expect(await hers.append(rita, { op: "room.owner", user: alice.user }, [lockbox])).toBe("200");
    const { lockboxes } = await alice.get("getSpace", { params: { space: hers.space, from: 0 } });
    expect(lockboxes).toHaveLength(1);
    await replayed(alice, hers);
  });

  it("replaces no lockbox that is there", async () => {
    const before = await lockboxesOf(five.User);
    expect(await room.give(five.DocSpaceAdmin, five.User)).toBe("204");
    expect(await lockboxesOf(five.User)).toEqual(before);
  });

  it("refuses a lockbox for who reads nothing, for another generation, and one in another's name", async () => {
    expect(await room.give(five.Owner, five.RoomAdmin)).toBe("HEAD_MOVED");
    const ask = async (lockbox: Uint8Array<ArrayBuffer>, by = five.Owner) =>
      codeOf(
        by.ask("putLockboxes", {
          params: { space: room.space },
          body: { lockboxes: [toBase64Url(lockbox)] },
        }),
      );
    const { Owner: alice, User: bob, DocSpaceAdmin: dora } = five;
    expect(await ask(await room.lockbox(alice, bob, { generation: 2 }))).toBe("OBJECT_MALFORMED");
    expect(await ask(await room.lockbox(alice, bob, { head: room.head.hash }))).toBe("OBJECT_MALFORMED");
    expect(await ask(await room.lockbox(dora, bob))).toBe("SIGNATURE_WRONG");
  });

  it("takes no writes after a removal until there is a new generation", async () => {
    const { Owner: alice, User: bob, Guest: carol } = five;
    await room.put(alice, { op: "member.remove", users: [carol.user] });
    expect(await room.read(carol)).toBe("NOT_FOUND");
    expect((await listedFor(alice))?.isStale).toBe(true);
    expect(await room.append(alice, folderOf())).toBe("KEY_STALE");
    expect(await room.append(alice, settingsOf(2))).toBe("KEY_STALE");
    expect(await room.rotate(bob, alice)).toBe("200");
    expect(await room.append(alice, folderOf())).toBe("200");
    expect(await listedFor(bob)).toMatchObject({ isStale: false, waiting: [five.DocSpaceAdmin.user] });
    expect(await room.give(bob, five.DocSpaceAdmin)).toBe("204");
  });

  it("ends two rotations at once in one generation", async () => {
    const { Owner: alice, DocSpaceAdmin: dora, User: bob, Guest: carol } = five;
    await room.put(alice, { op: "member.remove", users: [carol.user] });
    const rivals = await Promise.all([
      room.newGeneration(alice, [alice, dora, bob]),
      room.newGeneration(dora, [dora, alice, bob]),
    ]);
    const codes = await Promise.all([
      codeOf(room.send(alice, rivals[0].entry, rivals[0].lockboxes)),
      codeOf(room.send(dora, rivals[1].entry, rivals[1].lockboxes)),
    ]);
    expect([...codes].sort()).toEqual(["200", "HEAD_MOVED"]);
    expect(await door.sql("select generation from spaces where space = ?", room.space)).toEqual([
      { generation: 2 },
    ]);
    expect(await lockboxesOf(bob)).toHaveLength(2);
  });

  it("is frozen by disabling a member, and free again when he is back", async () => {
    const { Owner: alice, User: bob } = five;
    await alice.put({ op: "user.disable", user: bob.user });
    expect(await room.append(alice, folderOf())).toBe("KEY_STALE");
    expect(await room.read(bob)).toBe("SESSION_MISSING");
    await alice.put({ op: "user.enable", user: bob.user });
    expect(await room.append(alice, folderOf())).toBe("200");
  });

  it("starts no generation for a Viewer, nor for an Editor while nobody left", async () => {
    const { Owner: alice, User: bob, Guest: carol, DocSpaceAdmin: dora } = five;
    expect(await room.rotate(bob, alice)).toBe("RIGHT_MISSING");
    await room.put(alice, { op: "member.remove", users: [dora.user] });
    expect(await room.rotate(carol, alice)).toBe("RIGHT_MISSING");
  });

  it("starts no generation that its author has no key to, or that goes to who left", async () => {
    const { Owner: alice, User: bob, Guest: carol } = five;
    await room.put(alice, { op: "member.remove", users: [carol.user] });
    const without = await room.newGeneration(alice, [bob]);
    expect(await codeOf(room.send(alice, without.entry, without.lockboxes))).toBe("ENTRY_REFUSED");
    const leaver = await room.newGeneration(alice, [alice, carol]);
    expect(await codeOf(room.send(alice, leaver.entry, leaver.lockboxes))).toBe("ENTRY_REFUSED");
  });

  it("starts no generation that its owner has no lockbox of, as long as the owner reads it", async () => {
    const { Owner: alice, User: bob, Guest: carol, DocSpaceAdmin: dora } = five;
    await room.put(alice, { op: "room.owner", user: dora.user });
    await room.put(dora, { op: "member.remove", users: [carol.user] });
    expect(await room.rotate(bob, alice)).toBe("ENTRY_REFUSED");
    await alice.put({ op: "user.disable", user: dora.user });
    expect(await room.rotate(bob, alice)).toBe("200");
  });

  it("keeps no owner who was left without it from putting people out and starting another", async () => {
    const { Owner: alice, User: bob, RoomAdmin: rita } = five;
    await room.put(alice, { op: "room.owner", user: rita.user });
    expect(await lockboxesOf(rita)).toHaveLength(0);
    expect(await room.append(rita, settingsOf(2))).toBe("RIGHT_MISSING");
    expect(await room.append(rita, { op: "member.remove", users: [bob.user] })).toBe("200");
    expect(await room.rotate(rita, alice)).toBe("200");
    expect(await room.append(rita, settingsOf(2))).toBe("200");
  });

  it("wants the newest portal entries that concern spaces behind an entry about people", async () => {
    const { Owner: alice, User: bob } = five;
    const seen = alice.portal.head;
    const entry = await room.sign(alice, { op: "member.remove", users: [bob.user] });
    await comeIn(alice.portal, await alice.invite("User"), "Nina");
    expect(await codeOf(room.send(alice, entry))).toBe("HEAD_MOVED");
    const folder = await room.sign(alice, folderOf(), { portalHead: seen });
    expect(await codeOf(room.send(alice, folder))).toBe("200");
  });

  it("takes no item of who had not seen that somebody was disabled", async () => {
    const { Owner: alice, RoomAdmin: rita } = five;
    const folder = await room.sign(alice, folderOf());
    await alice.put({ op: "user.disable", user: rita.user });
    expect(await codeOf(room.send(alice, folder))).toBe("HEAD_MOVED");
  });
});
