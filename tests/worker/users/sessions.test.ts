import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId } from "../../../shared/ids.ts";
import { signIn } from "../../support/accounts.ts";
import { ask, codeOf, type Door, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor } from "../door.ts";

describe("a session", () => {
  let door: Door;
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
