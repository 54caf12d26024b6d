import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import { encodeSlot, parseSlot } from "../../shared/crypto/slot-params.ts";
import {
  type ChangingWorld,
  changingWorld,
  isAtWork,
  makeNewKit,
  type Newcomer,
  old,
} from "../support/changing-world.ts";

/** A server lies once: to bob, who unlocks with his kit, it hands out junk in place of his passphrase's slot. */

let world: ChangingWorld;
let bob: Newcomer;
let kit: string;
beforeAll(async () => {
  world = await changingWorld();
});
beforeEach(async () => {
  bob = await world.newcomer();
  kit = await makeNewKit(bob);
  await bob.lockNow();
});
afterEach(() => world.liar.repent());
afterAll(() => world.close());

/** Of the passphrase alone: it opens to nothing, and says to be stretched with so much memory. */
function swap(memoryKiB: number): void {
  const swapped = (wire: string): string => {
    const slot = parseSlot(parseBase64Url(wire));
    if (slot.params.kind !== "passphrase") return wire;
    const params = { ...slot.params, argon2: { ...slot.params.argon2, memoryKiB } };
    return toBase64Url(encodeSlot({ ...slot, params, sealed: slot.sealed.map((byte) => byte ^ 1) }));
  };
  world.liar.change("createSession", (reply) => ({ ...reply, slots: reply.slots.map(swapped) }));
}

describe.each([
  ["as dear as his own", 65_536],
  ["dearer", 65_537],
])("a junk slot, %s", (_, memoryKiB) => {
  beforeEach(async () => {
    swap(memoryKiB);
    await bob.unlock({ origin: bob.origin, kind: "kit", secret: kit });
    world.liar.repent();
    await bob.lockNow();
  });

  it("does not outlive the lie: his passphrase opens this browser again", async () => {
    const { origin } = bob;
    await bob.unlock({ origin, ...old });
    expect(await isAtWork(bob)).toBe(true);
    await bob.lockNow();
    world.takePortalAway();
    await bob.unlock({ origin, ...old });
  });

  it("is gone with the next honest answer to his kit, too", async () => {
    const { origin } = bob;
    await bob.unlock({ origin, kind: "kit", secret: kit });
    await bob.lockNow();
    world.takePortalAway();
    await bob.unlock({ origin, ...old });
  });
});
