import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFile, keepBoth } from "../../extension/files/create-file.ts";
import { keepDraft, openDocument, saveAsCopy, saveDocument } from "../../extension/files/document.ts";
import { readMeta } from "../../extension/files/node-meta.ts";
import { createFolder, deleteNode, moveNode, renameNode } from "../../extension/files/tree.ts";
import { openPersonalSpace } from "../../extension/spaces/open-space.ts";
import { lockNow, readLockState } from "../../extension/vault/lock.ts";
import { signIn } from "../../extension/vault/sign-in.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import { type NodeId, type PortalOrigin, parseLiveSessionId } from "../../shared/ids.ts";
import { connect, PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { memory } from "../support/memory-browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** The client as it is, against the Worker as it is, over HTTP. */

let server: TestServer;
let origin: PortalOrigin;
let kit: string;
const signal = new AbortController().signal;
const onProgress = () => undefined;

beforeAll(async () => {
  server = await startServer();
  ({ origin, kit } = await setUpAlice(server));
});
afterAll(() => server.close());

const add = async (name: string, content: Blob, parent: NodeId | null = null) => {
  const space = await openPersonalSpace(origin);
  const modifiedAtMs = 1_700_000_000_000;
  return createFile({ space, parent, name, content, modifiedAtMs, chooseName: keepBoth, signal, onProgress });
};
const nameOf = async (node: NodeId) => {
  const space = await openPersonalSpace(origin);
  const state = space.state.nodes.get(node);
  return state && (await readMeta(space, state)).name;
};

describe("alice's browser", () => {
  it("is unlocked after setup, locks, and unlocks with the passphrase and with the kit", async () => {
    expect(await readLockState(origin)).toBe("unlocked");
    await lockNow();
    expect(await readLockState(origin)).toBe("locked");
    await expect(openPersonalSpace(origin)).rejects.toMatchObject({ code: "LOCKED" });
    await expect(unlock({ origin, kind: "passphrase", secret: "not this one at all" })).rejects.toMatchObject(
      {
        code: "UNLOCK_REFUSED",
      },
    );
    await unlock({ origin, kind: "kit", secret: kit.toLowerCase() });
    await lockNow();
    await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    expect(await readLockState(origin)).toBe("unlocked");
  });

  it("saves a document and finds it again", async () => {
    const { node } = await add("Report.docx", new Blob([utf8("first")]));
    const opened = await openDocument({ origin, node });
    expect(opened).toMatchObject({ name: "Report.docx", version: 1, draft: null });
    expect(new TextDecoder().decode(opened.bytes)).toBe("first");
    const saved = await saveDocument({ opened, bytes: asPlain(utf8("second")) });
    expect(saved.version).toBe(2);
    expect(new TextDecoder().decode((await openDocument({ origin, node })).bytes)).toBe("second");
  });

  it("does not overwrite what another tab saved, and loses nothing", async () => {
    const { node } = await add("Two tabs.docx", new Blob([utf8("base")]));
    const [left, right] = [await openDocument({ origin, node }), await openDocument({ origin, node })];
    await saveDocument({ opened: left, bytes: asPlain(utf8("left")) });
    const late = saveDocument({ opened: right, bytes: asPlain(utf8("right")) });
    await expect(late).rejects.toMatchObject({ code: "VERSION_CONFLICT" });
    const copy = await saveAsCopy({ opened: right, bytes: asPlain(utf8("right")) });
    expect(copy.name).toBe("Two tabs (2).docx");
  });

  it("keeps a draft sealed and gives it back", async () => {
    const { node } = await add("Draft.docx", new Blob([utf8("saved")]));
    await keepDraft({ opened: await openDocument({ origin, node }), bytes: asPlain(utf8("unsaved")) });
    const { draft } = await openDocument({ origin, node });
    expect(draft?.baseVersion).toBe(1);
    expect(new TextDecoder().decode(draft?.bytes)).toBe("unsaved");
    expect(draft?.session).toBe(null);
  });

  it("keeps with a draft in which session it was typed, under the newest key that is here", async () => {
    const { node } = await add("Session.docx", new Blob([utf8("saved")]));
    const opened = await openDocument({ origin, node });
    const session = parseLiveSessionId("A".repeat(22));
    const space = await openPersonalSpace(origin);
    const { generation } = space.state;
    // There is a newer key, which has not come
    const ahead = { get: () => generation + 1, configurable: true };
    Object.defineProperty(space.state, "generation", ahead);
    await keepDraft({ opened, bytes: asPlain(utf8("unsaved")), session: async () => session });
    Object.defineProperty(space.state, "generation", { ...ahead, get: () => generation });
    const { draft } = await openDocument({ origin, node });
    expect(draft?.session).toBe(session);
    expect(new TextDecoder().decode(draft?.bytes)).toBe("unsaved");
  });

  it("carries 20 MB there and back", async () => {
    const bytes = new Uint8Array(20_000_000).map((_, index) => index % 251);
    const { node } = await add("Large.bin", new Blob([bytes]));
    const opened = await openDocument({ origin, node });
    expect(Buffer.compare(opened.bytes, bytes)).toBe(0);
  });

  it("takes an empty file", async () => {
    const { node } = await add("Empty.docx", new Blob([]));
    expect((await openDocument({ origin, node })).bytes.length).toBe(0);
  });

  it("makes folders, renames, moves and deletes", async () => {
    const space = await openPersonalSpace(origin);
    const folder = await createFolder(space, null, "Papers");
    const { node } = await add("Letter.docx", new Blob([utf8("x")]));
    await renameNode(space, node, "Brief.docx");
    await moveNode(space, node, folder);
    expect(await nameOf(node)).toBe("Brief.docx");
    await expect(createFolder(space, null, "PAPERS")).rejects.toMatchObject({ code: "NAME_TAKEN" });
    await deleteNode(space, folder);
    expect(space.state.nodes.has(node)).toBe(false);
  });

  it("signs in on a new browser and finds everything", async () => {
    memory.reset();
    await lockNow();
    await connect(server);
    await signIn({ origin, email: "Alice@example.com", kind: "passphrase", secret: PASSPHRASE });
    const space = await openPersonalSpace(origin);
    const names = await Promise.all([...space.state.nodes.keys()].map(nameOf));
    expect(names).toContain("Report.docx");
  });
});
