import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { NodeId } from "../../../shared/ids.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import {
  createOwnSpace,
  createRoom,
  folderOf,
  makeAdminKey,
  type Room,
  replayed,
} from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** bob shares a file of his Private Room with carol, a guest. */
describe("a shared file", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  let bob: Resident;
  let carol: Resident;
  let personal: Room;
  let file: Room;
  let node: NodeId;
  beforeEach(async () => {
    door = await openDoor();
    ({ five } = await portalOfFive(door));
    ({ Owner: alice, User: bob, Guest: carol } = five);
    await makeAdminKey(alice);
    personal = await createOwnSpace(bob);
    ({ node } = await personal.createFile(bob));
    file = await createOwnSpace(bob, node);
  });

  // Whatever happened: a client takes what the Worker took
  afterEach(async () => {
    for (const space of [personal, file]) if ((await space.read(bob)) === "200") await replayed(bob, space);
  });

  /** The content goes into the file's own space, then its place in the Private Room points there. */
  async function share(): Promise<void> {
    const client = await file.client(bob);
    const version = await client.upload(randomBytes(3), { node });
    await file.put(bob, {
      op: "file.put",
      node,
      parent: null,
      revision: 1,
      meta: await client.meta("a.docx", { node }),
      version,
    });
    await file.admit(bob, [carol, "FullAccess"]);
    await personal.put(bob, { op: "node.share", node, space: file.space });
  }
  const open = async (as: Resident) =>
    as.ask("openFile", { params: { node }, body: { space: null, from: 0, portalFrom: 0 } });
  const rename = async (room: Room, as: Resident, revision: number) => {
    const meta = await (await room.client(bob)).meta("b.docx", { node, revision });
    return room.append(as, { op: "node.rename", node, revision, meta });
  };
  const save = async (as: Resident, number: number) => {
    const client = await file.client(as);
    const version = await client.upload(randomBytes(5), { node, version: number });
    return file.append(as, {
      op: "file.version",
      node,
      revision: number,
      meta: await client.meta("a.docx", { node, revision: number }),
      version,
    });
  };

  it("has its socket where it is now, and no more where it was", async () => {
    const ticketAt = (who: Resident, { space }: Room) =>
      codeOf(who.ask("createLiveTicket", { params: { node, space } }));
    expect(await ticketAt(bob, personal)).toBe("200");
    await share();
    expect(await ticketAt(bob, personal)).toBe("NOT_FOUND");
    expect([await ticketAt(bob, file), await ticketAt(carol, file)]).toEqual(["200", "200"]);
  });

  it("is opened and saved by who has Full Access, in the file's own space", async () => {
    await share();
    for (const who of [bob, carol]) {
      const opened = await open(who);
      expect(opened.status).toBe(200);
      expect(((await opened.json()) as { space: string }).space).toBe(file.space);
    }
    expect(await save(carol, 2)).toBe("200");
    expect(await codeOf(open(alice))).toBe("NOT_FOUND");
    expect((await carol.get("listSpaces")).spaces).toMatchObject([{ space: file.space, kind: "file" }]);
  });

  it("is renamed, shared on and deleted by its owner alone", async () => {
    await share();
    expect(await rename(file, carol, 2)).toBe("RIGHT_MISSING");
    const members = [{ user: alice.user, level: "FullAccess" }] as const;
    expect(await file.append(carol, { op: "member.put", members })).toBe("RIGHT_MISSING");
    expect(await file.append(carol, { op: "node.delete", node })).toBe("RIGHT_MISSING");
    expect(await rename(file, bob, 2)).toBe("200");
  });

  it("has Full Access and no level of rooms, one node and no folder", async () => {
    await share();
    const members = [{ user: alice.user, level: "Editor" }] as const;
    expect(await file.append(bob, { op: "member.put", members })).toBe("ENTRY_REFUSED");
    expect(await file.append(bob, folderOf())).toBe("ENTRY_REFUSED");
    expect(await file.append(bob, { op: "room.archive" })).toMatch(/RIGHT_MISSING|ENTRY_REFUSED/);
  });

  it("lives nowhere else once it is shared", async () => {
    expect(await personal.append(bob, { op: "node.share", node, space: file.space })).toBe("ENTRY_REFUSED");
    await share();
    expect(await rename(personal, bob, 2)).toBe("ENTRY_REFUSED");
    expect(await personal.append(bob, { op: "node.share", node, space: file.space })).toBe("ENTRY_REFUSED");
  });

  it("keeps its id to itself: mallory, who knows it, begins no other file with it that carol would open", async () => {
    await share();
    const { RoomAdmin: mallory } = five;
    const trap = await createOwnSpace(mallory, node);
    const put = async (room: Room) => {
      const client = await room.client(mallory);
      const version = await client.upload(randomBytes(3), { node });
      const meta = await client.meta("a.docx", { node });
      return room.append(mallory, { op: "file.put", node, parent: null, revision: 1, meta, version });
    };
    expect(await put(trap)).toBe("ENTRY_REFUSED");
    // Not even with a file of his own of that id, which takes nothing from bob's
    expect(await put(await createOwnSpace(mallory, null))).toBe("200");
    expect(await put(trap)).toBe("ENTRY_REFUSED");
    // Where he has come to see her: else he names her in no room
    await createRoom(alice, {
      members: [
        [mallory, "Viewer"],
        [carol, "Viewer"],
      ],
    });
    expect(await put(await createRoom(mallory, { members: [[carol, "Viewer"]] }))).toBe("ENTRY_REFUSED");
    const members = [{ user: carol.user, level: "FullAccess" }] as const;
    expect(await trap.append(mallory, { op: "member.put", members })).toBe("ENTRY_REFUSED");
    expect(((await (await open(carol)).json()) as { space: string }).space).toBe(file.space);
  });

  it("is shut to who was denied at once, and waits for a new key", async () => {
    await share();
    await file.put(bob, { op: "member.remove", users: [carol.user] });
    expect(await codeOf(open(carol))).toBe("NOT_FOUND");
    expect(await file.read(carol)).toBe("NOT_FOUND");
    expect(await rename(file, bob, 2)).toBe("KEY_STALE");
    expect(await file.rotate(bob)).toBe("200");
    expect(await rename(file, bob, 2)).toBe("200");
  });

  it("is given back by who has it, and gone for all when its owner deletes it", async () => {
    await share();
    await file.put(carol, { op: "member.remove", users: [carol.user] });
    expect(await codeOf(open(carol))).toBe("NOT_FOUND");
    expect(await file.rotate(bob)).toBe("200");
    expect(await personal.append(bob, { op: "node.delete", node })).toBe("200");
    expect(await codeOf(open(bob))).toBe("NOT_FOUND");
    expect(await file.read(bob)).toBe("NOT_FOUND");
    expect(await door.sql("select blob from blobs")).toEqual([]);
  });

  it("is closed while the Private Room is off, as everything private is, but rooms are not", async () => {
    await share();
    const room = await createRoom(alice, { members: [[carol, "Viewer"]] });
    const off = {
      isPrivateRoomOn: false,
      areGuestsAllowed: true,
      idleLockMaxMinutes: 240,
      isOnlyVerified: false,
    };
    await alice.put({ op: "settings.change", ...off });
    for (const who of [bob, carol]) expect(await codeOf(open(who))).toBe("PRIVATE_ROOM_OFF");
    expect(await rename(file, bob, 2)).toBe("PRIVATE_ROOM_OFF");
    expect(await personal.append(bob, folderOf())).toBe("PRIVATE_ROOM_OFF");
    expect(await room.read(carol)).toBe("200");
    await alice.put({ op: "settings.change", ...off, isPrivateRoomOn: true });
    expect(await codeOf(open(carol))).toBe("200");
  });
});
