import { beforeEach, describe, expect, it } from "vitest";
import { createNodeId } from "../../../shared/ids.ts";
import { replaySpace } from "../../../shared/log/replay.ts";
import { organisation } from "../../support/organisation.ts";
import type { Person } from "../../support/people.ts";
import { openRoomLog, type RoomLog } from "../../support/room-log.ts";
import { someMeta } from "../../support/signed-log.ts";
import { outcomeOf, SpaceWriter } from "../../support/signed-portal.ts";

const { olga, alice, bob, dave, ron, carol, mallory } = organisation;

let { portal, room, put, remove, file, save } = {} as RoomLog;
beforeEach(async () => {
  ({ portal, room, put, remove, file, save } = await openRoomLog());
});

describe("the portal that an entry is judged by", () => {
  it("is never one from before", async () => {
    const before = portal.state.head;
    await portal.add(olga, { op: "user.disable", user: bob.user });
    await room.rotate(alice);
    const node = createNodeId();
    const late = { op: "folder.put", node, parent: null, revision: 1, meta: someMeta() } as const;
    expect(await outcomeOf(room.add(dave, late, { portalHead: before }))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(room.add(dave, late))).toBe("taken");
  });

  it("must be known first", async () => {
    const behind = await portal.copy();
    await portal.admit(mallory, "RoomAdmin", olga);
    const entry = await room.sign(alice, { op: "room.archive" });
    const { space, state: known } = room;
    const late = replaySpace({ portal: behind.state, space, known }, [entry.wire]);
    expect(await outcomeOf(late)).toBe("HEAD_MOVED");
    expect(known.isArchived).toBe(false);
  });

  it("keeps a disabled person from writing whatever session he has", async () => {
    await portal.add(olga, { op: "user.disable", user: bob.user });
    await room.rotate(alice);
    expect(await outcomeOf(file(bob))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(remove(bob, bob))).toBe("RIGHT_MISSING");
  });
});

describe("a room's archive, owner and end", () => {
  it("lets nobody edit what is archived", async () => {
    const node = await file(dave);
    await room.add(alice, { op: "room.archive" });
    expect(await outcomeOf(save(bob, node))).toBe("ROOM_ARCHIVED");
    expect(await outcomeOf(put(alice, [carol, "Viewer"]))).toBe("ROOM_ARCHIVED");
    expect(await outcomeOf(remove(bob, bob))).toBe("ROOM_ARCHIVED");
    await room.add(olga, { op: "room.restore" });
    expect(await outcomeOf(save(bob, node))).toBe("taken");
  });

  it("is archived, restored and removed by the owner and the portal's admins, not by managers", async () => {
    expect(await outcomeOf(room.add(ron, { op: "room.archive" }))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(room.add(alice, { op: "room.remove" }))).not.toBe("taken");
    await room.add(olga, { op: "room.archive" });
    expect(await outcomeOf(room.add(ron, { op: "room.remove" }))).toBe("RIGHT_MISSING");
    await room.add(alice, { op: "room.remove" });
    expect(await outcomeOf(room.add(alice, { op: "room.restore" }))).toBe("ENTRY_REFUSED");
  });

  it("goes to no one who is unknown, disabled, or of a type that owns no rooms", async () => {
    const give = (by: Person, { user }: Person) => outcomeOf(room.add(by, { op: "room.owner", user }));
    expect(await give(alice, bob)).toBe("RIGHT_MISSING");
    expect(await give(alice, mallory)).toBe("RIGHT_MISSING");
    await portal.admit(mallory, "RoomAdmin", olga);
    await portal.add(olga, { op: "user.disable", user: mallory.user });
    expect(await give(alice, mallory)).toBe("RIGHT_MISSING");
    expect(await give(ron, ron)).toBe("RIGHT_MISSING");
    expect(await give(alice, alice)).toBe("ENTRY_REFUSED");
    expect(await give(alice, ron)).toBe("taken");
    expect(room.state.owner).toBe(ron.user);
    expect(room.state.levelOf(alice.user, portal.state.now)).toBe("RoomManager");
    expect(await give(alice, alice)).toBe("RIGHT_MISSING");
    expect(await give(olga, olga)).toBe("taken");
  });

  it("denies download only where rooms can", async () => {
    expect(await outcomeOf(room.settings(alice, true))).toBe("ENTRY_REFUSED");
    const vdr = { kind: "room", roomType: "VirtualDataRoom", copyOf: null } as const;
    const closed = await SpaceWriter.start(portal, alice, vdr);
    await closed.settings(alice, true);
    expect(closed.state.settings).toMatchObject({ isDownloadDenied: true, revision: 1 });
  });
});

describe("the trash of a room", () => {
  it("is the own, and the owner's and managers' to put right", async () => {
    const node = await file(dave);
    expect(await outcomeOf(room.add(dave, { op: "node.delete", node }))).toBe("ENTRY_REFUSED");
    await room.add(dave, { op: "node.trash", node });
    expect(room.state.nodes.get(node)).toMatchObject({ trashedBy: dave.user });
    expect(await outcomeOf(save(bob, node))).toBe("ENTRY_REFUSED");
    const restore = { op: "node.restore", node, parent: null, revision: 2, meta: someMeta() } as const;
    expect(await outcomeOf(room.add(bob, restore))).toBe("RIGHT_MISSING");
    await room.add(dave, restore);
    await room.add(ron, { op: "node.trash", node });
    expect(await outcomeOf(room.add(dave, { op: "node.delete", node }))).toBe("RIGHT_MISSING");
    await room.add(alice, { op: "node.delete", node });
    expect(room.state.nodes.has(node)).toBe(false);
  });

  it("takes a folder with all in it, and keeps others from putting anything there", async () => {
    const folder = createNodeId();
    await room.add(dave, { op: "folder.put", node: folder, parent: null, revision: 1, meta: someMeta() });
    const inner = createNodeId();
    const put = { op: "folder.put", revision: 1, meta: someMeta() } as const;
    await room.add(dave, { ...put, node: inner, parent: folder });
    await room.add(dave, { op: "node.trash", node: folder });
    expect(await outcomeOf(room.add(dave, { ...put, node: createNodeId(), parent: inner }))).toBe(
      "ENTRY_REFUSED",
    );
    const restore = { op: "node.restore", node: inner, parent: null, revision: 2, meta: someMeta() } as const;
    expect(await outcomeOf(room.add(dave, restore))).toBe("ENTRY_REFUSED");
    expect(room.state.trashOf(inner)).toBe(dave.user);
  });
});
