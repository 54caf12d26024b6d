import { afterEach, describe, expect, it } from "vitest";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

describe("a session that is written in without a pause", () => {
  it("is written down all the same, by the next one, when the first never has a moment", async () => {
    world = await openWorld(alice, bob);
    const busy = world.pages.find(({ core }) => core!.isSaver())!;
    const other = world.pages.find((page) => page !== busy)!;
    for (let n = 0; n < 640; n++) {
      busy.type(`${n}`, 1);
      world.clock.advance(40);
      await world.idle();
      // What it has just typed waits whenever it hears of something
      busy.type("", 1);
      while (busy.up.length > 0) await busy.deliverUp();
      while ((other.seat?.down.length ?? 0) > 0) other.deliverDown();
      while ((busy.seat?.down.length ?? 0) > 0) busy.deliverDown();
      await world.idle();
      while (other.up.length > 0) await other.deliverUp();
    }
    other.kill();
    other.open();
    other.call();
    expect(other.seat!.down.length).toBeLessThan(400);
    await world.calm();
    expect([textOf(other) === textOf(busy), other.core!.refused]).toEqual([true, 0]);
  });
});
