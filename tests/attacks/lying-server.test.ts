import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDocument } from "../../extension/files/document.ts";
import { readNames } from "../../extension/files/node-meta.ts";
import { renameNode } from "../../extension/files/tree.ts";
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
const flip = (bytes: Uint8Array<ArrayBuffer>, at: number) => {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

describe("another portal at the same address", () => {
  it("gets nothing from alice, not even her address", async () => {
    await lockAndForget(origin);
    liar.repent();
    liar.change("getPortal", (reply) => ({ ...reply, portal: anotherId }));
    await expect(reopen(origin)).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
    expect(liar.names()).toEqual(["getPortal"]);
  });

  it("cannot put its own key directory in the place of hers (A02)", async () => {
    const { mallory } = await people();
    const operation = {
      ...{ op: "portal.create", nonce: new Uint8Array(16), bundle: mallory.bundle.wire },
      ...{ profileCommitment: new Uint8Array(32), isPrivateRoomOn: true },
    } as const;
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

describe("content that is not the one asked for", () => {
  it("is refused when it is another file of the same room (A27)", async () => {
    await reopen(origin);
    const [one, other] = [await addFile(origin, "One.docx"), await addFile(origin, "Other.docx")];
    await openDocument({ origin, node: other });
    let header = "";
    let content = new Uint8Array();
    liar.lie("getBlob", async (response) => {
      header = await response.clone().text();
      return response;
    });
    liar.changeBytes("getContent", (bytes) => (content = bytes));
    await openDocument({ origin, node: other });
    liar.changeBytes("getContent", () => content);
    liar.lie("getBlob", (response) => response);
    await expect(openDocument({ origin, node: one })).rejects.toMatchObject({ code: "CIPHERTEXT_DAMAGED" });
    liar.lie("getBlob", () => new Response(header));
    await expect(openDocument({ origin, node: one })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
  });

  it("is refused when its suite is an older one (A37)", async () => {
    const node = await addFile(origin, "Old suite.docx");
    liar.change("getBlob", (reply) => {
      const header = parseBase64Url(reply.header);
      header[4] = 0;
      return { ...reply, header: toBase64Url(header) };
    });
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code: "SUITE_UNKNOWN" });
  });

  it.each([
    [
      "a flipped bit in the first chunk",
      (bytes: Uint8Array<ArrayBuffer>) => flip(bytes, 3),
      "CIPHERTEXT_DAMAGED",
    ],
    [
      "a flipped bit in the last chunk",
      (bytes: Uint8Array<ArrayBuffer>) => flip(bytes, bytes.length - 1),
      "CIPHERTEXT_DAMAGED",
    ],
    [
      "the second chunk left out",
      (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 262_160),
      "STREAM_TRUNCATED",
    ],
    ["nothing at all", () => new Uint8Array(), "STREAM_TRUNCATED"],
    [
      "a byte too many",
      (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array([...bytes, 0]),
      "CIPHERTEXT_DAMAGED",
    ],
  ])("is refused with %s (A16, A21, A22)", async (_what, change, code) => {
    const node = await addFile(origin, "Two chunks.bin", new Uint8Array(400_000));
    liar.lie("getContent", async (response) => {
      if (response.status === 206)
        return Response.json({ error: { code: "RANGE_REFUSED", requestId: "x" } }, { status: 416 });
      return new Response(change(new Uint8Array(await response.arrayBuffer())));
    });
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code });
  });

  it("stays listed when the server holds it back (A33)", async () => {
    const node = await addFile(origin, "Held back.docx");
    liar.lie("getBlob", () =>
      Response.json({ error: { code: "NOT_FOUND", requestId: "x" } }, { status: 404 }),
    );
    await expect(openDocument({ origin, node })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await openPersonalSpace(origin)).state.nodes.has(node)).toBe(true);
  });
});

describe("answers that are not of the contract", () => {
  const answers: [string, () => Response, string][] = [
    ["no JSON", () => new Response("<html>"), "ANSWER_MALFORMED"],
    ["another shape", () => Response.json({ head: 1 }), "ANSWER_MALFORMED"],
    ["more than is read", () => new Response(new Uint8Array(9_000_000)), "ANSWER_MALFORMED"],
    ["an error that only this side may raise", () => refuse("UNLOCK_REFUSED"), "ANSWER_MALFORMED"],
    ["an error of Object.prototype", () => refuse("constructor"), "ANSWER_MALFORMED"],
    ["a fault", () => new Response("", { status: 502 }), "INTERNAL"],
  ];
  const refuse = (code: string) => Response.json({ error: { code, requestId: "x" } }, { status: 403 });

  it.each(answers)("%s is refused", async (_what, answer, code) => {
    const space = await openPersonalSpace(origin);
    liar.lie("getSpace", answer);
    await expect(syncSpace(space)).rejects.toMatchObject({ code });
  });
});

describe("a server that takes an entry and denies it", () => {
  it("does not make alice do it twice", async () => {
    const space = await reopen(origin);
    const [node] = space.state.nodes.keys();
    const { seq } = space.state.head;
    let isFirst = true;
    liar.lie("appendEntry", (response) => {
      if (!isFirst) return response;
      isFirst = false;
      throw new TypeError("the answer was lost");
    });
    await renameNode(space, node!, "Renamed once.docx");
    expect(space.state.head.seq).toBe(seq + 1);
    expect(liar.names().filter((name) => name === "appendEntry").length).toBe(2);
  });
});
