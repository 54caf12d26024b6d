import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import type { OpenedDocument } from "../../extension/files/document.ts";
import { parseUtf8 } from "../../shared/bytes.ts";
import { type NodeId, parseLiveSessionId } from "../../shared/ids.ts";
import { textOf, typeInto } from "../support/live-text.ts";
import { LyingServer } from "../support/lying-server.ts";
import { open, PATIENCE, type Sharing, startSharing, type } from "../support/shared-elsewhere.ts";

/** Alice shares a file with her laptop, while what she typed into it on her desktop waits there. */

let { server, desktop, laptop, addFile, share, join } = {} as Sharing;

beforeAll(async () => {
  ({ server, desktop, laptop, addFile, share, join } = await startSharing());
}, 120_000);
afterAll(() => server.kill());

const draftIn = ({ draft }: OpenedDocument) =>
  draft && { text: parseUtf8(draft.bytes), baseVersion: draft.baseVersion };

describe("a draft of a file that was shared meanwhile", () => {
  it("is found where the file is now, on the version that it was typed on and of no session there", async () => {
    const node = await addFile("Draft.txt");
    const session = parseLiveSessionId("A".repeat(22));
    await desktop.keepDraft({ ...type(await open(desktop, node), "typed"), session: async () => session });
    expect((await open(desktop, node)).draft?.session).toBe(session);
    await share(laptop, node);
    const again = await open(desktop, node);
    expect(again.draft?.session).toBeNull();
    expect(draftIn(again)).toEqual({ text: "typed", baseVersion: again.version });
    await desktop.saveDocument(type(again, "typed"));
    await desktop.discardDraft(again);
    expect(draftIn(await open(desktop, node))).toBeNull();
  });

  it("is typed on and kept where the file is now, and offered there alone", async () => {
    const node = await addFile("Typed on.txt");
    await desktop.keepDraft(type(await open(desktop, node), "typed"));
    await share(laptop, node);
    await desktop.keepDraft(type(await open(desktop, node), "typed more"));
    const again = await open(desktop, node);
    expect(draftIn(again)?.text).toBe("typed more");
    await desktop.saveDocument(type(again, "typed more"));
    await desktop.discardDraft(again);
    expect(draftIn(await open(desktop, node))).toBeNull();
  });

  it("takes nothing along that another tab has kept since", async () => {
    const node = await addFile("Two tabs.txt");
    const other = await open(desktop, node);
    await desktop.keepDraft(type(other, "typed"));
    await share(laptop, node);
    const again = await open(desktop, node);
    await desktop.keepDraft(type(other, "of the other tab"));
    await desktop.saveDocument(type(again, "typed"));
    await desktop.discardDraft(again);
    expect(draftIn(await open(desktop, node))?.text).toBe("of the other tab");
  });

  it("that stands on an older version is saved over nothing", async () => {
    const node = await addFile("Older.txt");
    await desktop.keepDraft(type(await open(desktop, node), "typed"));
    await laptop.saveDocument(type(await open(laptop, node), "newer"));
    await share(laptop, node);
    const again = await open(desktop, node);
    expect(draftIn(again)).toEqual({ text: "typed", baseVersion: 0 });
    const onDraft = { ...again, version: 0 };
    await desktop.keepDraft(type(onDraft, "typed more"));
    await expect(desktop.saveDocument(type(onDraft, "typed more"))).rejects.toThrow("VERSION_CONFLICT");
    expect(draftIn(await open(desktop, node))).toEqual({ text: "typed more", baseVersion: 0 });
  });
});

