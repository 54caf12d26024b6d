import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** People with browsers of their own, against the Worker as it is, over HTTP. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
let carol: PersonsBrowser;
let guest: PersonsBrowser;
let room: SpaceId;
let node: NodeId;

const read = async (browser: PersonsBrowser, file: NodeId): Promise<string> =>
  new TextDecoder().decode((await browser.openDocument({ origin: browser.origin, node: file })).bytes);
const add = async (browser: PersonsBrowser, space: SpaceId | null, name: string, text: string) => {
  const { origin } = browser;
  const opened = await (space ? browser.freshSpace(origin, space) : browser.freshPersonalSpace(origin));
  const created = await browser.createFile({
    ...{ space: opened, parent: null, name, content: new Blob([utf8(text)]), modifiedAtMs: 1 },
    ...{ chooseName: browser.keepBoth, signal: new AbortController().signal, onProgress: () => undefined },
  });
  return created.node;
};
const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
});
afterAll(() => server.close());

describe("people who come by links", () => {
  it("joins a Room admin and a User, who have Private Rooms of their own", async () => {
    const { origin } = alice;
    const first = await alice.invite({ origin, type: "RoomAdmin", email: "bob@example.com", days: 7 });
    expect(Math.abs(first.expiresAtMs - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    bob = await joinersBrowser(server, first.link, "Bob");
    const second = await alice.invite({ origin, type: "User", days: 7 });
    carol = await joinersBrowser(server, second.link, "Carol");
    expect((await bob.openPersonalSpace(bob.origin)).state.kind).toBe("personal");
    const contacts = await alice.listContacts(origin);
    expect(contacts.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "Alice Owner",
      "Bob RoomAdmin",
      "Carol User",
    ]);
    expect((await alice.listInvitations(origin)).map(({ state }) => state)).toEqual(["used", "used"]);
  });

  it("lets nobody in twice by one link", async () => {
    const { link } = await alice.invite({ origin: alice.origin, type: "User", days: 1 });
    await joinersBrowser(server, link, "Dave");
    await expect(joinersBrowser(server, link, "Mallory")).rejects.toMatchObject({ code: "INVITATION_OVER" });
  });
});

describe("a room", () => {
  it("is made by bob for carol, who reads what is in it", async () => {
    const { origin } = bob;
    const members = [{ user: await me(carol), level: "Viewer" as const }];
    room = await bob.createRoom({
      origin,
      title: "Contracts",
      colour: 3,
      roomType: "Collaboration",
      members,
    });
    node = await add(bob, room, "Lease.docx", "first");
    const [row] = await carol.listRooms(carol.origin);
    expect(row).toMatchObject({ title: "Contracts", colour: 3, level: "Viewer", ownerName: "Bob" });
    expect(await read(carol, node)).toBe("first");
    expect([row?.hasNews, (await bob.listRooms(origin))[0]?.hasNews]).toEqual([true, false]);
    await carol.noteSeen(await carol.openSpace(carol.origin, room));
    expect((await carol.listRooms(carol.origin))[0]?.hasNews).toBe(false);
    const opened = await carol.openDocument({ origin: carol.origin, node });
    expect(opened.canEdit).toBe(false);
  });

  it("brings a guest in by a link of its own", async () => {
    const { origin } = bob;
    const { link } = await bob.invite({
      origin,
      type: "Guest",
      days: 1,
      room: { space: room, level: "Editor" },
    });
    guest = await joinersBrowser(server, link, "Gwen");
    await expect(guest.openPersonalSpace(guest.origin)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await guest.keepUp(guest.origin)).withoutKey).toEqual([room]);
    await bob.keepUp(origin);
    expect(await read(guest, node)).toBe("first");
    const opened = await guest.openDocument({ origin: guest.origin, node });
    expect(opened.canEdit).toBe(true);
    await guest.saveDocument({ opened, bytes: asPlain(utf8("second")) });
    expect(await read(carol, node)).toBe("second");
  });

  it("denies carol: her key opens nothing newer, and she is shown nothing", async () => {
    const { origin } = bob;
    await bob.removeMembers({ origin, space: room, users: [await me(carol)] });
    expect((await bob.freshSpace(origin, room)).state.generation).toBe(2);
    await expect(read(carol, node)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await carol.listRooms(carol.origin)).toEqual([]);
    const opened = await bob.openDocument({ origin, node });
    await bob.saveDocument({ opened, bytes: asPlain(utf8("third")) });
    expect(await read(guest, node)).toBe("third");
  });

  it("shows its title to the Owner, who is no member, and who can archive it", async () => {
    const [row] = await alice.listAllRooms(alice.origin, false);
    expect(row).toMatchObject({ title: "Contracts", level: null, ownerName: "Bob", memberCount: 2 });
    await alice.archiveRoom({ origin: alice.origin, space: room });
    await expect(add(bob, room, "Late.docx", "x")).rejects.toMatchObject({ code: "ROOM_ARCHIVED" });
    await alice.restoreRoom({ origin: alice.origin, space: room });
  });

  it("puts what is deleted into the trash of whoever deleted it, and back", async () => {
    const { origin } = bob;
    await bob.deleteNode(await bob.freshSpace(origin, room), node);
    expect((await bob.listTrash(origin)).map(({ name }) => name)).toEqual(["Lease.docx"]);
    await bob.restoreFromTrash({ origin, space: room, node });
    expect(await bob.listTrash(origin)).toEqual([]);
    expect(await read(guest, node)).toBe("third");
  });

  it("is copied with its contents", async () => {
    const { origin } = bob;
    const copy = await bob.copyRoom({ origin, space: room, title: "Contracts (copy)" });
    expect(copy.hasContents).toBe(true);
    expect((await bob.freshSpace(origin, copy.space)).state.nodes.size).toBe(1);
    expect((await guest.listRooms(guest.origin)).map(({ title }) => title)).toContain("Contracts (copy)");
  });

  it("goes to another owner, who is fit for it", async () => {
    const { origin } = bob;
    const rows = await bob.listRooms(origin);
    for (const { space } of rows) await bob.changeRoomOwner({ origin, space, user: await me(alice) });
    const [row] = await bob.listRooms(origin);
    expect(row).toMatchObject({ level: "RoomManager", ownerName: "Alice" });
  });

  it("tells who did what, with signatures", async () => {
    const lines = await bob.readHistory({ origin: bob.origin, space: room });
    expect(lines.at(-1)).toMatchObject({ op: "space.create", authorName: "Bob" });
    expect(lines[0]).toMatchObject({ op: "room.owner" });
    const csv = await (await bob.exportHistory({ origin: bob.origin, space: room, format: "csv" })).text();
    expect(csv.split("\r\n")).toHaveLength(lines.length + 2);
  });
});

