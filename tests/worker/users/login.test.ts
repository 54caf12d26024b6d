import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseBase64Url, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { signLogin } from "../../../shared/crypto/login.ts";
import { createUserId, parsePortalOrigin, type UserId } from "../../../shared/ids.ts";
import { signIn } from "../../support/accounts.ts";
import { ask, codeOf, type Door, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor } from "../door.ts";

const MINUTE_MS = 60_000;

describe("signing in", () => {
  let door: Door;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });
  afterEach(() => vi.useRealTimers());

  const challengeFor = (email: string, kind: "passphrase" | "kit" = "passphrase") =>
    get(door, "createChallenge", { body: { email, kind } });

  interface Proof {
    readonly challenge: string;
    readonly by?: Client;
    readonly email?: string;
    readonly origin?: string;
    readonly kind?: "passphrase" | "kit";
    readonly timeMs?: number;
  }
  async function prove({
    challenge,
    by = alice,
    email,
    origin,
    kind = "passphrase",
    timeMs = Date.now(),
  }: Proof) {
    const { loginSeed } = by.account.logins.find((login) => login.kind === "passphrase")!;
    const signed = {
      origin: parsePortalOrigin(origin ?? door.origin),
      challenge: parseBase64Url(challenge),
      timeMs,
    };
    const signature = toBase64Url(await signLogin({ loginSeed, ...signed }));
    const body = { email: email ?? by.account.email, kind, challenge, timeMs, signature };
    return { body, reply: () => ask(door, "createSession", { body }) };
  }

  it("gives alice a session by a signed challenge, whatever the case of her address", async () => {
    const { challenge } = await challengeFor("Alice@Example.org");
    const { reply } = await prove({ challenge, email: "ALICE@example.org" });
    expect((await reply()).status).toBe(200);
  });

  it("takes a challenge once (A73)", async () => {
    const { challenge } = await challengeFor(alice.account.email);
    const { reply } = await prove({ challenge });
    expect(await codeOf(reply())).toBe("200");
    expect(await codeOf(reply())).toBe("LOGIN_REFUSED");
  });

  it("takes a challenge once even when two come at the same time (A73)", async () => {
    const { challenge } = await challengeFor(alice.account.email);
    const { reply } = await prove({ challenge });
    expect((await Promise.all([codeOf(reply()), codeOf(reply())])).sort()).toEqual(["200", "LOGIN_REFUSED"]);
  });

  it("takes a challenge for two minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { challenge } = await challengeFor(alice.account.email);
    vi.setSystemTime(Date.now() + 2 * MINUTE_MS);
    expect(await codeOf((await prove({ challenge })).reply())).toBe("LOGIN_REFUSED");
  });

  it("refuses a proof by another key, for another portal, address or way (A73)", async () => {
    const fresh = async () => (await challengeFor(alice.account.email)).challenge;
    const refused = [
      await prove({ challenge: await fresh(), by: mallory, email: alice.account.email }),
      await prove({ challenge: await fresh(), origin: "https://other.example" }),
      await prove({ challenge: await fresh(), kind: "kit" }),
      await prove({ challenge: (await challengeFor(mallory.account.email)).challenge }),
      await prove({ challenge: toBase64Url(randomBytes(32)) }),
    ];
    for (const { reply } of refused) expect(await codeOf(reply())).toBe("LOGIN_REFUSED");
  });

  it("tells a clock that is wrong by a day, and keeps the challenge for the next try", async () => {
    const { challenge } = await challengeFor(alice.account.email);
    const wrong = await prove({ challenge, timeMs: Date.now() + 86_400_000 });
    expect(await codeOf(wrong.reply())).toBe("CLOCK_WRONG");
    expect(await codeOf((await prove({ challenge })).reply())).toBe("200");
  });

  it("answers alike for an address that nobody has (A75)", async () => {
    const known = await challengeFor(alice.account.email);
    const unknown = await challengeFor("nobody@example.org");
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(unknown.argon2).toEqual(known.argon2);
    expect((await challengeFor("Nobody@example.org")).salt).toBe(unknown.salt);
    expect((await challengeFor("nobody2@example.org")).salt).not.toBe(unknown.salt);
    expect((await challengeFor("nobody@example.org", "kit")).argon2).toBeNull();
    const { reply } = await prove({ challenge: unknown.challenge, email: "nobody@example.org" });
    expect(await codeOf(reply())).toBe("LOGIN_REFUSED");
  });

  it("by the user's id gives a challenge for that alone, and neither salt nor a word about the address", async () => {
    const { user } = alice.person;
    const challengeOf = (who: UserId) =>
      get(door, "createChallenge", { body: { user: who, kind: "passphrase" } });
    for (const asked of [await challengeOf(user), await challengeOf(createUserId())])
      expect(asked).toMatchObject({ salt: null, argon2: null });
    const send = async (challenge: string) => {
      const { email: _, ...body } = (await prove({ challenge })).body;
      return codeOf(ask(door, "createSession", { body: { ...body, user } }));
    };
    expect(await send((await challengeFor(alice.account.email)).challenge)).toBe("LOGIN_REFUSED");
    expect(await send((await challengeOf(mallory.person.user)).challenge)).toBe("LOGIN_REFUSED");
    expect(await send((await challengeOf(user)).challenge)).toBe("200");
    const { reply } = await prove({ challenge: (await challengeOf(user)).challenge });
    expect(await codeOf(reply())).toBe("LOGIN_REFUSED");
  });

  it("makes up other salts in another database", async () => {
    const { salt } = await challengeFor("nobody@example.org");
    door = await openDoor();
    expect((await challengeFor("nobody@example.org")).salt).not.toBe(salt);
  });

  it("refuses somebody who was disabled", async () => {
    await door.sql("update users set is_disabled = 1 where user = ?", mallory.person.user);
    await expect(signIn(door, mallory.account)).rejects.toThrow("LOGIN_REFUSED");
  });

  it("keeps neither the address on the network nor the e-mail address with its counters", async () => {
    await challengeFor("nobody@example.org");
    const rows = JSON.stringify([
      await door.sql("select * from rate_counters"),
      await door.sql("select * from challenges"),
    ]);
    expect(rows).not.toContain("nobody");
    expect(rows).not.toContain("nowhere");
  });
});
