import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { toBase64Url, utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { PASSPHRASE } from "../support/extension-world.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Two real clients against a server that lies about people, keys and rights. */

let server: TestServer;
let liar: LyingServer;
let alice: PersonsBrowser;
let carol: PersonsBrowser;
let room: SpaceId;
let other: SpaceId;
let node: NodeId;
let carolId: UserId;

const makeRoom = (title: string, users: readonly UserId[]): Promise<SpaceId> => {
  const members = users.map((user) => ({ user, level: "Editor" as const }));
  return alice.createRoom({ origin: alice.origin, title, colour: 0, roomType: "Collaboration", members });
};

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  const { link } = await alice.invite({ origin: alice.origin, type: "User", days: 1 });
  carol = await joinersBrowser(server, link, "Carol");
  carolId = (await carol.openPortal(carol.origin)).user;
  [room, other] = [await makeRoom("Contracts", [carolId]), await makeRoom("Other", [carolId])];
  const created = await alice.createFile({
    ...{ space: await alice.freshSpace(alice.origin, room), parent: null, name: "Lease.docx" },
    ...{ content: new Blob([utf8("secret")]), modifiedAtMs: 1, chooseName: alice.keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  node = created.node;
}, 90_000);
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

describe("a server that lies about people", () => {
  it("cannot give carol another name (A06)", async () => {
    await alice.changeProfile({ origin: alice.origin, name: "Alice A.", email: "alice@example.com" });
    liar.change("listPeople", ({ people }) => ({
      people: people.map((person) => (person.user === carolId ? { ...person, name: "Mallory" } : person)),
    }));
    const names = (await alice.listContacts(alice.origin)).map(({ name }) => name);
    expect(names).toEqual(["Alice A.", null]);
  });

  it("cannot show an older portal, in which somebody is not disabled yet (A11)", async () => {
    liar.change("getPortalLog", () => ({
      entries: [],
      head: { seq: 0, hash: alice && "A".repeat(43) },
    }));
    await expect(alice.keepUp(alice.origin)).rejects.toMatchObject({ code: "LOG_SHORTENED" });
  });

  it("cannot have a room shared with keys that nobody compared, where the portal demands it (A01)", async () => {
    const { origin } = alice;
    const settings = await alice.readPortalSettings(origin);
    await alice.savePortalSettings(origin, { ...settings, isOnlyVerified: true });
    await expect(makeRoom("Strict", [carolId])).rejects.toMatchObject({ code: "NOT_VERIFIED" });
    await alice.setVerified({ origin, user: carolId, isVerified: true });
    await makeRoom("Strict", [carolId]);
    await alice.savePortalSettings(origin, settings);
  });

  it("cannot flip the portal's switch, which its log signs (A77)", async () => {
    const { origin } = alice;
    const settings = await alice.readPortalSettings(origin);
    await alice.savePortalSettings(origin, { ...settings, isPrivateRoomOn: false });
    await server.rows("UPDATE portal SET is_private_room_on = 1");
    const space = await alice.openPersonalSpace(origin);
    await expect(alice.createFolder(space, null, "Papers")).rejects.toMatchObject({
      code: "PRIVATE_ROOM_OFF",
    });
    await alice.savePortalSettings(origin, settings);
  });
});

describe("a server that lies about keys", () => {
  it("cannot pass off the key of another room (A04, A05)", async () => {
    const { origin } = carol;
    const { lockboxes } = await carol.openSpace(origin, room);
    const foreign = [{ generation: 1, lockbox: toBase64Url(lockboxes.get(1) ?? new Uint8Array()) }];
    liar.change("getSpace", (reply) => ({ ...reply, lockboxes: foreign }));
    // It is none: nothing opens by it, and nothing of it is kept
    const { spaceKeys, lockboxes: kept } = await carol.openSpace(origin, other);
    expect([spaceKeys.size, kept.size]).toEqual([0, 0]);
    await expect(carol.createFolder(await carol.openSpace(origin, other), null, "Sealed")).rejects.toThrow();
    liar.repent();
    await carol.syncSpace(await carol.openSpace(origin, other));
    expect((await carol.openSpace(origin, other)).spaceKeys.size).toBe(1);
    // What opened once is kept, and nothing takes its place
    await carol.lockNow();
    await carol.unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    liar.change("getSpace", (reply) => ({ ...reply, lockboxes: foreign }));
    expect((await carol.openSpace(origin, other)).spaceKeys.size).toBe(1);
  });

  it("cannot have a key given to somebody who is no member (A08, A60)", async () => {
    const lone = await makeRoom("Alone", []);
    liar.change("listSpaces", ({ spaces, next }) => ({
      next,
      spaces: spaces.map((each) => (each.space === lone ? { ...each, waiting: [carolId] } : each)),
    }));
    await alice.keepUp(alice.origin);
    expect(liar.names()).not.toContain("putLockboxes");
  });

  it("cannot let carol read on after her denial (A53, A61), nor she herself (A54)", async () => {
    const { origin } = alice;
    await carol.openDocument({ origin: carol.origin, node });
    await alice.removeMembers({ origin, space: room, users: [carolId] });
    const opened = await alice.openDocument({ origin, node });
    await alice.saveDocument({ opened, bytes: utf8("newer secret") as never });
    // The database is made to say that she is a member
    await server.rows("INSERT INTO memberships (user, space, level) VALUES (?, ?, 'Editor')", carolId, room);
    const space = await carol.openSpace(carol.origin, room);
    await carol.syncSpace(space);
    expect(space.state.generation).toBe(2);
    expect(space.spaceKeys.has(2)).toBe(false);
    await expect(carol.openDocument({ origin: carol.origin, node })).rejects.toMatchObject({
      code: "KEY_MISSING",
    });
    const readd = carol.putMembers({
      origin: carol.origin,
      space: room,
      members: [{ user: carolId, level: "Editor" }],
    });
    await expect(readd).rejects.toMatchObject({ code: expect.stringMatching(/KEY_MISSING|RIGHT_MISSING/) });
  });
});
