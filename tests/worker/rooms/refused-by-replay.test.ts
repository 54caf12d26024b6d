import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
});
