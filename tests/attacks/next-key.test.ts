import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOLDERS_MAX } from "../../shared/api/contract-rooms.ts";
import { asSealed, randomBytes, toBase64Url, utf8 } from "../../shared/bytes.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { commitSpaceKey, createSpaceKey, type SpaceKey } from "../../shared/crypto/space-key.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Mallory may start a space's next key once somebody has left, and with a changed client does not do it as one should. */

let server: TestServer;
let alice: PersonsBrowser;
let dave: PersonsBrowser;
let eve: PersonsBrowser;
let mallory: PersonsBrowser;
let [aliceId, daveId, eveId, malloryId]: UserId[] = [];

const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;
const come = async (name: string): Promise<PersonsBrowser> => {
  const { link } = await alice.invite({ origin: alice.origin, type: "User", days: 1 });
  return joinersBrowser(server, link, name);
};

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  [dave, eve, mallory] = [await come("Dave"), await come("Eve"), await come("Mallory")];
  [aliceId, daveId, eveId, malloryId] = await Promise.all([alice, dave, eve, mallory].map(me));
}, 180_000);
afterAll(() => server.close());

const content = (text: string) => ({
  ...{ parent: null, name: `${text}.txt`, content: new Blob([utf8(text)]), modifiedAtMs: 1 },
  ...{ signal: new AbortController().signal, onProgress: () => undefined },
});
const add = async (by: PersonsBrowser, id: SpaceId, text: string): Promise<NodeId> => {
  const space = await by.freshSpace(by.origin, id);
  await by.syncSpace(space);
  return (await by.createFile({ space, ...content(text), chooseName: by.keepBoth })).node;
};
const sync = async (by: PersonsBrowser, id: SpaceId) => {
  const space = await by.freshSpace(by.origin, id);
  await by.syncSpace(space);
  return space;
};
const makeRoom = (title: string): Promise<SpaceId> =>
  alice.createRoom({
    ...{ origin: alice.origin, title, colour: 1, roomType: "Custom" },
    members: [
      { user: malloryId as UserId, level: "Editor" },
      { user: daveId as UserId, level: "Viewer" },
    ],
  });

/** Starts the next key once dave has left. Junk stands in the lockboxes of the first, and for the key before. */
async function cheat(
  id: SpaceId,
  junkFor: readonly (UserId | undefined)[],
  realFor: readonly (UserId | undefined)[] = [],
): Promise<void> {
  await dave.removeMembers({ origin: dave.origin, space: id, users: [daveId as UserId] });
  const space = await sync(mallory, id);
  const { signKey } = space.keys.identity;
  const generation = space.state.generation + 1;
  const real = createSpaceKey();
  const { seq, hash: prev } = space.state.head;
  const place = { space: id, seq: seq + 1, prev, timeMs: Date.now(), portalHead: space.portal.head };
  const entry = await signEntry(
    {
      ...{ ...place, author: space.user },
      operation: {
        ...({ op: "key.rotate", generation, previous: asSealed(randomBytes(60)) } as const),
        keyCommitment: await commitSpaceKey(real, generation),
      },
    },
    signKey,
  );
  const sealTo = (member: UserId, spaceKey: SpaceKey) => {
    const memberKemPublic = space.portal.users.get(member)?.bundle.kemPublic;
    if (!memberKemPublic) throw new Error("A stranger");
    const context = { space: id, generation, head: entry.hash, member, author: space.user };
    return sealLockbox({ ...context, spaceKey, memberKemPublic, signKey });
  };
  const junk = junkFor.map((user) => sealTo(user as UserId, createSpaceKey()));
  const others = realFor.map((user) => sealTo(user as UserId, real));
  const lockboxes = await Promise.all([sealTo(space.user, real), ...junk, ...others]);
  const body = { entry: toBase64Url(entry.wire), lockboxes: lockboxes.map(toBase64Url) };
  await space.client.call("appendEntry", { params: { space: id }, body });
}

describe("an Editor who starts the next key with junk for the owner", () => {
  it("closes the room to nobody: she reads, puts him out, and goes on with all that was there", async () => {
    const { origin } = alice;
    const space = await makeRoom("Junk");
    const node = await add(alice, space, "work");
    await cheat(space, [aliceId]);
    expect((await sync(alice, space)).spaceKeys.has(2)).toBe(false);
    expect((await alice.openDocument({ origin, node })).name).toBe("work.txt");
    const { members } = await alice.readRoom({ origin, space });
    expect(members.find(({ user }) => user === malloryId)?.mayRemove).toBe(true);
    await alice.removeMembers({ origin, space, users: [malloryId as UserId] });
    await add(alice, space, "more");
    // Who comes now reads what was there before she was cheated
    await alice.putMembers({ origin, space, members: [{ user: daveId as UserId, level: "Viewer" }] });
    expect((await dave.openDocument({ origin: dave.origin, node })).name).toBe("work.txt");
  });

  it("freezes nothing when he is disabled: her browser starts another key by itself", async () => {
    const { origin } = alice;
    const space = await makeRoom("Disabled");
    await add(alice, space, "work");
    await cheat(space, [aliceId]);
    await alice.disablePerson({ origin, user: malloryId as UserId });
    const { stale, withoutKey } = await alice.keepUp(origin);
    await alice.enablePerson({ origin, user: malloryId as UserId });
    expect([stale, withoutKey]).toEqual([[], []]);
    await add(alice, space, "more");
  });
});

