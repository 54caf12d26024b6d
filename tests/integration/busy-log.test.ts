import { afterAll, beforeAll, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { deriveIdentity, parseRootSeed } from "../../shared/crypto/identity.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { AppError } from "../../shared/errors.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Somebody with a changed client, who appends to the portal's log all the time what concerns nobody but him. */

let server: TestServer;
let alice: PersonsBrowser;
let bob: PersonsBrowser;
beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  const { link } = await alice.invite({ origin: alice.origin, type: "User", days: 7 });
  bob = await joinersBrowser(server, link, "Bob");
});
afterAll(() => server?.close());

/** Renames once, by the head as it is now. */
async function rename(browser: PersonsBrowser): Promise<void> {
  const { client, portalId, user } = await browser.openPortal(browser.origin);
  const record = await browser.unlockedRecord(browser.origin).read();
  if (!record) throw new AppError("LOCKED");
  const { signKey } = await deriveIdentity(parseRootSeed(record.seed));
  const { head } = await client.call("getPortalLog", { params: { from: "0" } });
  const named = { salt: randomBytes(16), name: "Bob", email: "bob2@example.com" };
  const operation = { op: "profile.change", user, profileCommitment: await commitProfile(named) } as const;
  const place = { space: portalId, seq: head.seq + 1, prev: head.hash, portalHead: null };
  const entry = await signEntry({ ...place, timeMs: Date.now(), author: user, operation }, signKey);
  const profile = { ...named, user, salt: toBase64Url(named.salt) };
  await client.call("appendPortalEntry", { body: { entry: toBase64Url(entry.wire), profile } });
}

/** Does so until he may not; gives how often it was taken. */
async function renameOnAndOn(browser: PersonsBrowser): Promise<number> {
  for (let taken = 0; ; ) {
    const code = await rename(browser).then(
      () => null,
      (error: unknown) => (error instanceof AppError ? error.code : "INTERNAL"),
    );
    if (code === null) taken++;
    else if (code !== "HEAD_MOVED" && code !== "RATE_LIMITED") return taken;
  }
}

it("keeps nobody from removing him, from making a group, or from disabling him", {
  timeout: 120_000,
}, async () => {
  const { origin } = alice;
  const { user } = await bob.openPortal(origin);
  const members = [{ user, level: "Viewer" as const }];
  const space = await alice.createRoom({ origin, title: "Board", colour: 1, roomType: "Custom", members });
  const renaming = renameOnAndOn(bob);
  await alice.removeMembers({ origin, space, users: [user] });
  await alice.createGroup({ origin, name: "Legal", members: [] });
  await alice.disablePerson({ origin, user });
  expect(await renaming).toBeLessThanOrEqual(20);
});
