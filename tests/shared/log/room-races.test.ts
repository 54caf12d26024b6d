import { beforeEach, describe, expect, it } from "vitest";
import type { InvitationId } from "../../../shared/ids.ts";
import { replaySpace } from "../../../shared/log/replay.ts";
import { organisation } from "../../support/organisation.ts";
import type { Person } from "../../support/people.ts";
import { openRoomLog, type RoomLog } from "../../support/room-log.ts";
import { outcomeOf } from "../../support/signed-portal.ts";

const { olga, alice, bob, dave, ron, carol, eve, gus, mallory } = organisation;

let { portal, room, put, remove, file, save } = {} as RoomLog;
beforeEach(async () => {
  ({ portal, room, put, remove, file, save } = await openRoomLog());
});

const levels = () => room.state.levelOf(bob.user, portal.state.now);

describe("members of a room", () => {
  it("are read the same at once and entry by entry", async () => {
    await file(dave);
    await remove(ron, dave);
    await room.rotate(bob);
    const again = await room.again();
    const view = portal.state.now;
    expect([...again.readersAt(view)].sort()).toEqual([...room.state.readersAt(view)].sort());
    expect(again.head).toEqual(room.state.head);
    expect([...again.holdersOf(1)]).toEqual([...room.state.holdersOf(1)]);
    expect(again.nodes).toEqual(room.state.nodes);
  });

  it("do not put themselves back once removed", async () => {
    await remove(alice, bob);
    expect(await outcomeOf(put(bob, [bob, "Editor"]))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(file(bob))).not.toBe("taken");
    await remove(alice, ron);
    expect(await outcomeOf(put(ron, [ron, "RoomManager"]))).toBe("RIGHT_MISSING");
  });

  it("leave by themselves, and need no right to it", async () => {
    expect(await outcomeOf(remove(bob, bob))).toBe("taken");
    expect(await outcomeOf(remove(ron, ron))).toBe("taken");
    expect(await outcomeOf(remove(alice, alice))).toBe("ENTRY_REFUSED");
  });

  it("give nothing above or beside themselves", async () => {
    expect(await outcomeOf(put(ron, [ron, "Editor"]))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(put(ron, [alice, "Viewer"]))).not.toBe("taken");
    expect(await outcomeOf(put(dave, [carol, "Viewer"]))).toBe("RIGHT_MISSING");
    await portal.admit(mallory, "RoomAdmin", olga);
    expect(await outcomeOf(put(ron, [mallory, "RoomManager"]))).toBe("RIGHT_MISSING");
    await put(alice, [mallory, "RoomManager"]);
    expect(await outcomeOf(remove(ron, mallory))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(put(mallory, [ron, "Viewer"]))).toBe("RIGHT_MISSING");
  });

  it("are Room managers only if they may own rooms, and only at levels that the room has", async () => {
    expect(await outcomeOf(put(alice, [carol, "RoomManager"]))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(put(alice, [carol, "FormFiller"]))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(put(alice, [carol, "FullAccess"]))).not.toBe("taken");
  });

  it("are never made of people without keys, disabled people, the owner, or one person twice", async () => {
    expect(await outcomeOf(put(alice, [mallory, "Viewer"]))).toBe("KEYS_MISSING");
    await portal.add(olga, { op: "user.disable", user: carol.user });
    expect(await outcomeOf(put(alice, [carol, "Viewer"]))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(put(alice, [alice, "Viewer"]))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(put(alice, [eve, "Viewer"], [eve, "Editor"]))).toBe("ENTRY_REFUSED");
  });

  it("stop being Room managers when their type no longer allows it", async () => {
    await portal.add(olga, { op: "user.type", user: ron.user, type: "User" });
    expect(room.state.levelOf(ron.user, portal.state.now)).toBe(null);
    expect(await outcomeOf(put(ron, [carol, "Viewer"]))).toBe("RIGHT_MISSING");
  });
});