describe("a disabled person", () => {
  it("leaves rooms whose key is made anew by whoever is online", async () => {
    const { origin } = alice;
    await alice.disablePerson({ origin, user: await me(guest) });
    await expect(guest.listRooms(guest.origin)).rejects.toMatchObject({ code: expect.any(String) });
    // Two managers at once end in one generation
    await Promise.all([bob.keepUp(bob.origin), alice.keepUp(origin)]);
    const { state, portal } = await bob.freshSpace(bob.origin, room);
    expect(state.isStaleAt(portal.now)).toBe(false);
    expect(state.generation).toBe(3);
  });
});

describe("a file of alice's Private Room", () => {
  it("is shared with carol and denied again", async () => {
    const { origin } = alice;
    const file = await add(alice, null, "Diary.docx", "private");
    await alice.saveSharing({ origin, node: file, give: [await me(carol)], deny: [] });
    expect((await carol.listSharedWithMe(carol.origin)).map(({ name }) => name)).toEqual(["Diary.docx"]);
    const opened = await carol.openDocument({ origin: carol.origin, node: file });
    expect(new TextDecoder().decode(opened.bytes)).toBe("private");
    await carol.saveDocument({ opened, bytes: asPlain(utf8("by carol")) });
    expect(await read(alice, file)).toBe("by carol");
    expect((await alice.readSharing({ origin, node: file })).people).toMatchObject([{ name: "Carol" }]);
    const bytes = asPlain(utf8("carol's own"));
    const copy = await carol.saveAsCopy({ opened, bytes });
    expect(copy.space).toBe((await carol.openPersonalSpace(carol.origin)).space);
    expect(await read(carol, copy.node)).toBe("carol's own");
    await alice.saveSharing({ origin, node: file, give: [], deny: [await me(carol)] });
    await expect(read(carol, file)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await carol.listSharedWithMe(carol.origin)).toEqual([]);
    const again = await alice.openDocument({ origin, node: file });
    await alice.saveDocument({ opened: again, bytes: asPlain(utf8("mine again")) });
    expect(await read(alice, file)).toBe("mine again");
  });
});

