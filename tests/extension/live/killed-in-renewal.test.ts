import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** A browser that ends while what waits on its disk is being sealed anew, for there is a new key. */

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

const aMoment = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe("what alice typed without a line", () => {
  it("is on her disk at every moment in which it is sealed anew", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    one.hangUp();
    for (const word of ["a", "b", "c", "d", "e"]) {
      one.type(word, 9);
      world.clock.advance(100);
      await world.idle();
    }
    const before = one.onDisk;
    expect(before).toBeGreaterThan(5);
    world.renewKey();
    one.call();
    one.deliverDown();
    for (let n = 0; n < 1000 && one.onDisk === before; n++) await aMoment();
    expect(one.onDisk).toBeGreaterThan(before);
    one.kill();
    one.open();
    await world.calm();
    expect([one, two].map(textOf)).toEqual(["seed a b c d e", "seed a b c d e"]);
    expect([one.core!.status, one.core!.isLacking, two.core!.isLacking, one.onDisk]).toEqual([
      ...["live", false, false, 0],
    ]);
  });

  it("leaves nothing of the older key behind once it is confirmed", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    one.hangUp();
    one.type("a", 9);
    world.clock.advance(100);
    await world.idle();
    world.renewKey();
    await world.calm();
    expect([textOf(two), one.onDisk]).toEqual(["seed a", 0]);
  });
});