describe("the key of a room", () => {
  it("waits for a new one before anything is written once somebody has left", async () => {
    const node = await file(dave);
    await remove(alice, dave);
    expect(await outcomeOf(save(bob, node))).toBe("KEY_STALE");
    expect(await outcomeOf(room.settings(alice))).toBe("KEY_STALE");
    await room.rotate(bob);
    expect(await outcomeOf(save(bob, node))).toBe("taken");
    expect([...room.state.holdersOf(2)].includes(dave.user)).toBe(false);
  });

  it("goes stale by what happens in the portal", async () => {
    const node = await file(dave);
    await portal.add(olga, { op: "user.disable", user: dave.user });
    expect(room.state.isStaleAt(portal.state.now)).toBe(true);
    expect(await outcomeOf(save(bob, node))).toBe("KEY_STALE");
    await portal.add(olga, { op: "user.enable", user: dave.user });
    expect(await outcomeOf(save(bob, node))).toBe("taken");
  });

  it("is new once when two make it at once", async () => {
    await remove(alice, dave);
    await room.rotate(bob);
    expect(await outcomeOf(room.rotate(bob))).toBe("RIGHT_MISSING");
    expect(room.state.generation).toBe(2);
    expect(await outcomeOf(room.rotate(ron))).toBe("taken");
  });

  it("is never made by who may not write, nor out of turn", async () => {
    await put(alice, [carol, "Viewer"]);
    await remove(alice, dave);
    expect(await outcomeOf(room.rotate(carol))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(room.rotate(dave))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(room.rotate(olga))).toBe("RIGHT_MISSING");
  });

  it("counts who was let in and out again between two entries", async () => {
    const node = await file(dave);
    const group = await portal.group(olga, [carol]);
    await room.add(alice, { op: "group.admit", group, level: "Viewer" });
    const change = (added: Person[], removed: Person[]) => ({
      ...({ op: "group.members", group } as const),
      added: added.map(({ user }) => user),
      removed: removed.map(({ user }) => user),
    });
    await portal.add(olga, change([eve], []));
    await portal.add(olga, change([], [eve]));
    expect(room.state.isStaleAt(portal.state.now)).toBe(true);
    expect(await outcomeOf(save(bob, node))).toBe("KEY_STALE");
    const again = await replaySpace({ portal: portal.state, space: room.space }, room.wires);
    expect(again.isStaleAt(portal.state.now)).toBe(true);
  });
});

describe("invitations and groups in a room", () => {
  it("makes a member of who joins, once, and lets him be removed", async () => {
    const link = await portal.invite(alice, "Guest");
    await room.add(alice, { op: "member.invite", invitation: link.invitation, level: "Editor" });
    expect(await outcomeOf(file(mallory))).toBe("ENTRY_REFUSED");
    await portal.join(mallory, link);
    expect(room.state.levelOf(mallory.user, portal.state.now)).toBe("Editor");
    await room.add(alice, { op: "room.archive" });
    await room.add(alice, { op: "room.restore" });
    expect(room.state.members.get(mallory.user)).toBe("Editor");
    await remove(alice, mallory);
    expect(room.state.levelOf(mallory.user, portal.state.now)).toBe(null);
    expect(room.state.isStaleAt(portal.state.now)).toBe(true);
  });

  it("takes no invitation that is used, unknown, or by a guest", async () => {
    const link = await portal.invite(alice, "User");
    await portal.join(mallory, link);
    const invite = (by: Person, invitation = link.invitation) =>
      outcomeOf(room.add(by, { op: "member.invite", invitation, level: "Viewer" }));
    expect(await invite(alice)).toBe("ENTRY_REFUSED");
    await put(alice, [gus, "ContentCreator"]);
    const fresh = await portal.invite(ron, "Guest");
    expect(await invite(gus, fresh.invitation)).toBe("RIGHT_MISSING");
    expect(await invite(ron, fresh.invitation)).toBe("taken");
  });

  it("brings a Room admin no guest whom somebody else invited", async () => {
    const invite = (by: Person, invitation: InvitationId, level: "Viewer" | "Editor" = "Viewer") =>
      outcomeOf(room.add(by, { op: "member.invite", invitation, level }));
    const [olgas, rons] = [await portal.invite(olga, "Guest"), await portal.invite(ron, "Guest")];
    expect(await invite(alice, olgas.invitation)).toBe("RIGHT_MISSING");
    expect(await invite(alice, rons.invitation)).toBe("RIGHT_MISSING");
    expect(await invite(ron, rons.invitation)).toBe("taken");
    // Who is awaited here is seen by all when he comes: his level is the room's business
    expect(await invite(alice, rons.invitation, "Editor")).toBe("taken");
    await room.add(ron, { op: "member.uninvite", invitation: rons.invitation });
    expect(await invite(alice, rons.invitation)).toBe("RIGHT_MISSING");
    // A User is seen by everybody who is no guest
    expect(await invite(alice, (await portal.invite(olga, "User")).invitation)).toBe("taken");
  });

  it("follows a group, down to its last member", async () => {
    const group = await portal.group(olga, [carol, bob]);
    await room.add(ron, { op: "group.admit", group, level: "ContentCreator" });
    expect(levels()).toBe("ContentCreator");
    await file(carol);
    const gone = { added: [], removed: [carol.user, bob.user] };
    await portal.add(olga, { op: "group.members", group, ...gone });
    expect(levels()).toBe("Editor");
    expect(room.state.levelOf(carol.user, portal.state.now)).toBe(null);
    expect(room.state.isStaleAt(portal.state.now)).toBe(true);
    expect(room.state.groups.has(group)).toBe(true);
  });

  it("makes no Room managers of groups, and admits none that is gone", async () => {
    const group = await portal.group(olga, [ron]);
    const admit = (level: "RoomManager" | "Viewer") =>
      outcomeOf(room.add(alice, { op: "group.admit", group, level }));
    expect(await admit("RoomManager")).toBe("RIGHT_MISSING");
    await portal.add(olga, { op: "group.delete", group });
    expect(await admit("Viewer")).toBe("ENTRY_REFUSED");
  });
});
