import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { createGroupId, type GroupId, type NodeId, type SpaceId } from "../../../shared/ids.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { codeOf } from "../../support/ask.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import { createOwnSpace, createRoom, makeAdminKey, type Room } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

/** bob and carol hold a document of alice's room open. */
describe("an open document", { timeout: 20_000 }, () => {
  let door: WorkerDoor;
  let five: Record<UserType, Resident>;
  let alice: Resident;
  let bob: Resident;
  let carol: Resident;
  let room: Room;
  let node: NodeId;
  const sockets: WebSocket[] = [];
  beforeEach(async () => {
    door = await openDoor();
    ({ five } = await portalOfFive(door));
    ({ Owner: alice, User: bob, Guest: carol } = five);
    await makeAdminKey(alice);
    room = await createRoom(alice, {
      members: [
        [bob, "Editor"],
        [carol, "Viewer"],
      ],
    });
    ({ node } = await room.createFile(alice, randomBytes(3)));
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });

  const ticketFor = async (who: Resident, at: NodeId = node) =>
    (await who.get("createLiveTicket", { params: { node: at } })).ticket;

  async function show(ticket: string, at: NodeId = node) {
    const reply = await door.fetch(`/api/live/${at}`, { headers: { upgrade: "websocket" } });
    const socket = (reply as Response & { webSocket: WebSocket }).webSocket;
    const heard: { kind: string }[] = [];
    const closed: number[] = [];
    socket.addEventListener("message", ({ data }) => void heard.push(JSON.parse(data as string)));
    socket.addEventListener("close", ({ code }) => void closed.push(code));
    socket.accept();
    sockets.push(socket);
    socket.send(JSON.stringify({ ticket }));
    return { socket, heard, closed };
  }
  async function enter(who: Resident, at: NodeId = node) {
    const guest = await show(await ticketFor(who, at), at);
    await vi.waitFor(() => expect(guest.heard[0]).toMatchObject({ kind: "admitted" }));
    return guest;
  }
  const places = () => door.sql("select user from live_places");

  it("closes at once for who is removed, and stays open for the others, who hear of it", async () => {
    const [hers, his] = [await enter(carol), await enter(bob)];
    await room.put(alice, { op: "member.remove", users: [carol.user] });
    await vi.waitFor(() => expect(hers.closed).toEqual([1008]));
    await vi.waitFor(() => expect(his.heard.at(-1)).toMatchObject({ kind: "head", head: room.head }));
    expect(his.closed).toEqual([]);
    expect(await codeOf(carol.ask("createLiveTicket", { params: { node } }))).toBe("NOT_FOUND");
    await vi.waitFor(async () => expect(await places()).toEqual([{ user: bob.user }]));
  });

  it("is the one of the space that is named, wherever else its id may be", async () => {
    const at = (space: SpaceId) => codeOf(bob.ask("createLiveTicket", { params: { node, space } }));
    expect(await at(room.space)).toBe("200");
    const elsewhere = await createRoom(alice, { members: [[bob, "Viewer"]] });
    expect(await at(elsewhere.space)).toBe("NOT_FOUND");
    await room.put(alice, { op: "member.remove", users: [bob.user] });
    expect(await at(room.space)).toBe("NOT_FOUND");
  });

  it("lets nobody in by a ticket from before he was removed", async () => {
    const ticket = await ticketFor(carol);
    await room.put(alice, { op: "member.remove", users: [carol.user] });
    const late = await show(ticket);
    await vi.waitFor(() => expect(late.closed).toEqual([1008]));
    expect(late.heard).toEqual([]);
    expect(await places()).toEqual([]);
  });

  it("closes for who gets another level, and opens for him again", async () => {
    const his = await enter(bob);
    await room.put(alice, { op: "member.put", members: [{ user: bob.user, level: "Viewer" }] });
    await vi.waitFor(() => expect(his.closed).toEqual([1008]));
    await enter(bob);
  });

  it("closes for who is disabled", async () => {
    const [hers, his] = [await enter(carol), await enter(bob)];
    await alice.put({ op: "user.disable", user: bob.user });
    await vi.waitFor(() => expect(his.closed).toEqual([1008]));
    expect(hers.closed).toEqual([]);
  });

  it("closes for a Room admin who becomes a User", async () => {
    const rita = five.RoomAdmin;
    await room.put(alice, { op: "member.put", members: [{ user: rita.user, level: "RoomManager" }] });
    await room.give(alice, rita);
    const hers = await enter(rita);
    await alice.put({ op: "user.type", user: rita.user, type: "User" });
    await vi.waitFor(() => expect(hers.closed).toEqual([1008]));
  });

  type Ending = (group: GroupId, member: Resident) => Promise<unknown>;
  const endings: [string, Ending][] = [
    [
      "he leaves the group",
      (group, { user }) => alice.put({ op: "group.members", group, added: [], removed: [user] }),
    ],
    ["the group is deleted", (group) => alice.put({ op: "group.delete", group })],
    ["the group is taken out of the room", (group) => room.put(alice, { op: "group.expel", group })],
  ];
  it.each(endings)("closes for who was in the room by a group when %s", async (_when, end) => {
    const dora = five.DocSpaceAdmin;
    const group = createGroupId();
    const name = { salt: randomBytes(16), name: "Team" };
    await alice.put(
      { op: "group.create", group, nameCommitment: await commitGroupName(name) },
      { groupName: { group, salt: toBase64Url(name.salt), name: name.name } },
    );
    await alice.put({ op: "group.members", group, added: [dora.user], removed: [] });
    await room.put(alice, { op: "group.admit", group, level: "Editor" });
    await room.give(alice, dora);
    const hers = await enter(dora);
    await end(group, dora);
    await vi.waitFor(() => expect(hers.closed).toEqual([1008]));
  });

  it("closes in Private Rooms when they are switched off, and nowhere else", async () => {
    const personal = await createOwnSpace(bob);
    const own = await personal.createFile(bob);
    const [inRoom, inPrivate] = [await enter(bob), await enter(bob, own.node)];
    await alice.put({
      ...({ op: "settings.change", isPrivateRoomOn: false, areGuestsAllowed: true } as const),
      ...{ idleLockMaxMinutes: 240, isOnlyVerified: false },
    });
    await vi.waitFor(() => expect(inPrivate.closed).toEqual([1008]));
    expect(inRoom.closed).toEqual([]);
  });
});
