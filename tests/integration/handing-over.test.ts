import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What becomes of a room's contents when it goes to somebody else or somebody leaves it, with browsers of their own. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
let rita: PersonsBrowser;
let aliceId: UserId;
let bobId: UserId;
let ritaId: UserId;

const read = async (browser: PersonsBrowser, node: NodeId): Promise<string> =>
  new TextDecoder().decode((await browser.openDocument({ origin: browser.origin, node })).bytes);
const add = async (browser: PersonsBrowser, space: SpaceId, text: string): Promise<NodeId> => {
  const created = await browser.createFile({
    ...{ space: await browser.freshSpace(browser.origin, space), parent: null, name: "A.txt" },
    ...{ content: new Blob([utf8(text)]), modifiedAtMs: 1, chooseName: browser.keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  return created.node;
};
const roomOf = (browser: PersonsBrowser, title: string): Promise<SpaceId> =>
  browser.createRoom({ origin: browser.origin, title, colour: 1, roomType: "Custom", members: [] });
const come = async (name: string): Promise<PersonsBrowser> => {
  const { link } = await alice.invite({ origin: alice.origin, type: "RoomAdmin", days: 1 });
  return joinersBrowser(server, link, name);
};
const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  bob = await come("Bob");
  rita = await come("Rita");
  [aliceId, bobId, ritaId] = [await me(alice), await me(bob), await me(rita)];
}, 180_000);
afterAll(() => server.close());

describe("a room that is handed over", () => {
  it("opens for rita at once when bob, who holds the key, gives it to her", async () => {
    const space = await roomOf(bob, "Bob's");
    const node = await add(bob, space, "of bob");
    await bob.changeRoomOwner({ origin: bob.origin, space, user: ritaId });
    expect(await read(rita, node)).toBe("of bob");
  });

  it("opens for rita at once when alice, a Viewer with the key, gives bob's rooms to her", async () => {
    const { origin } = alice;
    const space = await roomOf(bob, "Seen");
    const node = await add(bob, space, "seen");
    await bob.putMembers({ origin: bob.origin, space, members: [{ user: aliceId, level: "Viewer" }] });
    expect(await alice.listRoomsOfOneKey({ origin, user: bobId, to: null })).toEqual([]);
    expect(await alice.handOverRooms({ origin, user: bobId, to: ritaId })).toBe(1);
    expect(await read(rita, node)).toBe("seen");
  });

  it("is named to alice before, when only bob can pass its key on", async () => {
    const { origin } = alice;
    const space = await roomOf(bob, "Sole");
    const node = await add(bob, space, "only copy");
    const sole = [{ space, title: "Sole" }];
    expect(await alice.listRoomsOfOneKey({ origin, user: bobId, to: null })).toEqual(sole);
    expect(await alice.handOverRooms({ origin, user: bobId, to: aliceId })).toBe(1);
    // He has not been online since
    expect(await alice.listRoomsOfOneKey({ origin, user: bobId, to: null })).toEqual(sole);
    const pending = await alice.keepUp(origin);
    expect(pending.withoutKey).toEqual([space]);
    expect(pending.holders).toEqual([{ space, user: bobId, mayGive: true }]);

    await alice.disablePerson({ origin, user: bobId });
    expect((await alice.keepUp(origin)).holders).toEqual([{ space, user: bobId, mayGive: false }]);
    expect(await alice.listRoomsOfOneKey({ origin, user: bobId, to: null })).toEqual(sole);

    await alice.enablePerson({ origin, user: bobId });
    await bob.keepUp(bob.origin);
    expect(await alice.listRoomsOfOneKey({ origin, user: bobId, to: null })).toEqual([]);
    expect((await alice.keepUp(origin)).holders).toEqual([]);
    await alice.changeType({ origin, user: bobId, type: "User" });
    expect(await read(alice, node)).toBe("only copy");
  });

  it("waits for nora, who can pass the key on, and not for dan, an Editor, until she leaves with it", async () => {
    const { origin } = alice;
    const [nora, dan] = [await come("Nora"), await come("Dan")];
    const [noraId, danId] = [await me(nora), await me(dan)];
    const space = await roomOf(nora, "Nora's");
    const node = await add(nora, space, "of nora");
    await nora.putMembers({ origin: nora.origin, space, members: [{ user: danId, level: "Editor" }] });
    const ofOneKey = (to: UserId | null) => alice.listRoomsOfOneKey({ origin, user: noraId, to });
    expect(await ofOneKey(ritaId)).toEqual([{ space, title: "Nora's" }]);
    // He has it himself
    expect(await ofOneKey(danId)).toEqual([]);
    // He would start a new one
    expect(await ofOneKey(null)).toEqual([]);

    await alice.changeRoomOwner({ origin, space, user: ritaId });
    await dan.keepUp(dan.origin);
    const holders = async () =>
      (await rita.keepUp(rita.origin)).holders.map(({ user, mayGive }) => [user, mayGive] as const);
    expect(Object.fromEntries(await holders())).toEqual({ [noraId]: true, [danId]: false });
    await alice.disablePerson({ origin, user: noraId });
    expect(Object.fromEntries(await holders())).toEqual({ [noraId]: false, [danId]: true });
    await dan.keepUp(dan.origin);
    expect(await read(rita, node)).toBe("of nora");
  }, 60_000);

  it("is named to dina, the last who can pass its key on, before she leaves it", async () => {
    const { origin } = alice;
    const [olaf, dina] = [await come("Olaf"), await come("Dina")];
    const [olafId, dinaId] = [await me(olaf), await me(dina)];
    const space = await roomOf(olaf, "Olaf's");
    await add(olaf, space, "of olaf");
    const members = [{ user: dinaId, level: "Editor" as const }];
    await olaf.putMembers({ origin: olaf.origin, space, members });
    const whenSheLeaves = () => dina.listRoomsOfOneKey({ origin: dina.origin, user: dinaId, to: null });
    // Its owner has the key
    expect(await whenSheLeaves()).toEqual([]);
    await alice.changeRoomOwner({ origin, space, user: ritaId });
    await alice.disablePerson({ origin, user: olafId });
    expect(await whenSheLeaves()).toEqual([{ space, title: "Olaf's" }]);
  }, 60_000);

  it("is named to alice before gus, who alone can pass its key on, loses the group by which he is in it", async () => {
    const { origin } = alice;
    const [olga, gus] = [await come("Olga"), await come("Gus")];
    const [olgaId, gusId] = [await me(olga), await me(gus)];
    const group = await alice.createGroup({ origin, name: "Team", members: [gusId, bobId] });
    const space = await roomOf(olga, "Olga's");
    const node = await add(olga, space, "of olga");
    await olga.admitGroup({ origin: olga.origin, space, group, level: "Editor" });
    const without = (users: UserId[] | null) => alice.listRoomsOfGroupsKey({ origin, group, users });
    // Its owner has the key
    expect(await without(null)).toEqual([]);
    await alice.changeRoomOwner({ origin, space, user: ritaId });
    await alice.changeGroupMembers({ origin, group, added: [], removed: [bobId] });
    await alice.disablePerson({ origin, user: olgaId });
    const sole = [{ space, title: "Olga's" }];
    expect(await without(null)).toEqual(sole);
    expect(await without([gusId])).toEqual(sole);
    expect(await without([bobId])).toEqual([]);
    await expect(
      rita.listRoomsOfGroupsKey({ origin: rita.origin, group, users: null }),
    ).rejects.toMatchObject({ code: "RIGHT_MISSING" });

    await gus.keepUp(gus.origin);
    expect(await without(null)).toEqual([]);
    await alice.deleteGroup({ origin, group });
    expect(await read(rita, node)).toBe("of olga");
  }, 60_000);

  it("is named as well when who stays in it without the group passes no key on by the level that is left", async () => {
    const { origin } = alice;
    const [otto, gerd] = [await come("Otto"), await come("Gerd")];
    const [ottoId, gerdId] = [await me(otto), await me(gerd)];
    const group = await alice.createGroup({ origin, name: "Pair", members: [gerdId] });
    const asOwn = async (level: "Viewer" | "RoomManager") => {
      const space = await roomOf(otto, level);
      const place = { origin: otto.origin, space };
      await otto.putMembers({ ...place, members: [{ user: gerdId, level }] });
      await otto.admitGroup({ ...place, group, level: "Editor" });
      await alice.changeRoomOwner({ origin, space, user: ritaId });
      return space;
    };
    const space = await asOwn("Viewer");
    await asOwn("RoomManager");
    await alice.disablePerson({ origin, user: ottoId });
    const sole = [{ space, title: "Viewer" }];
    expect(await alice.listRoomsOfGroupsKey({ origin, group, users: null })).toEqual(sole);
  }, 60_000);

  it("is told of to nobody who sees no rooms from outside", async () => {
    await expect(
      rita.listRoomsOfOneKey({ origin: rita.origin, user: aliceId, to: null }),
    ).rejects.toMatchObject({
      code: "RIGHT_MISSING",
    });
  });
});

describe("a room from outside", () => {
  it("is pinned and muted by alice in her own list alone (row 6)", async () => {
    const { origin } = alice;
    const space = await roomOf(rita, "Rita's");
    await alice.flagRoom({ origin, space, isPinned: true });
    const [first] = await alice.listAllRooms(origin, false);
    expect([first?.space, first?.isPinned, first?.level]).toEqual([space, true, null]);
    expect((await alice.readRoom({ origin, space })).isPinned).toBe(true);
    expect((await rita.readRoom({ origin: rita.origin, space })).isPinned).toBe(false);
    await alice.flagRoom({ origin, space, isMuted: true });
    expect(await alice.readRoom({ origin, space })).toMatchObject({ isPinned: true, isMuted: true });
  });

  it("tells alice, who has no key of it, whose it is, when it was made and changed, and how big it is", async () => {
    const { origin } = alice;
    const startMs = Date.now();
    const space = await roomOf(rita, "Facts");
    const before = await alice.readRoom({ origin, space });
    expect([before.owner, before.ownerName, before.level]).toEqual([ritaId, "Rita", null]);
    expect(before.createdAtMs).toBeGreaterThanOrEqual(startMs);
    expect(await alice.readRoomSize({ origin, space })).toBe(0);
    await add(rita, space, "some content");
    await alice.syncSpace(await alice.freshSpace(origin, space));
    const after = await alice.readRoom({ origin, space });
    expect(after.createdAtMs).toBe(before.createdAtMs);
    expect(after.changedAtMs).toBeGreaterThan(before.createdAtMs);
    expect(await alice.readRoomSize({ origin, space })).toBeGreaterThan(10);
    await expect(bob.readRoomSize({ origin: bob.origin, space })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is flagged by nobody to whom it is not there", async () => {
    const space = await roomOf(rita, "Hers");
    const flag = bob.flagRoom({ origin: bob.origin, space, isPinned: true });
    await expect(flag).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a guest who came by a room's link", () => {
  it("is taken out of it before anything else is written there", async () => {
    const { origin } = alice;
    const space = await roomOf(alice, "Visits");
    const place = { space, level: "Viewer" as const };
    const { link } = await alice.invite({ origin, type: "Guest", days: 1, room: place });
    const gil = await joinersBrowser(server, link, "Gil");
    const user = await me(gil);
    await alice.keepUp(origin);
    const asMember = async () =>
      (await alice.readRoom({ origin, space })).members.find((each) => each.user === user);
    expect(await asMember()).toMatchObject({ level: "Viewer", ownLevel: "Viewer", mayRemove: true });
    await alice.removeMembers({ origin, space, users: [user] });
    expect(await asMember()).toBeUndefined();
    expect(await gil.listRooms(gil.origin)).toEqual([]);
  });
});
