import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId } from "../../../shared/ids.ts";
import { signIn } from "../../support/accounts.ts";
import { ask, codeOf, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("a session", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });
  afterEach(() => vi.useRealTimers());

  it.each([
    ["nothing", {}],
    ["another scheme", { authorization: "Basic abc" }],
    ["a short token", { authorization: "Bearer abc" }],
    ["a made-up token", { authorization: `Bearer ${toBase64Url(randomBytes(32))}` }],
    ["a token in a second spelling", { authorization: `Bearer ${"_".repeat(43)}` }],
  ])("is missing with %s", async (_, headers) => {
    expect(await codeOf(ask(door, "listSpaces", { headers }))).toBe("SESSION_MISSING");
  });

  it("ends after twelve hours", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { token, expiresAtMs } = await signIn(door, alice.account);
    expect(expiresAtMs).toBe(Date.now() + 12 * 3_600_000);
    vi.setSystemTime(expiresAtMs - 1);
    expect(await codeOf(ask(door, "listSpaces", { token }))).toBe("200");
    vi.setSystemTime(expiresAtMs);
    expect(await codeOf(ask(door, "listSpaces", { token }))).toBe("SESSION_EXPIRED");
  });

  it("ends at once when it is ended, and no other with it", async () => {
    const { token } = await signIn(door, alice.account);
    expect((await ask(door, "deleteSession", { token })).status).toBe(204);
    expect(await codeOf(ask(door, "listSpaces", { token }))).toBe("SESSION_MISSING");
    expect(await codeOf(alice.ask("listSpaces"))).toBe("200");
  });

  it("is one of several that the person knows by their devices, and can be ended from any of them", async () => {
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0";
    const phone = await signIn(door, alice.account, "passphrase", { "user-agent": agent });
    const { sessions } = await get(door, "listSessions", { token: alice.token });
    expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    const other = sessions.find(({ isThis }) => !isThis);
    expect(other?.device).toBe("Firefox, Linux");
    expect(JSON.stringify(sessions)).not.toContain(phone.token);
    const session = other?.session ?? "";
    expect(await codeOf(mallory.ask("endSession", { params: { session } }))).toBe("NOT_FOUND");
    expect(await codeOf(ask(door, "listSpaces", { token: phone.token }))).toBe("200");
    expect(await codeOf(alice.ask("endSession", { params: { session } }))).toBe("204");
    expect(await codeOf(ask(door, "listSpaces", { token: phone.token }))).toBe("SESSION_ENDED");
    const left = await get(door, "listSessions", { token: alice.token });
    expect(left.sessions.map(({ isThis }) => isThis)).toEqual([true]);
    expect(await codeOf(alice.ask("listSpaces"))).toBe("200");
  });

  it("is not ended by itself in this way, nor twice", async () => {
    const { sessions } = await get(door, "listSessions", { token: alice.token });
    const own = sessions.find(({ isThis }) => isThis)?.session ?? "";
    expect(await codeOf(alice.ask("endSession", { params: { session: own } }))).toBe("NOT_FOUND");
    await signIn(door, alice.account);
    const now = await get(door, "listSessions", { token: alice.token });
    const session = now.sessions.find(({ isThis }) => !isThis)?.session ?? "";
    expect(await codeOf(alice.ask("endSession", { params: { session } }))).toBe("204");
    expect(await codeOf(alice.ask("endSession", { params: { session } }))).toBe("NOT_FOUND");
  });

  it("that was ended is remembered for a month, so that its device hears it however late it comes back", async () => {
    const laptop = await signIn(door, alice.account);
    const { sessions } = await get(door, "listSessions", { token: alice.token });
    const session = sessions.find(({ isThis }) => !isThis)?.session ?? "";
    expect(await codeOf(alice.ask("endSession", { params: { session } }))).toBe("204");
    const heard = () => codeOf(ask(door, "listSpaces", { token: laptop.token }));
    const DAY_MS = 24 * 3_600_000;
    await door.sweepAt(laptop.expiresAtMs + 29 * DAY_MS);
    expect(await heard()).toBe("SESSION_ENDED");
    expect(await codeOf(alice.ask("listSpaces"))).toBe("SESSION_MISSING");
    await door.sweepAt(laptop.expiresAtMs + 30 * DAY_MS);
    expect(await heard()).toBe("SESSION_MISSING");
  });

  it("of somebody disabled is worth nothing any more (A74)", async () => {
    await door.sql("update users set is_disabled = 1 where user = ?", mallory.person.user);
    expect(await codeOf(mallory.ask("listSpaces"))).toBe("SESSION_EXPIRED");
    const entry = await mallory.sign({ op: "node.delete", node: createNodeId() });
    expect(await codeOf(mallory.send(entry))).toBe("SESSION_EXPIRED");
  });

  it("lies in the database as a hash only", async () => {
    const rows = JSON.stringify(await door.sql("select * from sessions"));
    expect(rows).not.toContain(alice.token);
  });
});

describe("people", () => {
  it("are listed page by page, a guest's like an admin's", async () => {
    const door = await openDoor();
    const { alice, mallory } = await world(door);
    const { people } = await get(door, "listPeople", { token: alice.token });
    expect(people.map(({ user }) => user)).toEqual(people.map(({ user }) => user).sort());
    const after = people[0]!.user;
    for (const { token } of [alice, mallory]) {
      const next = await get(door, "listPeople", { token, params: { after } });
      expect(next.people.map(({ user }) => user)).toEqual([people[1]!.user]);
    }
  });

  it("are listed with what their commitments are over, but to a guest only himself", async () => {
    const door = await openDoor();
    const { alice, mallory } = await world(door);
    const { people } = await get(door, "listPeople", { token: alice.token });
    expect(people.map((each) => each.name).sort()).toEqual(["Alice", "Mallory"]);
    expect(people.find((each) => each.name === "Alice")).toEqual({
      user: alice.person.user,
      name: "Alice",
      email: "alice@example.org",
      salt: toBase64Url(alice.account.salt),
    });
    await door.sql("update users set type = 'Guest' where user = ?", mallory.person.user);
    const seen = await get(door, "listPeople", { token: mallory.token });
    expect(seen.people.map((each) => each.name)).toEqual(["Mallory"]);
  });
});
