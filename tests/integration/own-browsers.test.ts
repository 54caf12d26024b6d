import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId } from "../../shared/ids.ts";
import {
  type ChangingWorld,
  changingWorld,
  isAtWork,
  makeNewKit,
  type Newcomer,
  next,
  old,
} from "../support/changing-world.ts";
import { anotherBrowser, type PersonsBrowser } from "../support/five-browsers.ts";

/** What a person changes in one browser, and what his other ones make of it, with work of his own lying in them. */

let world: ChangingWorld;
beforeAll(async () => {
  world = await changingWorld();
});
afterEach(() => world.liar.repent());
afterAll(() => world.close());

async function leaveDraft(browser: PersonsBrowser): Promise<NodeId> {
  const { origin } = browser;
  const space = await browser.openPersonalSpace(origin);
  const { node } = await browser.createFile({
    ...{ space, parent: null, name: "Plan.txt", content: new Blob([utf8("saved")]), modifiedAtMs: 1 },
    ...{ chooseName: browser.keepBoth, signal: new AbortController().signal, onProgress: () => undefined },
  });
  const opened = await browser.openDocument({ origin, node });
  await browser.keepDraft({ opened, bytes: asPlain(utf8("unsaved")) });
  return node;
}

async function readDraft(browser: PersonsBrowser, node: NodeId): Promise<string> {
  const { draft } = await browser.openDocument({ origin: browser.origin, node });
  return new TextDecoder().decode(draft?.bytes);
}

/** No room in a browser's storage for what would be kept under this key. */
function fillUp({ memory }: PersonsBrowser, key: string) {
  const set = memory.local.set.bind(memory.local);
  return vi.spyOn(memory.local, "set").mockImplementation(async (items) => {
    if (key in items) throw new Error("QUOTA_BYTES quota exceeded");
    return set(items);
  });
}

/** Without the time that wrong tries cost. */
const forgetTries = (browser: PersonsBrowser): Promise<void> => browser.triesRecord(browser.origin).remove();

describe("an address that was changed elsewhere", () => {
  it("by alice, needs nothing of bob: he unlocks, finds his draft, and is shown the new one (row 44)", async () => {
    const bob = await world.newcomer();
    const { origin } = bob;
    const node = await leaveDraft(bob);
    const { user } = await bob.openPortal(origin);
    await bob.lockNow();
    const email = `robert.${bob.email}`;
    await world.alice.changeProfile({ origin: world.alice.origin, user, name: "Robert", email });
    await bob.unlock({ origin, ...old });
    expect(await readDraft(bob, node)).toBe("unsaved");
    await bob.keepUp(origin);
    expect((await bob.portalRecord(origin).read())?.account).toMatchObject({ name: "Robert", email });
    const phone = await anotherBrowser(world.server, email);
    expect(await isAtWork(phone)).toBe(true);
  });

  it("goes on in a browser whose session runs out meanwhile, too", async () => {
    const bob = await world.newcomer();
    const laptop = await anotherBrowser(world.server, bob.email);
    await bob.changeProfile({ origin: bob.origin, name: "Bob", email: `new.${bob.email}` });
    await world.server.rows("UPDATE sessions SET expires_at_ms = 1");
    expect(await isAtWork(laptop)).toBe(true);
  });
});

