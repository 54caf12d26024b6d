import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import type { LiveSession } from "../../extension/live/live-session.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { seedOf, textOf, typeInto } from "../support/live-text.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** People with browsers of their own in one document of a room, against the Worker as it is. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
let carol: PersonsBrowser;
let room: SpaceId;
const sessions: LiveSession[] = [];

const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;

async function addFile(name: string, text: string): Promise<NodeId> {
  const space = await alice.freshSpace(alice.origin, room);
  const { node } = await alice.createFile({
    ...{ space, parent: null, name, content: new Blob([utf8(text)]), modifiedAtMs: 1 },
    ...{ chooseName: alice.keepBoth, signal: new AbortController().signal, onProgress: () => undefined },
  });
  return node;
}

async function join(browser: PersonsBrowser, node: NodeId): Promise<LiveSession> {
  // As the list of the room's files does, from which people open one
  await browser.syncSpace(await browser.openSpace(browser.origin, room));
  const opened = await browser.openDocument({ origin: browser.origin, node });
  const session = await browser.joinLive({
    ...{ opened, name: "somebody", seed: seedOf, signal: new AbortController().signal },
    onReplaced: () => undefined,
  });
  sessions.push(session);
  return session;
}

const agree = async (...pages: LiveSession[]): Promise<void> => {
  await expect.poll(() => new Set(pages.map(textOf)).size, { timeout: 8000 }).toBe(1);
  await expect.poll(() => pages.some((page) => page.hasUnacked()), { timeout: 8000 }).toBe(false);
};

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  const { origin } = alice;
  bob = await joinersBrowser(server, (await alice.invite({ origin, type: "User", days: 1 })).link, "Bob");
  carol = await joinersBrowser(server, (await alice.invite({ origin, type: "User", days: 1 })).link, "Carol");
  const members = [
    { user: await me(bob), level: "Editor" as const },
    { user: await me(carol), level: "Viewer" as const },
  ];
  room = await alice.createRoom({ origin, title: "Notes", colour: 1, roomType: "Custom", members });
}, 60_000);
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close().catch(() => undefined);
});
afterAll(() => server.close());

describe("people in one document", () => {
  it("write together, and see each other by name", async () => {
    const node = await addFile("Together.txt", "start. ");
    const [one, two] = await Promise.all([join(alice, node), join(bob, node)]);
    typeInto(one, "by alice. ");
    typeInto(two, "by bob. ");
    await expect.poll(() => textOf(one)).toHaveLength("start. by alice. by bob. ".length);
    await agree(one, two);
    await expect.poll(() => one.people().map(({ name }) => name)).toContain("Bob");
    expect(one.refused + two.refused).toBe(0);
  });

  it("find what was written when they come later, also after everybody left", async () => {
    const node = await addFile("Later.txt", "start. ");
    const first = await join(alice, node);
    typeInto(first, "not saved. ");
    await first.close();
    const second = await join(bob, node);
    expect(textOf(second)).toBe("start. not saved. ");
  });

  it("save out of the session, and whoever else is there knows the version as theirs", async () => {
    const node = await addFile("Saved.txt", "start. ");
    const [one, two] = await Promise.all([join(alice, node), join(bob, node)]);
    typeInto(two, "more. ");
    await agree(one, two);
    await expect.poll(() => [one.isSaver(), two.isSaver()].filter(Boolean)).toHaveLength(1);
    const [saver, other] = one.isSaver() ? [one, two] : [two, one];
    const browser = saver === one ? alice : bob;
    await saver.flush();
    const point = saver.savePoint();
    const opened = await browser.openDocument({ origin: browser.origin, node });
    const { version } = await browser.saveDocument({
      ...{ opened, bytes: asPlain(utf8(textOf(saver))) },
      onUploaded: ({ number, blob }) => saver.noteSaving(number, blob, point),
    });
    await saver.noteSaved(version, point);
    await expect.poll(() => other.isOwnSave(version)).toBe(true);
    await expect.poll(() => [one.hasUnsaved(), two.hasUnsaved()]).toEqual([false, false]);
    await one.close();
    await two.close();
    const again = await join(alice, node);
    expect([again.baseVersion, textOf(again)]).toEqual([2, "start. more. "]);
  });
});

describe("carol, who may only read", () => {
  it("sees what is written, and what she writes reaches nobody", async () => {
    const node = await addFile("Read.txt", "start. ");
    const one = await join(alice, node);
    const reader = await join(carol, node);
    expect(reader.mayWrite).toBe(false);
    typeInto(one, "for carol. ");
    await expect.poll(() => textOf(reader)).toBe("start. for carol. ");
    typeInto(reader, "by carol. ");
    typeInto(one, "more. ");
    await expect.poll(() => textOf(reader)).toContain("more. ");
    expect(textOf(one)).toBe("start. for carol. more. ");
    expect([one.isSaver(), reader.isSaver()]).toEqual([true, false]);
  });
});

describe("bob, who is denied while he writes", () => {
  it("is out at once, and the others go on under a new key", async () => {
    const node = await addFile("Denied.txt", "start. ");
    const [one, two] = await Promise.all([join(alice, node), join(bob, node)]);
    typeInto(two, "by bob. ");
    await expect.poll(() => textOf(one)).toBe("start. by bob. ");
    const { origin } = alice;
    await alice.removeMembers({ origin, space: room, users: [await me(bob)] });
    await expect.poll(() => two.status).not.toBe("live");
    typeInto(one, "without bob. ");
    await expect.poll(() => one.hasUnacked(), { timeout: 8000 }).toBe(false);
    const reader = await join(carol, node);
    expect(textOf(reader)).toBe("start. by bob. without bob. ");
    typeInto(two, "still here? ");
    await two.flush();
    expect(textOf(one)).toBe("start. by bob. without bob. ");
    expect(textOf(two)).not.toContain("without bob");
  });
});