/** A room of which alice has no newest key, while eve does, and mallory, who is out; and what its portal names. */
async function namedHolders(
  title: string,
  work: (room: {
    id: SpaceId;
    named: (count: number, holder?: UserId) => void;
    node: NodeId;
  }) => Promise<void>,
): Promise<void> {
  const { origin } = alice;
  const id = await makeRoom(title);
  await alice.putMembers({
    origin,
    space: id,
    members: [{ user: eveId as UserId, level: "ContentCreator" }],
  });
  await cheat(id, [aliceId], [eveId]);
  const node = await add(eve, id, "meanwhile");
  await alice.disablePerson({ origin, user: malloryId as UserId });
  const liar = new LyingServer();
  const named = (count: number, holder = malloryId) =>
    liar.change("listSpaces", ({ spaces, next }) => ({
      next,
      spaces: spaces.map((each) => ({ ...each, holders: Array(count).fill(holder) })),
    }));
  try {
    await work({ id, named, node });
  } finally {
    liar.close();
    await alice.enablePerson({ origin, user: malloryId as UserId });
  }
}

const generation = async (id: SpaceId) => (await sync(alice, id)).state.generation;

describe("an owner without the newest key, whose portal names who has it", () => {
  it("carries no older key on by herself while those named are as many as can be: more may have it", () =>
    namedHolders("Many", async ({ id, named }) => {
      named(HOLDERS_MAX);
      const full = await alice.keepUp(alice.origin);
      expect([full.stale, full.withoutKey]).toEqual([[id], [id]]);
      expect(await generation(id)).toBe(2);
      named(HOLDERS_MAX - 1);
      expect((await alice.keepUp(alice.origin)).withoutKey).toEqual([]);
      expect(await generation(id)).toBe(3);
    }));

  it("carries none on when she writes either: the room waits", () =>
    namedHolders("Written", async ({ id, named }) => {
      named(HOLDERS_MAX);
      await expect(add(alice, id, "more")).rejects.toThrow("KEY_STALE");
      expect(await generation(id)).toBe(2);
      named(HOLDERS_MAX - 1);
      await add(alice, id, "more");
      expect(await generation(id)).toBe(3);
    }));

  it("waits with her work for who passes the key on: what was sealed with it meanwhile stays open to her", () =>
    namedHolders("Waiting", async ({ id, named, node }) => {
      named(1, eveId);
      await expect(add(alice, id, "more")).rejects.toThrow("KEY_STALE");
      await eve.keepUp(eve.origin);
      await add(alice, id, "more");
      expect((await alice.openDocument({ origin: alice.origin, node })).name).toBe("meanwhile.txt");
    }));
});

describe("an owner without the newest key of a room with a group", () => {
  it("takes the group out, and gives it no other level before she has the key", async () => {
    const { origin } = alice;
    const id = await makeRoom("Grouped");
    const group = await alice.createGroup({ origin, name: "Team", members: [eveId as UserId] });
    await alice.admitGroup({ origin, space: id, group, level: "Viewer" });
    const rows = async () => (await alice.readRoom({ origin, space: id })).groups;
    expect(await rows()).toMatchObject([
      { mayRemove: true, levelsToGive: expect.arrayContaining(["Editor"]) },
    ]);
    await cheat(id, [aliceId], [eveId]);
    await sync(alice, id);
    expect(await rows()).toMatchObject([{ group, mayRemove: true, levelsToGive: [] }]);
    await alice.expelGroup({ origin, space: id, group });
    expect(await rows()).toEqual([]);
    expect(await generation(id)).toBe(3);
  });
});

describe("an Editor who starts the next key without a lockbox for the owner", () => {
  it("is refused, and the key that comes is another's", async () => {
    const space = await makeRoom("None");
    await expect(cheat(space, [])).rejects.toMatchObject({ code: "ENTRY_REFUSED" });
    await alice.keepUp(alice.origin);
    expect((await sync(alice, space)).state.generations.at(-1)?.author).toBe(aliceId);
    await add(alice, space, "more");
  });
});

describe("somebody with Full Access who starts the next key with junk for the owner", () => {
  it("is denied, and the file goes on", async () => {
    const { origin } = alice;
    const personal = await alice.openPersonalSpace(origin);
    const { node } = await alice.createFile({
      ...{ space: personal, ...content("own"), chooseName: alice.keepBoth },
    });
    await alice.saveSharing({ origin, node, give: [malloryId as UserId, daveId as UserId], deny: [] });
    const { space } = await alice.openDocument({ origin, node });
    await cheat(space, [aliceId]);
    expect((await alice.openDocument({ origin, node })).name).toBe("own.txt");
    await alice.saveSharing({ origin, node, give: [], deny: [malloryId as UserId] });
    const home = await sync(alice, space);
    expect([home.state.generation, home.spaceKeys.has(3)]).toEqual([3, true]);
    await alice.saveSharing({ origin, node, give: [daveId as UserId], deny: [] });
    expect((await dave.openDocument({ origin: dave.origin, node })).name).toBe("own.txt");
  });
});