describe("a group", () => {
  it("reads a room as long as it is admitted, and each of its people as long as he is in it", async () => {
    const { origin } = alice;
    const user = await me(carol);
    const group = await alice.createGroup({ origin, name: "Legal", members: [user] });
    const title = { origin, title: "Briefs", colour: 1, roomType: "Custom", members: [] } as const;
    const space = await alice.createRoom(title);
    await alice.admitGroup({ origin, space, group, level: "Editor" });
    const brief = await add(alice, space, "Brief.docx", "for the group");
    expect(await read(carol, brief)).toBe("for the group");
    expect((await alice.listGroups(origin)).map(({ name }) => name)).toEqual(["Legal"]);
    await alice.changeGroupMembers({ origin, group, added: [], removed: [user] });
    const opened = await alice.openDocument({ origin, node: brief });
    await alice.saveDocument({ opened, bytes: asPlain(utf8("without carol")) });
    expect((await alice.openSpace(origin, space)).state.generation).toBe(2);
    await expect(read(carol, brief)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("lets no guest in by a link that was taken out of its room, and does not call it waiting", async () => {
    const { origin } = bob;
    const made = await bob.invite({ origin, type: "Guest", days: 1, room: { space: room, level: "Viewer" } });
    const { invitation } = made;
    const stateNow = async () =>
      (await bob.listInvitations(origin)).find((row) => row.invitation === invitation)?.state;
    expect(await stateNow()).toBe("waiting");
    await bob.uninviteFromRoom({ origin, space: room, invitation });
    await expect(joinersBrowser(server, made.link, "Gwen")).rejects.toMatchObject({
      code: "INVITATION_OVER",
    });
    expect(await stateNow()).toBe("noRoom");
  });

  it("shows bob no guest of somebody else's, and takes none of them into a room of his", async () => {
    const { origin } = alice;
    const title = { origin, title: "Hers", colour: 1, roomType: "Custom", members: [] } as const;
    const hers = { space: await alice.createRoom(title), level: "Viewer" as const };
    const { link } = await alice.invite({ origin, type: "Guest", days: 1, room: hers });
    const gus = await me(await joinersBrowser(server, link, "Gus"));
    const users = [await me(carol), gus];
    const group = await alice.createGroup({ origin, name: "Outside", members: users });
    const seenBy = async (who: PersonsBrowser) =>
      (await who.listGroups(who.origin)).find((each) => each.group === group);
    expect(await seenBy(alice)).toMatchObject({ members: users, hasUnseen: false });
    expect(await seenBy(bob)).toMatchObject({ members: users.slice(0, 1), hasUnseen: true });
    const admitted = bob.admitGroup({ origin: bob.origin, space: room, group, level: "Viewer" });
    await expect(admitted).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    expect((await bob.listContacts(bob.origin)).some(({ user }) => user === gus)).toBe(false);
  });
});
