import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lockNow, readLockState } from "../../extension/vault/lock.ts";
import { signIn } from "../../extension/vault/sign-in.ts";
import { parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import { createPassphraseSlot } from "../../shared/crypto/slot.ts";
import { encodeSlot, parseSlot } from "../../shared/crypto/slot-params.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import { connect, PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { memory } from "../support/memory-browser.ts";
import { people } from "../support/people.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** alice signs in on a new browser, and the server hands her keys that are not hers, or asks for weaker ones. */

let server: TestServer;
let origin: PortalOrigin;
let liar: LyingServer;

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
});
beforeEach(async () => {
  await lockNow();
  memory.reset();
  await connect(server);
  liar.repent();
});
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

const alice = { email: "alice@example.com", kind: "passphrase", secret: PASSPHRASE } as const;

describe("alice on a new browser (A03)", () => {
  it("is not given somebody else's sealed seed", async () => {
    const { mallory } = await people();
    const { signPublic, seed, user } = mallory;
    const slot = await createPassphraseSlot({ user, signPublic, seed, passphrase: PASSPHRASE });
    liar.change("createSession", (reply) => ({ ...reply, slots: [toBase64Url(slot.wire)] }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
    expect(await readLockState(origin)).toBe("noAccount");
  });

  it("is not given a damaged one, or none", async () => {
    liar.change("createSession", (reply) => ({
      ...reply,
      slots: reply.slots.map((wire) => {
        const slot = parseSlot(parseBase64Url(wire));
        return toBase64Url(encodeSlot({ ...slot, sealed: slot.sealed.map((byte) => byte ^ 1) }));
      }),
    }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
    liar.change("createSession", (reply) => ({ ...reply, slots: [] }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
  });

  it("does not take keys from a portal log that is not this portal's", async () => {
    const { mallory } = await people();
    const operation = {
      ...({ op: "portal.create" } as const),
      ...{ nonce: new Uint8Array(16), bundle: mallory.bundle.wire },
      ...{ profileCommitment: new Uint8Array(32), isPrivateRoomOn: true },
    };
    const first = { space: null, seq: 0, prev: null, portalHead: null, author: mallory.user };
    const forged = await signEntry({ ...first, timeMs: Date.now(), operation }, mallory.signKey);
    liar.change("getPortalLog", () => ({
      entries: [toBase64Url(forged.wire)],
      head: { seq: 0, hash: forged.hash },
    }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "PORTAL_CHANGED" });
  });

  it("is not told that she is called something else, or lives at another address", async () => {
    liar.change("listPeople", ({ people: [person] }) => ({ people: [{ ...person, name: "Mallory" }] }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
    liar.change("listPeople", ({ people: [person] }) => ({
      people: [{ ...person, email: "m@example.com" }],
    }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "CONTEXT_WRONG" });
  });

  it("signs in where nobody lies", async () => {
    await signIn({ origin, ...alice });
    expect(await readLockState(origin)).toBe("unlocked");
  });
});

describe("a weaker protection of her passphrase (A38)", () => {
  it.each([
    ["less memory", { memoryKiB: 1024, passes: 3, lanes: 4 }],
    ["fewer passes", { memoryKiB: 65_536, passes: 1, lanes: 4 }],
    ["fewer lanes", { memoryKiB: 65_536, passes: 3, lanes: 1 }],
    ["absurdly much memory", { memoryKiB: 8_388_608, passes: 3, lanes: 4 }],
    ["none at all", null],
  ])("is refused before anything is derived or sent: %s", async (_what, argon2) => {
    liar.change("createChallenge", (reply) => ({ ...reply, argon2 }));
    await expect(signIn({ origin, ...alice })).rejects.toMatchObject({ code: "KDF_REFUSED" });
    expect(liar.names()).not.toContain("createSession");
  });

  it("never sees the passphrase in a request", async () => {
    await signIn({ origin, ...alice });
    const sent = JSON.stringify(liar.asked.map(({ body }) => body));
    for (const word of PASSPHRASE.split(" ")) expect(sent).not.toContain(word);
  });
});
