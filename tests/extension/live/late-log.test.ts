import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Bob's key is late, and alice types under it. */
async function openLate() {
  world = await openWorld(alice, bob);
  const [one, two] = world.pages as [LivePage, LivePage];
  const [view, late] = [world.viewOf(bob), { isLate: true }];
  two.kill();
  two.patch = {
    generation: () => (late.isLate ? 1 : world.generation),
    spaceKey: (generation) => (late.isLate && generation > 1 ? null : view.spaceKey(generation)),
  };
  two.open();
  await world.calm();
  return { one, two, late };
}

describe("a frame under a key that is not here yet", () => {
  it("does not count as saved, and is taken once the log has come", async () => {
    const { one, two, late } = await openLate();
    const { upTo } = two.core!.savePoint();
    world.renewKey();
    one.type("newer", 1);
    for (let n = 0; n < 4; n++) {
      world.clock.advance(100);
      await world.idle();
      while (one.up.length > 0) await one.deliverUp();
      while (two.seat!.down.length > 0) two.deliverDown();
      while (one.seat!.down.length > 0) one.deliverDown();
      await world.idle();
    }
    one.kill();
    await world.idle();
    expect([textOf(two), two.core!.savePoint().upTo]).toEqual(["seed", upTo]);
    late.isLate = false;
    await world.calm();
    expect([textOf(two), two.core!.refused]).toEqual(["seed newer", 0]);
    expect(two.core!.savePoint().upTo).toBeGreaterThan(upTo);
  });

  it("is asked for once when the key has come, and waited for", async () => {
    const { one, two, late } = await openLate();
    world.renewKey();
    one.type("newer", 1);
    await world.flow(6, 100);
    expect(textOf(two)).toBe("seed");
    late.isLate = false;
    world.tellHead();
    await world.flow(10, 500);
    expect([textOf(two), two.core!.status]).toEqual(["seed newer", "live"]);
  });
});
