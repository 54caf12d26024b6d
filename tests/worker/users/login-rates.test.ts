import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseBase64Url, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { signLogin } from "../../../shared/crypto/login.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { signIn } from "../../support/accounts.ts";
import { ask, codeOf, type Door, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor } from "../door.ts";

const MINUTE_MS = 60_000;

describe("signing in often", () => {
  let door: Door;
  let alice: Client;
  let mallory: Client;
  const [HOME, CAFE, ELSEWHERE] = ["192.0.2.1", "198.51.100.7", "203.0.113.9"] as const;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
    // All in one minute, and none of it counted yet
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    await door.sql("delete from rate_counters");
  });

  afterEach(() => vi.useRealTimers());

  const doorAt = (address: string): Door => ({
    ...door,
    fetch: (path, init) =>
      door.fetch(path, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), "cf-connecting-ip": address },
      }),
  });
  const body = { email: "alice@example.org", kind: "kit" } as const;
  const askFrom = (address: string) => codeOf(ask(doorAt(address), "createChallenge", { body }));
  const guessFrom = (address: string, email: string = body.email) => {
    const [challenge, signature] = [32, 64].map((size) => toBase64Url(randomBytes(size))) as [string, string];
    const guess = { ...body, email, challenge, signature, timeMs: Date.now() };
    return codeOf(ask(doorAt(address), "createSession", { body: guess }));
  };
  /** As if each that has been counted had come so often. */
  const countedSoFar = (count: number) => door.sql("update rate_counters set count = ?", count);

  it("is sixty requests a minute from one place, and keeps alice out of nowhere else", async () => {
    await askFrom(CAFE);
    await countedSoFar(59);
    expect(await askFrom(CAFE)).toBe("200");
    expect(await askFrom(CAFE)).toBe("RATE_LIMITED");
    expect((await signIn(doorAt(HOME), alice.account)).user).toBe(alice.person.user);
  });

  it("is counted for challenges by the place alone: whoever asks for hers takes nothing from alice", async () => {
    await askFrom(CAFE);
    await askFrom(ELSEWHERE);
    await countedSoFar(1000);
    expect((await signIn(doorAt(HOME), alice.account)).user).toBe(alice.person.user);
  });

  it("is ten proofs a minute for one person from one place", async () => {
    await guessFrom(CAFE);
    await countedSoFar(9);
    expect(await guessFrom(CAFE)).toBe("LOGIN_REFUSED");
    expect(await guessFrom(CAFE)).toBe("RATE_LIMITED");
    expect(await guessFrom(CAFE, "bob@example.org")).toBe("LOGIN_REFUSED");
    expect((await signIn(doorAt(HOME), alice.account)).user).toBe(alice.person.user);
  });

  it("is a hundred proofs a minute for one person from everywhere, of which one place uses ten", async () => {
    await guessFrom(CAFE);
    await countedSoFar(59);
    expect(await guessFrom(CAFE)).toBe("RATE_LIMITED");
    await door.sql("update rate_counters set count = 99 where count = 59");
    expect(await guessFrom(HOME)).toBe("LOGIN_REFUSED");
    expect(await guessFrom(ELSEWHERE)).toBe("RATE_LIMITED");
    expect(await guessFrom(ELSEWHERE, "bob@example.org")).toBe("LOGIN_REFUSED");
  });

  it("is no matter for alice herself: a proof that is right is not counted for her", async () => {
    await guessFrom(CAFE);
    await countedSoFar(9);
    for (let at = 0; at < 3; at++) await signIn(doorAt(CAFE), alice.account);
    expect(await guessFrom(CAFE)).toBe("LOGIN_REFUSED");
    expect(await guessFrom(CAFE)).toBe("RATE_LIMITED");
  });

  it("is no matter for a whole office behind one address: right proofs are given back to the place", async () => {
    await askFrom(CAFE);
    await countedSoFar(57);
    for (let at = 0; at < 5; at++) await signIn(doorAt(CAFE), alice.account);
    expect(await askFrom(CAFE)).toBe("200");
  });

  it("gives a place no credit for what was counted in the minute before", async () => {
    const { email, logins } = alice.account;
    const { kind, loginSeed } = logins.find((login) => login.kind === "passphrase")!;
    const { challenge } = await get(door, "createChallenge", { body: { email, kind } });
    vi.setSystemTime(Date.now() + MINUTE_MS);
    const signed = { origin: parsePortalOrigin(door.origin), timeMs: Date.now() };
    const proof = await signLogin({ loginSeed, challenge: parseBase64Url(challenge), ...signed });
    const body = { email, kind, challenge, timeMs: signed.timeMs, signature: toBase64Url(proof) };
    const period = Math.floor(Date.now() / MINUTE_MS);
    const ofThisMinute = () =>
      door.sql("select sum(count) as counted from rate_counters where period = ?", period);
    for (let at = 0; at < 3; at++) await get(door, "createChallenge", { body: { email, kind } });
    const before = await ofThisMinute();
    expect(await codeOf(ask(door, "createSession", { body }))).toBe("200");
    // What he signed in by is counted for him alone
    expect(before).toEqual([{ counted: 3 }]);
    expect(await ofThisMinute()).toEqual([{ counted: 4 }]);
  });

  it("is sixty times a minute for one person who proves it", async () => {
    await signIn(doorAt(CAFE), alice.account);
    await door.sql("update rate_counters set count = 59 where count = 1");
    await signIn(doorAt(HOME), alice.account);
    await expect(signIn(doorAt(ELSEWHERE), alice.account)).rejects.toThrow("RATE_LIMITED");
    expect((await signIn(doorAt(ELSEWHERE), mallory.account)).user).toBe(mallory.person.user);
    // Refused, they stay counted for the place
    await door.sql("update rate_counters set count = 59 where count = 2");
    expect(await askFrom(ELSEWHERE)).toBe("200");
    expect(await askFrom(ELSEWHERE)).toBe("RATE_LIMITED");
  });

  it("is one place for all networks of one customer: a hundred guesses from them keep alice out nowhere else", async () => {
    const codes = new Set<string>();
    for (let guess = 0; guess < 100; guess++)
      codes.add(await guessFrom(`2001:db8:0:${(guess % 10).toString(16)}::1`));
    expect([...codes]).toEqual(["LOGIN_REFUSED", "RATE_LIMITED"]);
    expect((await signIn(doorAt(HOME), alice.account)).user).toBe(alice.person.user);
  });

  it("is again allowed in the next minute", async () => {
    await guessFrom(CAFE);
    await countedSoFar(1000);
    vi.setSystemTime(Date.now() + MINUTE_MS);
    expect((await signIn(doorAt(CAFE), alice.account)).user).toBe(alice.person.user);
  });

  it.each([
    ["2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", "RATE_LIMITED"],
    ["2001:db8::1", "2001:DB8:0:0:7::", "RATE_LIMITED"],
    ["2001:db8:0:1::1", "2001:db8:0:2::1", "200"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.2", "200"],
  ])("is one place within a network of IPv6: %s, then %s is answered %s", async (first, second, code) => {
    await askFrom(first);
    await countedSoFar(60);
    expect(await askFrom(second)).toBe(code);
  });

  it("is one person, with however many spaces the address is sent", async () => {
    await guessFrom(CAFE, "bob@example.org");
    await guessFrom(CAFE, `${" ".repeat(200)}Bob@example.org`);
    // The place, the person there, the person anywhere
    expect(await door.sql("select count from rate_counters")).toEqual(Array(3).fill({ count: 2 }));
  });
});
