import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  beginKit,
  type ChangingWorld,
  changingWorld,
  isAtWork,
  makeNewKit,
  next,
  old,
} from "../support/changing-world.ts";
import type { PersonsBrowser } from "../support/five-browsers.ts";

/** A change of passphrase or kit arrives at the portal, and its answer does not come back. */

let world: ChangingWorld;
beforeAll(async () => {
  world = await changingWorld();
});
afterEach(() => world.liar.repent());
afterAll(() => world.close());

describe("an answer that is lost while bob changes his passphrase", () => {
  let bob: PersonsBrowser;
  beforeEach(async () => {
    bob = await world.newcomer();
  });
  const change = (current: typeof old | typeof next, passphrase: string) =>
    bob.changePassphrase({ origin: bob.origin, current, passphrase });
  const breakOff = async () => {
    world.breakOff();
    await expect(change(old, next.secret)).rejects.toMatchObject({ code: "OFFLINE" });
    world.liar.repent();
  };
  const opensOnlyTo = async (secret: string) => {
    await bob.lockNow();
    await bob.unlock({ origin: bob.origin, kind: "passphrase", secret });
    expect(await isAtWork(bob)).toBe(true);
  };

  it("is asked for again: the change counts", async () => {
    world.liar.cut("changeLogins");
    await change(old, next.secret);
    expect(await bob.listDevices(bob.origin)).toHaveLength(1);
    await opensOnlyTo(next.secret);
  });

  it("is no hindrance to the same change again", async () => {
    await breakOff();
    await change(old, next.secret);
    await opensOnlyTo(next.secret);
  });

  it("is no hindrance to another change, by the new one", async () => {
    await breakOff();
    await change(next, "seven quiet harbours rowing");
    await opensOnlyTo("seven quiet harbours rowing");
  });

  it("settles when the session runs out first", async () => {
    await breakOff();
    await world.server.rows("UPDATE sessions SET expires_at_ms = 1");
    expect(await isAtWork(bob)).toBe(true);
    world.takePortalAway();
    await opensOffline(next.secret);
  });
  const opensOffline = async (secret: string) => {
    await bob.lockNow();
    await bob.unlock({ origin: bob.origin, kind: "passphrase", secret });
  };

  it("settles when things were locked first", async () => {
    await breakOff();
    await bob.lockNow();
    await expect(bob.unlock({ origin: bob.origin, ...old })).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    await opensOnlyTo(next.secret);
  });

  it("leaves the old one when the change never arrived", async () => {
    world.liar.lose("changeLogins");
    await expect(change(old, next.secret)).rejects.toMatchObject({ code: "OFFLINE" });
    world.liar.repent();
    await opensOnlyTo(old.secret);
    await change(old, next.secret);
    await opensOnlyTo(next.secret);
  });
});

describe("an answer that is lost while bob makes a new kit", () => {
  it("is no hindrance to typing its groups again, proven by the kit before", async () => {
    const bob = await world.newcomer();
    const { origin } = bob;
    const before = await makeNewKit(bob);
    const { kit, groups } = await beginKit(bob, { kind: "kit", secret: before });
    world.breakOff();
    await expect(bob.confirmNewKit({ origin, groups })).rejects.toMatchObject({ code: "OFFLINE" });
    world.liar.repent();
    expect(await bob.confirmNewKit({ origin, groups })).toBe(true);
    await bob.lockNow();
    await bob.unlock({ origin, kind: "kit", secret: kit });
    expect(await isAtWork(bob)).toBe(true);
  });
});