describe("a page that still has the file open", () => {
  it("is told that it was shared, and finds its work where the file is now", async () => {
    const node = await addFile("Open.txt");
    const opened = await open(desktop, node);
    await share(laptop, node);
    const work = type(opened, "typed");
    await desktop.keepDraft(work);
    await expect(desktop.saveDocument(work)).rejects.toThrow("FILE_SHARED");
    const again = await open(desktop, node);
    expect(again.space).not.toBe(opened.space);
    expect(draftIn(again)).toEqual({ text: "typed", baseVersion: again.version });
  });

  it("is told so at once, and nothing of versions that are counted anew", async () => {
    const node = await addFile("Idle.txt");
    const opened = await open(desktop, node);
    const ending = new AbortController();
    const heard: string[] = [];
    desktop.watchDocument({
      ...{ ...opened, signal: ending.signal },
      onNewVersion: ({ version }) => heard.push(`version ${version}`),
      onShared: () => heard.push("shared"),
    });
    await share(laptop, node);
    await expect.poll(() => heard, PATIENCE).toEqual(["shared"]);
    await laptop.saveDocument(type(await open(laptop, node), "newer"));
    await open(desktop, node);
    expect(heard).toEqual(["shared"]);
    ending.abort();
  });
});

describe("sharing a file", () => {
  it("waits until work that a page kept outside of any session is decided on", async () => {
    const node = await addFile("Kept.txt");
    const opened = await open(desktop, node);
    await desktop.keepDraft(type(opened, "typed"));
    await expect(share(desktop, node)).rejects.toThrow("WORK_WAITING");
    await desktop.discardDraft(opened);
    await share(desktop, node);
  });

  it("is not done while nobody can tell whether something of it is unsaved", async () => {
    const node = await addFile("No line.txt");
    const one = await join(node);
    await expect.poll(() => one.status, PATIENCE).toBe("live");
    typeInto(one, "sent. ");
    await one.flush();
    const liar = new LyingServer();
    liar.change("openFile", (reply) => ({ ...reply, ticket: null }));
    liar.lose("createLiveTicket");
    await expect(share(laptop, node).finally(() => liar.close())).rejects.toThrow("OFFLINE");
    await expect(share(laptop, node)).rejects.toThrow("WORK_WAITING");
    await one.close();
  });

  it("waits until what was typed is saved, where others can no more reach it afterwards", async () => {
    const node = await addFile("Typed.txt");
    const one = await join(node);
    await expect.poll(() => one.status, PATIENCE).toBe("live");
    typeInto(one, "sent. ");
    await one.flush();
    for (const browser of [laptop, desktop])
      await expect(share(browser, node)).rejects.toThrow("WORK_WAITING");
    const point = one.savePoint();
    const work = type(await open(desktop, node), textOf(one));
    const { version } = await desktop.saveDocument({
      ...work,
      onUploaded: ({ number, blob }) => one.noteSaving(number, blob, point),
    });
    await one.noteSaved(version, point);
    await share(desktop, node);
    expect(parseUtf8((await open(laptop, node)).bytes)).toBe("start. sent. ");
    await one.close();
  });
});

/** The portal is away while she types on her desktop, whose browser is killed then. */
async function typeAway(node: NodeId): Promise<void> {
  const ending = new AbortController();
  const one = await join(node, { signal: ending.signal });
  await expect.poll(() => one.status, PATIENCE).toBe("live");
  await server.kill();
  await expect.poll(() => one.status, PATIENCE).toBe("connecting");
  typeInto(one, "not sent. ");
  await one.flush();
  ending.abort();
  await server.start();
}

describe("what waits on the disk of a file that was shared meanwhile", () => {
  it("is shown beside the file where it is now, each time until it is decided on", async () => {
    const node = await addFile("Waits.txt");
    await typeAway(node);
    await expect(share(desktop, node)).rejects.toThrow("WORK_WAITING");
    await share(laptop, node);
    for (let time = 0; time < 2; time++) {
      const ending = new AbortController();
      const again = await join(node, { signal: ending.signal });
      expect(textOf(again)).toBe("start. not sent. ");
      await expect.poll(() => again.status, PATIENCE).toBe("apart");
      expect([again.baseVersion, again.hasUnsaved()]).toEqual([1, true]);
      ending.abort();
    }
    const last = await join(node);
    await expect.poll(() => last.status, PATIENCE).toBe("apart");
    last.giveUp();
    await last.close();
    const after = await join(node);
    await expect.poll(() => after.status, PATIENCE).toBe("live");
    expect(textOf(after)).toBe("start. ");
    await after.close();
  }, 120_000);
});
