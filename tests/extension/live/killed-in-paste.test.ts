import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

const BIG = "B".repeat(2_000_000);
const shortOf = ({ tokens }: LivePage): string[] => tokens.map((token) => (token === BIG ? "BIG" : token));

describe("a browser that is killed in the middle of a large paste", () => {
  it.each([1, 2])(
    "has all of it when it is opened again, of which the portal has %i frames",
    async (count) => {
      world = await openWorld(alice, bob);
      const [one, two] = world.pages;
      one!.type(BIG, 1);
      world.clock.advance(100);
      await world.idle();
      for (let n = 0; n < count; n++) await one!.deliverUp();
      while (one!.seat!.down.length > 0) one!.deliverDown();
      await world.idle();
      expect(one!.onDisk).toBe(3 - count);
      one!.kill();
      one!.open();
      await world.calm();
      one!.type("after", 2);
      await world.calm();
      expect(shortOf(one!)).toEqual(["seed", "BIG", "after"]);
      expect(shortOf(two!)).toEqual(["seed", "BIG", "after"]);
      expect([refusedBy(one), refusedBy(two), one!.onDisk]).toEqual([0, 0, 0]);
    },
  );
});
