import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import { createPassphraseSlot } from "../../shared/crypto/slot.ts";
import { encodeSlot, parseSlot } from "../../shared/crypto/slot-params.ts";
import { PASSPHRASE } from "../support/extension-world.ts";
import { anotherBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { people } from "../support/people.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** alice has changed her passphrase, and the server hands her laptop something else than what she sealed with it. */

const NEXT = "copper meadow seventeen otters";
const next = { kind: "passphrase", secret: NEXT } as const;

let server: TestServer;
let liar: LyingServer;
let laptop: PersonsBrowser;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  const alice = await ownersBrowser(server);
  laptop = await anotherBrowser(server, "alice@example.com");
  await laptop.lockNow();
  const current = { kind: "passphrase", secret: PASSPHRASE } as const;
  await alice.changePassphrase({ origin: alice.origin, current, passphrase: NEXT });
});
afterEach(async () => {
  liar.repent();
  await laptop.triesRecord(laptop.origin).remove();
});
afterAll(async () => {
  liar.close();
  await server.close();
});

const kept = () => laptop.portalRecord(laptop.origin).read();

/** Nothing opens, nothing here is replaced. */
async function refuses(code: string, typed: { kind: "passphrase"; secret: string } = next): Promise<void> {
  const before = await kept();
  await expect(laptop.unlock({ origin: laptop.origin, ...typed })).rejects.toMatchObject({ code });
  expect(await laptop.readLockState(laptop.origin)).toBe("locked");
  expect(await kept()).toEqual(before);
}

const damaged = (wire: string): string => {
  const slot = parseSlot(parseBase64Url(wire));
  return toBase64Url(encodeSlot({ ...slot, sealed: slot.sealed.map((byte) => byte ^ 1) }));
};

describe("alice's laptop, where her new passphrase is typed", () => {
  it("takes no slot of somebody else's, sealed under the same words", async () => {
    const { mallory } = await people();
    const { signPublic, seed, user } = mallory;
    const { wire } = await createPassphraseSlot({ user, signPublic, seed, passphrase: NEXT });
    liar.change("createSession", (reply) => ({ ...reply, slots: [toBase64Url(wire)] }));
    await refuses("CONTEXT_WRONG");
  });

  it("takes no other person's session", async () => {
    const { mallory } = await people();
    liar.change("createSession", (reply) => ({ ...reply, user: mallory.user }));
    await refuses("CONTEXT_WRONG");
  });

  it("takes no damaged slots, and does not do without", async () => {
    liar.change("createSession", (reply) => ({ ...reply, slots: reply.slots.map(damaged) }));
    await refuses("CONTEXT_WRONG");
    liar.change("createSession", (reply) => ({ ...reply, slots: [] }));
    await refuses("CONTEXT_WRONG");
  });

  it("stretches it no less than before", async () => {
    liar.change("createChallenge", (reply) => ({
      ...reply,
      argon2: reply.argon2 && { ...reply.argon2, memoryKiB: 1024 },
    }));
    await refuses("KDF_REFUSED");
    expect(liar.names()).not.toContain("createSession");
  });

  it("says nothing to another portal at the same address", async () => {
    liar.change("getPortal", (reply) => ({ ...reply, portal: toBase64Url(new Uint8Array(32)) }));
    await refuses("PORTAL_CHANGED");
    expect(liar.names()).toEqual(["getPortal"]);
  });

  it("takes the right one where nobody lies, and its kit's stays while that of the passphrase is swapped", async () => {
    const { origin } = laptop;
    await laptop.unlock({ origin, ...next });
    await laptop.lockNow();
    const before = await kept();
    liar.change("createSession", (reply) => ({ ...reply, slots: reply.slots.map(damaged) }));
    await laptop.unlock({ origin, ...next });
    expect(await kept()).toEqual(before);
    await laptop.lockNow();
  });

  it("hears a wrong one itself: the portal is sent nothing that was made of it", async () => {
    liar.repent();
    await refuses("UNLOCK_REFUSED", { ...next, secret: "a guess of mallory" });
    expect(liar.names()).toEqual(["getPortal", "createChallenge"]);
  });

  it("is not signed in over by another account that mallory makes it know", async () => {
    const { mallory } = await people();
    const before = await kept();
    liar.change("createSession", (reply) => ({ ...reply, user: mallory.user }));
    await expect(
      laptop.signIn({ origin: laptop.origin, email: "alice@example.com", ...next }),
    ).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
    expect(await kept()).toEqual(before);
  });
});
