import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readNames } from "../../extension/files/node-meta.ts";
import { readPersonNames } from "../../extension/people/person-names.ts";
import { dropEntries } from "../../extension/spaces/log-store.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { syncSpace } from "../../extension/spaces/sync-space.ts";
import { readKeys } from "../../extension/vault/keys.ts";
import { parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { addFile, lockAndForget, reopen } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { people } from "../support/people.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** The real client against a server that lies in one chosen way. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
  await addFile(origin, "First.docx");
  await addFile(origin, "Second.docx");
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

const anotherId = toBase64Url(new Uint8Array(32).fill(7));

describe("another portal at the same address", () => {
  it("gets nothing from alice, not even her address", async () => {
    await lockAndForget(origin);
    liar.repent();
    liar.change("getPortal", (reply) => ({ ...reply, portal: anotherId }));
    await expect(reopen(origin)).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
    // Unlocking asks which portal is there, and so does the first page
    expect(new Set(liar.names())).toEqual(new Set(["getPortal"]));
  });

  it("cannot put its own key directory in the place of hers (A02)", async () => {
    const { mallory } = await people();
    const operation = {
      ...({ op: "portal.create" } as const),
      ...{ nonce: new Uint8Array(16), bundle: mallory.bundle.wire },
      ...{ profileCommitment: new Uint8Array(32), isPrivateRoomOn: true },
    };
    const place = { space: null, seq: 0, prev: null, portalHead: null, author: mallory.user };
    const forged = await signEntry({ ...place, timeMs: Date.now(), operation }, mallory.signKey);
    await lockAndForget(origin);
    await dropEntries(
      origin,
      (await server.rows("SELECT space FROM spaces WHERE kind = 'portal'"))[0]?.space as never,
    );
    liar.change("getPortalLog", () => ({
      entries: [toBase64Url(forged.wire)],
      head: { seq: 0, hash: forged.hash },
    }));
    await expect(reopen(origin)).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
  });
});

describe("people whom the server makes up", () => {
  it("are not shown: their names are not what the signed log commits to (A06)", async () => {
    liar.change("listPeople", ({ people: [person] }) => ({
      people: [{ ...person, name: "Mallory" }],
    }));
    const space = await reopen(origin);
    expect([...(await readPersonNames(space)).values()]).toEqual(["Alice"]);
  });

  it("and spaces that it makes up are not opened (A06)", async () => {
    liar.change("listSpaces", () => ({
      spaces: [{ space: anotherId, kind: "personal", head: { seq: 0, hash: anotherId } }],
    }));
    expect((await reopen(origin)).space).not.toBe(anotherId);
  });
});

describe("an older or another history", () => {
  it("is refused while the room is open (A11)", async () => {
    const space = await reopen(origin);
    const { seq } = space.state.head;
    liar.change("getSpace", (reply) => ({ ...reply, entries: [], head: { seq: seq - 1, hash: anotherId } }));
    await expect(syncSpace(space)).rejects.toMatchObject({ code: "LOG_SHORTENED" });
  });

  it("is refused after a restart (A35)", async () => {
    const { seq } = (await reopen(origin)).state.head;
    liar.change("getSpace", (reply) => ({ ...reply, entries: [], head: { seq: seq - 1, hash: anotherId } }));
    await expect(reopen(origin)).rejects.toMatchObject({ code: "LOG_SHORTENED" });
  });

  it("is refused when this browser's copy of the log is gone, because the head stays pinned (A35)", async () => {
    const { space } = await reopen(origin);
    await dropEntries(origin, space);
    liar.change("getSpace", (reply) => {
      const entries = reply.entries.slice(0, -1);
      return { ...reply, entries, head: { seq: entries.length - 1, hash: anotherId } };
    });
    await expect(reopen(origin)).rejects.toMatchObject({ code: "LOG_SHORTENED" });
  });

  it("is refused when a change of hers is shown instead of another one of hers (A11)", async () => {
    const space = await reopen(origin);
    const { seq, hash } = space.state.head;
    const [target] = space.state.nodes.keys();
    const { identity, user } = await readKeys(origin);
    const operation = { op: "node.delete", node: target! } as const;
    const place = {
      space: space.space,
      seq: seq + 1,
      prev: hash,
      portalHead: space.portal.head,
      author: user,
    };
    const fork = await signEntry({ ...place, timeMs: Date.now(), operation }, identity.signKey);
    await addFile(origin, "Third.docx");
    const next = await signEntry(
      { ...place, seq: seq + 2, prev: fork.hash, timeMs: Date.now(), operation },
      identity.signKey,
    );
    liar.change("getSpace", (reply) => ({
      ...reply,
      entries: [toBase64Url(next.wire)],
      head: { seq: seq + 2, hash: next.hash },
    }));
    await expect(syncSpace(space)).rejects.toMatchObject({ code: "LOG_FORKED" });
  });

  it("is refused when an entry in the middle is held back (A33)", async () => {
    const { space } = await reopen(origin);
    await dropEntries(origin, space);
    liar.change("getSpace", (reply) => ({
      ...reply,
      entries: reply.entries.filter((_, index) => index !== 1),
    }));
    await expect(reopen(origin)).rejects.toMatchObject({ code: "LOG_FORKED" });
  });
});

describe("entries that the server adds or changes", () => {
  it("are refused without alice's signature, and nothing of them is listed (A32)", async () => {
    const space = await reopen(origin);
    const { mallory } = await people();
    const names = await readNames(space, space.state, null);
    const { seq, hash } = space.state.head;
    const [target] = space.state.nodes.keys();
    const fields = {
      ...{ space: space.space, seq: seq + 1, prev: hash, timeMs: Date.now(), author: space.user },
      ...{ portalHead: space.portal.head, operation: { op: "node.delete", node: target! } as const },
    };
    const forged = await signEntry(fields, mallory.signKey);
    liar.change("getSpace", (reply) => ({
      ...reply,
      entries: [toBase64Url(forged.wire)],
      head: { seq: seq + 1, hash: forged.hash },
    }));
    await expect(syncSpace(space)).rejects.toMatchObject({ code: "ENTRY_SIGNATURE" });
    expect(await readNames(space, space.state, null)).toEqual(names);
  });

  it("are refused when somebody signs who is not in the portal's log (A32)", async () => {
    const space = await reopen(origin);
    const { mallory } = await people();
    const { seq, hash } = space.state.head;
    const [target] = space.state.nodes.keys();
    const fields = {
      ...{ space: space.space, seq: seq + 1, prev: hash, timeMs: Date.now(), author: mallory.user },
      ...{ portalHead: space.portal.head, operation: { op: "node.delete", node: target! } as const },
    };
    const forged = await signEntry(fields, mallory.signKey);
    liar.change("getSpace", (reply) => ({
      ...reply,
      entries: [toBase64Url(forged.wire)],
      head: { seq: seq + 1, hash: forged.hash },
    }));
    await expect(syncSpace(space)).rejects.toMatchObject({ code: "ENTRY_REFUSED" });
  });

  it("are refused when a name is cut out of one entry and put into another (A28)", async () => {
    const { space } = await reopen(origin);
    await dropEntries(origin, space);
    liar.change("getSpace", (reply) => {
      const [genesis, first, second, ...rest] = reply.entries;
      const changed = parseBase64Url(first!);
      const other = parseBase64Url(second!);
      changed.set(other.subarray(-400, -100), changed.length - 400);
      return { ...reply, entries: [genesis, toBase64Url(changed), second, ...rest] };
    });
    await expect(reopen(origin)).rejects.toThrow();
    liar.repent();
    expect(
      (await readNames(await reopen(origin), (await openPersonalSpace(origin)).state, null)).length,
    ).toBe(3);
  });
});