describe("a passphrase that was changed elsewhere", () => {
  let bob: Newcomer;
  let laptop: PersonsBrowser;
  let node: NodeId;
  beforeEach(async () => {
    bob = await world.newcomer();
    laptop = await anotherBrowser(world.server, bob.email);
    node = await leaveDraft(laptop);
    await bob.changePassphrase({ origin: bob.origin, current: old, passphrase: next.secret });
  });

  it("unlocks the laptop, and all that lay there is there", async () => {
    const { origin } = laptop;
    await expect(laptop.listDevices(origin)).rejects.toMatchObject({ code: "SESSION_ENDED" });
    expect(await laptop.readLockState(origin)).toBe("locked");
    await laptop.unlock({ origin, ...next });
    expect(await isAtWork(laptop)).toBe(true);
    expect(await readDraft(laptop, node)).toBe("unsaved");
    expect(await laptop.readUnlockWait(origin)).toBeNull();
  });

  it("leaves nothing for the old one to open, once the laptop knows it", async () => {
    const { origin } = laptop;
    await laptop.lockNow();
    await laptop.unlock({ origin, ...next });
    await laptop.lockNow();
    world.takePortalAway();
    await expect(laptop.unlock({ origin, ...old })).rejects.toMatchObject({ code: "UNLOCK_REFUSED" });
    await laptop.unlock({ origin, ...next });
  });

  it("is asked for where the old one is typed while the portal answers", async () => {
    const { origin } = laptop;
    await laptop.lockNow();
    for (let tries = 0; tries < 3; tries++)
      await expect(laptop.unlock({ origin, ...old })).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    expect(await laptop.readLockState(origin)).toBe("locked");
    await expect(laptop.unlock({ origin, ...next })).rejects.toMatchObject({ code: "UNLOCK_WAIT" });
    await forgetTries(laptop);
    await expect(laptop.unlock({ origin, ...old, secret: "a guess of eve" })).rejects.toMatchObject({
      code: "UNLOCK_REFUSED",
    });
    await laptop.unlock({ origin, ...next });
    expect(await readDraft(laptop, node)).toBe("unsaved");
  });

  it("locks the laptop that the old one unlocked without the portal, as soon as it answers again", async () => {
    const { origin } = laptop;
    await laptop.lockNow();
    world.takePortalAway();
    await laptop.unlock({ origin, ...old });
    world.liar.repent();
    await expect(laptop.listDevices(origin)).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    expect(await laptop.readLockState(origin)).toBe("locked");
    await laptop.unlock({ origin, ...next });
    expect(await readDraft(laptop, node)).toBe("unsaved");
  });

  it("is not called wrong where this browser cannot keep what counts now, and costs no time", async () => {
    const { origin } = laptop;
    await laptop.lockNow();
    for (let tries = 0; tries < 3; tries++) {
      const full = fillUp(laptop, `portal:${origin}`);
      await expect(laptop.unlock({ origin, ...next })).rejects.toMatchObject({
        code: "BROWSER_STORAGE_FULL",
      });
      full.mockRestore();
    }
    expect(await laptop.readLockState(origin)).toBe("locked");
    await laptop.unlock({ origin, ...next });
    expect(await isAtWork(laptop)).toBe(true);
  });

  it("unlocks together with a new address, once that is typed", async () => {
    const { origin } = laptop;
    const email = `robert.${bob.email}`;
    await laptop.lockNow();
    await bob.changeProfile({ origin: bob.origin, name: "Robert", email });
    await expect(laptop.unlock({ origin, ...next })).rejects.toMatchObject({ code: "UNLOCK_REFUSED" });
    await laptop.unlock({ origin, ...next, email });
    expect(await readDraft(laptop, node)).toBe("unsaved");
    expect((await laptop.portalRecord(origin).read())?.account?.email).toBe(email);
  });

  it("to the very same words unlocks, too", async () => {
    await bob.changePassphrase({ origin: bob.origin, current: next, passphrase: old.secret });
    await laptop.lockNow();
    await laptop.unlock({ origin: laptop.origin, ...old });
    expect(await isAtWork(laptop)).toBe(true);
  });
});

describe("a kit that was made anew elsewhere", () => {
  it("opens the laptop, and the one before does not while the portal answers", async () => {
    const bob = await world.newcomer();
    const { origin } = bob;
    const before = await makeNewKit(bob);
    const laptop = await anotherBrowser(world.server, bob.email);
    const kit = await makeNewKit(bob);
    await laptop.lockNow();
    await expect(laptop.unlock({ origin, kind: "kit", secret: before })).rejects.toMatchObject({
      code: "LOGIN_REFUSED",
    });
    await laptop.unlock({ origin, kind: "kit", secret: kit });
    expect(await isAtWork(laptop)).toBe(true);
  });

  it("is known to a laptop that was at the portal since, however it was unlocked", async () => {
    const bob = await world.newcomer();
    const { origin } = bob;
    const before = await makeNewKit(bob);
    const laptop = await anotherBrowser(world.server, bob.email);
    const kit = await makeNewKit(bob);
    await laptop.lockNow();
    await laptop.unlock({ origin, ...old });
    await laptop.lockNow();
    world.takePortalAway();
    await expect(laptop.unlock({ origin, kind: "kit", secret: before })).rejects.toMatchObject({
      code: "UNLOCK_REFUSED",
    });
    await laptop.unlock({ origin, kind: "kit", secret: kit });
  });

  it("is not forgotten where this browser cannot keep it: the one before would open it still", async () => {
    const bob = await world.newcomer();
    const { origin } = bob;
    await makeNewKit(bob);
    const laptop = await anotherBrowser(world.server, bob.email);
    await makeNewKit(bob);
    await laptop.lockNow();
    const full = fillUp(laptop, `portal:${origin}`);
    await expect(laptop.unlock({ origin, ...old })).rejects.toMatchObject({ code: "BROWSER_STORAGE_FULL" });
    full.mockRestore();
    expect(await laptop.readLockState(origin)).toBe("locked");
    await laptop.unlock({ origin, ...old });
  });
});
