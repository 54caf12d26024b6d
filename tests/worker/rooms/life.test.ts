import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import {
  createOwnSpace,
  createRoom,
  folderOf,
  makeAdminKey,
  planRoom,
  type Room,
  replayed,
  sendSpace,
} from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** alice owns a room; bob and carol are in none yet. */
describe("the life of a space", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  let bob: Resident;
  let room: Room;
  beforeEach(async () => {
    door = await openDoor();
    ({ five } = await portalOfFive(door));
    ({ Owner: alice, User: bob } = five);
    await makeAdminKey(alice);
    room = await createRoom(alice);
  });

  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    if ((await room.read(alice)) === "200") await replayed(alice, room);
  });

  const listedFor = async (who: Resident) =>
    (await who.get("listSpaces")).spaces.find(({ space }) => space === room.space);

  it("is archived while others edit, and loses nothing", async () => {
    await room.admit(alice, [bob, "Editor"]);
    const { node } = await room.createFile(alice);
    const client = await room.client(bob);
    const version = await client.upload(randomBytes(5), { node, version: 2 });
    const meta = await client.meta("a.docx", { node, revision: 2 });
    const save = { op: "file.version", node, revision: 2, meta, version } as const;
    const race = await room.sign(bob, save);
    await room.put(alice, { op: "room.archive" });
    expect(await codeOf(room.send(bob, race))).toMatch(/ROOM_ARCHIVED|HEAD_MOVED/);
    expect(await room.append(bob, save)).toBe("ROOM_ARCHIVED");
    expect(
      await codeOf(bob.ask("openFile", { params: { node }, body: { space: null, from: 0, portalFrom: 0 } })),
    ).toBe("200");
    await room.put(alice, { op: "room.restore" });
    expect(await room.append(bob, save)).toBe("200");
  });

  it("is gone for all once it was removed, with all that it held", async () => {
    await room.admit(alice, [bob, "Editor"]);
    const { node, version } = await room.createFile(alice);
    expect(await room.append(alice, { op: "room.remove" })).toBe("RIGHT_MISSING");
    await room.put(alice, { op: "room.archive" });
    await room.put(alice, { op: "room.remove" });
    for (const who of [alice, bob]) expect(await room.read(who)).toBe("NOT_FOUND");
    expect(await codeOf(alice.ask("getContent", { params: { blob: version.blob } }))).toBe("NOT_FOUND");
    expect(await codeOf((await room.client(alice)).open(node))).toBe("NOT_FOUND");
    expect(await door.sql("select * from blobs")).toEqual([]);
  });

  it("stands in the lists of its readers, with their own flags", async () => {
    await room.admit(alice, [bob, "Viewer"]);
    const flags = (isPinned: boolean) =>
      bob.ask("putRoomFlags", { params: { space: room.space }, body: { isPinned, isMuted: true } });
    expect(await codeOf(flags(true))).toBe("204");
    expect(await listedFor(bob)).toMatchObject({ isPinned: true, isMuted: true });
    expect(await listedFor(alice)).toMatchObject({ isPinned: false, isMuted: false });
    await room.put(alice, { op: "room.archive" });
    expect(await listedFor(bob)).toMatchObject({ isPinned: false, isMuted: true, isArchived: true });
    expect((await five.Guest.get("listSpaces")).spaces).toEqual([]);
  });

  it("shows from outside its owner, title and number of people, and nothing inside", async () => {
    await room.admit(alice, [bob, "Viewer"]);
    const { version } = await room.createFile(alice);
    const dora = five.DocSpaceAdmin;
    const { rooms } = await dora.get("listAllRooms", { params: { archived: "no" } });
    expect(rooms).toMatchObject([
      { space: room.space, owner: alice.user, memberCount: 2, isArchived: false },
    ]);
    const page = await dora.get("getSpace", { params: { space: room.space, from: 0 } });
    expect(page.lockboxes).toEqual([]);
    expect(page.entries[1]).toBe(rooms[0]?.settings);
    expect(await codeOf(dora.ask("getContent", { params: { blob: version.blob } }))).toBe("NOT_FOUND");
    const after = { archived: "no", after: room.space };
    expect((await dora.get("listAllRooms", { params: after })).rooms).toEqual([]);
  });

  it("begins whole or not at all", async () => {
    const { entries, lockboxes } = await planRoom(alice, { members: [[bob, "Editor"]], without: [] });
    const before = await door.sql("select count(*) n from entries");
    expect(await codeOf(sendSpace(alice, entries, lockboxes.slice(1)))).toBe("OBJECT_MALFORMED");
    expect(await codeOf(sendSpace(alice, [entries[0]!, entries[2]!], lockboxes))).toBe("ENTRY_REFUSED");
    expect(await codeOf(sendSpace(bob, entries, lockboxes))).toBe("RIGHT_MISSING");
    await door.sql("create trigger broken before insert on lockboxes begin select raise(abort, 'disk'); end");
    expect(await codeOf(sendSpace(alice, entries, lockboxes))).toBe("STORAGE_FAILED");
    await door.sql("drop trigger broken");
    expect(await door.sql("select count(*) n from entries")).toEqual(before);
    expect(await codeOf(sendSpace(alice, entries, lockboxes))).toBe("200");
    expect(await codeOf(sendSpace(alice, entries, lockboxes))).toBe("200");
  });

  it("is a Private Room once for each person, and for no guest", async () => {
    const personal = await createOwnSpace(bob);
    expect(await personal.append(bob, folderOf())).toBe("200");
    await expect(createOwnSpace(bob)).rejects.toThrow("ENTRY_REFUSED");
    await expect(createOwnSpace(five.Guest)).rejects.toThrow("RIGHT_MISSING");
    expect(await personal.read(alice)).toBe("NOT_FOUND");
  });
});
