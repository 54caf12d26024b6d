import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import "../support/page-globals.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** A browser that is killed while a document is being saved, and started again: only its disk is as it was. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const plain = (written: string) => asPlain(utf8(written));
const loadDocuments = () => import("../../extension/files/document.ts");

/** Everything in memory is gone; the portal is connected, and locked until alice unlocks it. */
async function killAndStart(): Promise<void> {
  const { memory: before } = await import("../support/memory-browser.ts");
  vi.resetModules();
  const { memory } = await import("../support/memory-browser.ts");
  for (const [key, value] of before.local.items) memory.local.items.set(key, value);
  for (const pattern of before.granted) memory.granted.add(pattern);
  const { unlock } = await import("../../extension/vault/unlock.ts");
  await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
}

async function addFile(name: string): Promise<NodeId> {
  const alice = await import("../support/alice.ts");
  return alice.addFile(origin, name, "saved");
}

/** As the editor's page does it: the work is sealed here before it is sent. Nothing comes back any more. */
async function saveUnheard(node: NodeId, written: string): Promise<void> {
  const { keepDraft, openDocument, saveDocument } = await loadDocuments();
  const opened = await openDocument({ origin, node });
  await keepDraft({ opened, bytes: plain(written) });
  const saving = saveDocument({ opened, bytes: plain(written) });
  await expect(saving).rejects.toMatchObject({ code: "OFFLINE" });
}

/** Restores the draft and saves it. */
async function restoreAndSave(node: NodeId): Promise<{ version: number }> {
  const { openDocument, saveDocument } = await loadDocuments();
  const opened = await openDocument({ origin, node });
  if (!opened.draft) throw new Error("no draft");
  const { baseVersion: version, bytes } = opened.draft;
  return saveDocument({ opened: { ...opened, version }, bytes });
}

async function read(node: NodeId): Promise<string> {
  const { openDocument } = await loadDocuments();
  return text((await openDocument({ origin, node })).bytes);
}

describe("a document whose browser was killed while it was saved", () => {
  it("is no conflict with itself when the save had not arrived", async () => {
    const node = await addFile("Lost.txt");
    liar.lose("appendEntry");
    await saveUnheard(node, "a sentence");
    liar.repent();
    await killAndStart();
    await restoreAndSave(node);
    expect(await read(node)).toBe("a sentence");
  });

  it("stands on its own version when the save had arrived, with what was typed after it", async () => {
    const node = await addFile("Arrived.txt");
    liar.cut("appendEntry");
    await saveUnheard(node, "a sentence");
    liar.repent();
    const { keepDraft, openDocument } = await loadDocuments();
    const opened = { ...(await openDocument({ origin, node })), version: 1 };
    await keepDraft({ opened, bytes: plain("a sentence and more") });
    await killAndStart();
    const again = await (await loadDocuments()).openDocument({ origin, node });
    expect(text(again.bytes)).toBe("a sentence");
    expect(again).toMatchObject({ version: 2, draft: { baseVersion: 2 } });
    expect(await restoreAndSave(node)).toMatchObject({ version: 3 });
    expect(await read(node)).toBe("a sentence and more");
  });

  it("still meets what somebody else has saved meanwhile", async () => {
    const node = await addFile("Elsewhere.txt");
    const { keepDraft, openDocument, saveDocument } = await loadDocuments();
    const opened = await openDocument({ origin, node });
    await saveDocument({ opened, bytes: plain("from elsewhere") });
    await keepDraft({ opened, bytes: plain("mine") });
    await killAndStart();
    await expect(restoreAndSave(node)).rejects.toMatchObject({ code: "VERSION_CONFLICT" });
    expect(await read(node)).toBe("from elsewhere");
  });
});
