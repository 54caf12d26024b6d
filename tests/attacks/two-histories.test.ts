import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDocument, saveDocument } from "../../extension/files/document.ts";
import { createFolder, renameNode } from "../../extension/files/tree.ts";
import { keepEntries, keepHead, readPins } from "../../extension/spaces/log-store.ts";
import type { OpenSpace } from "../../extension/spaces/open-space.ts";
import { syncSpace } from "../../extension/spaces/sync-space.ts";
import { asPlain, parseBase64Url, toBase64Url, utf8 } from "../../shared/bytes.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { parseEntry } from "../../shared/log/entry.ts";
import { addFile, reopen } from "../support/alice.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { failWrites } from "../support/troubled-database.ts";

/** A server that tries to get two histories out of alice, or to show her pages two of them. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
  await addFile(origin, "First.docx");
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

const refuse = (code: string, status: number) =>
  Response.json({ error: { code, requestId: "x" } }, { status });
const entriesSent = () =>
  liar.asked
    .filter(({ name }) => name === "appendEntry")
    .map(({ body }) => (body as { entry: string }).entry);

describe("alice signs one entry for one place (A10, A36)", () => {
  it("also when the server says that the head has moved, and it has not", async () => {
    const space = await reopen(origin);
    const { seq } = space.state.head;
    liar.repent();
    liar.lie("appendEntry", () => refuse("HEAD_MOVED", 409));
    liar.lie("getSpace", () => Response.json({ entries: [], head: space.state.head, lockboxes: [] }));
    const failing = createFolder(space, null, "Once");
    await expect(failing).rejects.toMatchObject({ code: "ANSWER_MALFORMED" });
    expect(new Set(entriesSent()).size).toBe(1);
    // The server had stored it: the same bytes settle it, and only then the next thing is signed
    const [first] = entriesSent();
    liar.repent();
    await createFolder(space, null, "Twice");
    expect(entriesSent()).toHaveLength(2);
    expect(entriesSent()[0]).toBe(first);
    const folders = [...space.state.nodes.values()].filter(({ kind }) => kind === "folder");
    expect([folders.length, space.state.head.seq]).toEqual([2, seq + 2]);
  });

  it("also when the portal goes away while it answers, and alice tries again after a restart", async () => {
    const space = await reopen(origin);
    const { seq } = space.state.head;
    const [node] = space.state.nodes.keys();
    liar.repent();
    liar.cut("appendEntry");
    await expect(renameNode(space, node!, "Renamed.docx")).rejects.toMatchObject({ code: "OFFLINE" });
    const [lost] = entriesSent();
    const again = await reopen(origin);
    liar.repent();
    await renameNode(again, node!, "Renamed again.docx");
    expect(entriesSent()).not.toContain(lost);
    expect(again.state.head.seq).toBe(seq + 2);
  });

  it("and her own lost save is no conflict with herself", async () => {
    const node = await addFile(origin, "Saved.txt", "one");
    const opened = await openDocument({ origin, node });
    liar.cut("appendEntry");
    const failing = saveDocument({ opened, bytes: asPlain(utf8("two")) });
    await expect(failing).rejects.toMatchObject({ code: "OFFLINE" });
    liar.repent();
    const saved = await saveDocument({ opened, bytes: asPlain(utf8("three")) });
    const now = await openDocument({ origin, node });
    expect([now.version, new TextDecoder().decode(now.bytes)]).toEqual([saved.version, "three"]);
  });
});

describe("two pages of one browser", () => {
  let makeRoom = () => {};
  afterEach(() => makeRoom());

  it.each([
    ["before anything else is done", async () => {}],
    ["before anybody looked at the portal", (page: OpenSpace) => syncSpace(page)],
  ])("sign one entry for one place, also when the first found no room to note it, %s", async (when, look) => {
    const two = await reopen(origin);
    const one = await reopen(origin);
    liar.repent();
    makeRoom = failWrites({ name: "QuotaExceededError", after: 1 });
    await createFolder(one, null, `Plans, ${when}`);
    makeRoom();
    await look(one);
    await createFolder(one, null, `Sketches, ${when}`);
    await createFolder(two, null, `Drawings, ${when}`);
    const places = await Promise.all(
      entriesSent().map(async (wire) => (await parseEntry(parseBase64Url(wire))).seq),
    );
    expect(places).toHaveLength(3);
    expect(new Set(places).size).toBe(3);
    const folders = [...(await reopen(origin)).state.nodes.values()].length;
    expect(folders).toBe(two.state.nodes.size);
  });

  it("notice when they are shown different entries in one place", async () => {
    const { space, state } = await reopen(origin);
    const other = new Uint8Array(200).fill(1);
    await expect(keepEntries(origin, space, state.head.seq, [other])).rejects.toMatchObject({
      code: "LOG_FORKED",
    });
    const head = { ...state.head, hash: toBase64Url(new Uint8Array(32)) } as typeof state.head;
    await expect(keepHead(origin, space, head)).rejects.toMatchObject({ code: "LOG_FORKED" });
  });
});

describe("lockboxes that come beside the log", () => {
  it("never take the place of one that opened, and fill no disk", async () => {
    const space = await reopen(origin);
    const pins = await readPins(origin, space.space);
    const junk = toBase64Url(new Uint8Array(1400).fill(9));
    liar.change("getSpace", (reply) => ({
      ...reply,
      lockboxes: Array.from({ length: 500 }, (_, index) => ({ generation: index + 1, lockbox: junk })),
    }));
    await syncSpace(space);
    expect(await readPins(origin, space.space)).toEqual(pins);
    expect((await reopen(origin)).spaceKeys.size).toBe(1);
  });
});
