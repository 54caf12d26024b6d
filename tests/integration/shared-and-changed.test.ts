import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { parseUtf8 } from "../../shared/bytes.ts";
import { open, type Sharing, startSharing, type } from "../support/shared-elsewhere.ts";

/** Alice shares a file with her desktop, while she changes it with her laptop. */

let { server, desktop, laptop, bob, addFile, share } = {} as Sharing;

beforeAll(async () => {
  ({ server, desktop, laptop, bob, addFile, share } = await startSharing());
}, 120_000);
afterAll(() => server.kill());

/** Her desktop does not look again. */
async function lookedAMomentAgo(): Promise<void> {
  const { contact, session } = await desktop.openPersonalSpace(desktop.origin);
  for (const looked of [contact, session.contact]) Object.assign(looked, { atMs: Date.now() });
}

describe("sharing a file", () => {
  it("tried once more, takes along the name that it was given since the try before", async () => {
    const node = await addFile("Name of before.txt");
    await open(laptop, node);
    await laptop.renameFile(laptop.origin, node, "Name of now.txt");
    await lookedAMomentAgo();
    const again = { origin: desktop.origin, node, give: [bob], deny: [] };
    await expect(desktop.saveSharing(again)).rejects.toThrow("VERSION_CONFLICT");
    await desktop.saveSharing(again);
    expect((await open(laptop, node)).name).toBe("Name of now.txt");
  });

  it("tried once more, takes along what was saved since the try before", async () => {
    const node = await addFile("Twice.txt");
    await open(desktop, node);
    await laptop.saveDocument(type(await open(laptop, node), "newer"));
    await laptop.renameFile(laptop.origin, node, "Newer.txt");
    await laptop.keepDraft(type(await open(laptop, node), "typed"));
    await lookedAMomentAgo();
    const again = { origin: desktop.origin, node, give: [bob], deny: [] };
    await expect(desktop.saveSharing(again)).rejects.toThrow("VERSION_CONFLICT");
    await desktop.saveSharing(again);
    const opened = await open(laptop, node);
    expect([opened.name, parseUtf8(opened.bytes)]).toEqual(["Newer.txt", "newer"]);
    // What was the newest version there is another one's number here
    expect(opened.draft?.baseVersion).toBe(0);
    expect(opened.draft && parseUtf8(opened.draft.bytes)).toBe("typed");
  });
});

describe("a shared file among those changed last", () => {
  it("has the name and the time that it has where it is now", async () => {
    const node = await addFile("Called so.txt");
    await share(desktop, node);
    await addFile("Later.txt");
    await laptop.renameFile(laptop.origin, node, "Called otherwise.txt");
    const opened = await open(laptop, node);
    await laptop.saveDocument(type(opened, "newer"));
    const [first] = await desktop.listRecent(desktop.origin);
    expect(first).toMatchObject({ node, name: "Called otherwise.txt", space: opened.space });
  });
});
