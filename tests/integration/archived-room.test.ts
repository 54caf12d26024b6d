import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What becomes of an archived room whose owner leaves, with browsers of their own. */

let server: TestServer;
let alice: PersonsBrowser;

const come = async (name: string): Promise<PersonsBrowser> => {
  const { link } = await alice.invite({ origin: alice.origin, type: "RoomAdmin", days: 1 });
  return joinersBrowser(server, link, name);
};
const me = async (browser: PersonsBrowser): Promise<UserId> =>
  (await browser.openPortal(browser.origin)).user;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
}, 180_000);
afterAll(() => server.close());

describe("an archived room", () => {
  it("stays in the archive when it cannot be handed over", async () => {
    const { origin } = alice;
    const [otis, ulla] = [await come("Otis"), await come("Ulla")];
    const [user, to] = [await me(otis), await me(ulla)];
    const space = await otis.createRoom({
      ...{ origin: otis.origin, title: "Archived", colour: 1, roomType: "Custom" },
      members: [{ user: await me(alice), level: "Viewer" }],
    });
    await otis.archiveRoom({ origin: otis.origin, space });
    const archivedAt = async () => {
      const { state } = await alice.freshSpace(origin, space);
      return [state.isArchived, state.head.seq];
    };
    const before = await archivedAt();
    const settings = await alice.readPortalSettings(origin);
    await alice.savePortalSettings(origin, { ...settings, isOnlyVerified: true });
    const handOver = () => alice.handOverRooms({ origin, user, to });
    await expect(handOver()).rejects.toMatchObject({ code: "NOT_VERIFIED" });
    await alice.savePortalSettings(origin, settings);
    expect(await archivedAt()).toEqual(before);

    await alice.changeType({ origin, user: to, type: "User" });
    await expect(handOver()).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    expect((await archivedAt())[0]).toBe(true);
  }, 60_000);
});
