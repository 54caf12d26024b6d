import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "../../shared/ids.ts";
import { PASSPHRASE } from "../support/extension-world.ts";
import {
  anotherBrowser,
  joinersBrowser,
  ownersBrowser,
  type PersonsBrowser,
} from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What people change about their own accounts and others', with browsers of their own. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
let aliceId: UserId;
let bobId: UserId;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  const { link } = await alice.invite({ origin: alice.origin, type: "RoomAdmin", days: 1 });
  bob = await joinersBrowser(server, link, "Bob");
  aliceId = (await alice.openPortal(alice.origin)).user;
  bobId = (await bob.openPortal(bob.origin)).user;
});
afterAll(() => server.close());

describe("bob's account", () => {
  it("takes a new passphrase in place of the old one", async () => {
    const { origin } = bob;
    const current = { kind: "passphrase", secret: PASSPHRASE } as const;
    const passphrase = "copper meadow seventeen otters";
    await bob.changePassphrase({ origin, current, passphrase });
    await bob.lockNow();
    await expect(bob.unlock({ origin, ...current })).rejects.toMatchObject({ code: "UNLOCK_REFUSED" });
    await bob.unlock({ origin, kind: "passphrase", secret: passphrase });
    expect((await bob.openPersonalSpace(origin)).spaceKeys.size).toBe(1);
  });

  it("takes a new kit once it was typed back", async () => {
    const { origin } = bob;
    const current = { kind: "passphrase", secret: "copper meadow seventeen otters" } as const;
    const { kit, askedGroups } = await bob.beginNewKit({ origin, current });
    const groups = Object.fromEntries(askedGroups.map((at) => [at, kit.split("-")[at] ?? ""]));
    expect(await bob.confirmNewKit({ origin, groups: { ...groups, [askedGroups[0] ?? 0]: "AAAA" } })).toBe(
      false,
    );
    expect(await bob.confirmNewKit({ origin, groups })).toBe(true);
    await bob.lockNow();
    await bob.unlock({ origin, kind: "kit", secret: kit });
    expect((await bob.openPersonalSpace(origin)).spaceKeys.size).toBe(1);
  });
});

describe("alice's devices", () => {
  it("lock when their session is ended from another one, and open again with the passphrase", async () => {
    const laptop = await anotherBrowser(server, "alice@example.com");
    const { origin } = alice;
    const devices = await alice.listDevices(origin);
    expect(devices.map(({ isThis }) => isThis)).toEqual([true, false]);
    await alice.endDevice({ origin, session: devices[1]?.session ?? "" });
    // From a list that does not know it yet: it is over, as was wished
    await alice.endDevice({ origin, session: devices[1]?.session ?? "" });
    await expect(laptop.listDevices(origin)).rejects.toMatchObject({ code: "SESSION_ENDED" });
    expect(await laptop.readLockState(origin)).toBe("locked");
    expect(await alice.readLockState(origin)).toBe("unlocked");
    expect(await alice.listDevices(origin)).toHaveLength(1);
    await laptop.unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
    expect(await laptop.listDevices(origin)).toHaveLength(2);
  });

  it("know the same settings of files (row 49)", async () => {
    const { origin } = alice;
    await alice.saveFileSettings(origin, { isTrashAsked: false, sortBy: "size" });
    const phone = await anotherBrowser(server, "alice@example.com");
    expect(await phone.readFileSettings(origin)).toEqual({ isTrashAsked: false, sortBy: "size" });
  });
});

describe("bob's name and address", () => {
  it("are changed by alice, and he signs in with the new one (row 44)", async () => {
    await alice.changeProfile({
      ...{ origin: alice.origin, user: bobId, name: "Robert", email: "robert@example.com" },
    });
    const seen = (await bob.listContacts(bob.origin)).find(({ isSelf }) => isSelf);
    expect([seen?.name, seen?.email]).toEqual(["Robert", "robert@example.com"]);
    await expect(
      bob.changeProfile({ origin: bob.origin, user: aliceId, name: "Al", email: "al@example.com" }),
    ).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    const secret = "copper meadow seventeen otters";
    await bob.lockNow();
    await bob.unlock({ origin: bob.origin, kind: "passphrase", secret });
    expect((await bob.openPersonalSpace(bob.origin)).spaceKeys.size).toBe(1);
    const phone = await anotherBrowser(server, "robert@example.com", secret);
    expect((await phone.openPersonalSpace(phone.origin)).spaceKeys.size).toBe(1);
  });
});

describe("rooms of somebody who goes", () => {
  it("are handed over first, archived ones too", async () => {
    const { origin } = alice;
    const user = bobId;
    const title = { origin: bob.origin, title: "Bob's", colour: 2, roomType: "Custom", members: [] } as const;
    const [first, second] = [await bob.createRoom(title), await bob.createRoom(title)];
    await bob.archiveRoom({ origin: bob.origin, space: second });
    await expect(alice.changeType({ origin, user, type: "User" })).rejects.toMatchObject({
      code: "ROOMS_LEFT",
    });
    expect(await alice.handOverRooms({ origin, user, to: aliceId })).toBe(2);
    await alice.changeType({ origin, user, type: "User" });
    expect((await alice.freshSpace(origin, first)).state.owner).toBe(aliceId);
  });
});

describe("the end of the portal", () => {
  it("comes by its Owner alone, and nothing opens behind it (row 50)", async () => {
    const own = await startServer();
    const owner = await ownersBrowser(own);
    await owner.keepUp(owner.origin);
    const { link } = await owner.invite({ origin: owner.origin, type: "DocSpaceAdmin", days: 1 });
    const dora = await joinersBrowser(own, link, "Dora");
    await expect(dora.removePortal(dora.origin)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    await owner.removePortal(owner.origin);
    await expect(dora.keepUp(dora.origin)).rejects.toMatchObject({ code: "PORTAL_REMOVED" });
    await own.close();
  }, 30_000);
});

describe("the portal's settings", () => {
  it("lock each browser after the time that they allow at most", async () => {
    const { origin } = alice;
    const settings = await alice.readPortalSettings(origin);
    await alice.savePortalSettings(origin, { ...settings, idleLockMaxMinutes: 5 });
    await bob.keepUp(bob.origin);
    for (const browser of [alice, bob]) {
      await browser.activityRecord.write(Date.now() - 6 * 60_000);
      expect(await browser.readLockState(origin)).toBe("locked");
    }
  });
});
