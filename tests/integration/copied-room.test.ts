import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What comes along when a room is copied, with browsers of their own. */

let server: TestServer;
let alice: PersonsBrowser;
let rita: PersonsBrowser;
let carol: PersonsBrowser;
let ritaId: UserId;
let carolId: UserId;

const add = async (browser: PersonsBrowser, space: SpaceId): Promise<NodeId> => {
  const created = await browser.createFile({
    ...{ space: await browser.freshSpace(browser.origin, space), parent: null, name: "A.txt" },
    ...{ content: new Blob([utf8("a")]), modifiedAtMs: 1, chooseName: browser.keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  return created.node;
};
const come = async (type: "RoomAdmin" | "User", name: string): Promise<PersonsBrowser> => {
  const { link } = await alice.invite({ origin: alice.origin, type, days: 1 });
  return joinersBrowser(server, link, name);
};
const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;
const stateOf = async (browser: PersonsBrowser, space: SpaceId) =>
  (await browser.freshSpace(browser.origin, space)).state;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  [rita, carol] = [await come("RoomAdmin", "Rita"), await come("User", "Carol")];
  [ritaId, carolId] = [await me(rita), await me(carol)];
}, 180_000);
afterAll(() => server.close());

describe("a copied room", () => {
  it("has the contents of an archived one too, for its owner", async () => {
    const { origin } = rita;
    const about = { origin, title: "R", colour: 1, roomType: "Collaboration" } as const;
    const space = await rita.createRoom({
      ...about,
      members: [{ user: await me(alice), level: "Editor" }],
    });
    await add(rita, space);
    // Whom the table lets copy the room, but not its contents, is told so
    const hers = await alice.copyRoom({ origin: alice.origin, space, title: "R of Alice" });
    expect([hers.hasContents, (await stateOf(alice, hers.space)).nodes.size]).toEqual([false, 0]);
    await rita.archiveRoom({ origin, space });
    const copy = await rita.copyRoom({ origin, space, title: "R again" });
    expect([copy.hasContents, (await stateOf(rita, copy.space)).nodes.size]).toEqual([true, 1]);
  });

  it("leaves no content behind that nothing names, when it is archived meanwhile", async () => {
    const { origin } = rita;
    const about = { origin, title: "Left", colour: 1, roomType: "Custom" } as const;
    const space = await rita.createRoom({ ...about, members: [] });
    await add(rita, space);
    const blobs = async () => Number((await server.rows("SELECT count(*) AS n FROM blobs"))[0]?.n);
    const before = await blobs();
    const liar = new LyingServer();
    liar.lie("putPart", async (response) => {
      const copy = (await rita.listRooms(origin)).find(({ title }) => title === "Left (copy)");
      if (copy) await rita.archiveRoom({ origin, space: copy.space });
      return response;
    });
    const copying = rita.copyRoom({ origin, space, title: "Left (copy)" });
    await expect(copying.finally(() => liar.close())).rejects.toMatchObject({ code: "ROOM_ARCHIVED" });
    await expect.poll(blobs).toBe(before);
  });

  it("has the groups, and the members whom a level can be given, verified or not", async () => {
    const { origin } = alice;
    const group = await alice.createGroup({ origin, name: "Legal", members: [carolId] });
    const about = { origin, title: "G", colour: 1, roomType: "Custom" } as const;
    const members = [
      { user: ritaId, level: "RoomManager" },
      { user: carolId, level: "Viewer" },
    ] as const;
    const space = await alice.createRoom({ ...about, members });
    await alice.admitGroup({ origin, space, group, level: "Editor" });
    await alice.handOverRooms({ origin, user: ritaId, to: await me(alice) });
    await alice.changeType({ origin, user: ritaId, type: "User" });
    const copy = await alice.copyRoom({ origin, space, title: "G again" });
    const state = await stateOf(alice, copy.space);
    expect([...state.groups]).toEqual([[group, "Editor"]]);
    expect([...state.members]).toEqual([[carolId, "Viewer"]]);

    const settings = await alice.readPortalSettings(origin);
    await alice.savePortalSettings(origin, { ...settings, isOnlyVerified: true });
    const second = await alice.copyRoom({ origin, space, title: "G once more" });
    expect([...(await stateOf(alice, second.space)).members]).toEqual([[carolId, "Viewer"]]);
    const { waiting } = await alice.keepUp(origin);
    expect(waiting).toContainEqual({ space: second.space, user: carolId, why: "notVerified" });
  });

  it("has the contents also when a group of the room's was deleted", async () => {
    const { origin } = alice;
    const group = await alice.createGroup({ origin, name: "Gone", members: [carolId] });
    const about = { origin, title: "D", colour: 1, roomType: "Custom" } as const;
    const space = await alice.createRoom({ ...about, members: [] });
    await alice.admitGroup({ origin, space, group, level: "Viewer" });
    await add(alice, space);
    await alice.deleteGroup({ origin, group });
    const copy = await alice.copyRoom({ origin, space, title: "D again" });
    const state = await stateOf(alice, copy.space);
    expect([[...state.groups], state.nodes.size]).toEqual([[], 1]);
  });
});
