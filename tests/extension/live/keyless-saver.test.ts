import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Nothing is begun or saved without the newest key: whom it has not reached is not elected. */

const { bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

describe("a page that the newest key has not reached yet", () => {
  it("is not the one that saves, and is again when the key has come", async () => {
    world = await openWorld(bob);
    const [two] = world.pages as [LivePage];
    const late = { isOver: false };
    const view = world.viewOf(bob);
    two.kill();
    two.patch = { spaceKey: (n) => (late.isOver || n === 1 ? view.spaceKey(n) : null) };
    two.open();
    await world.calm();
    expect(two.core!.isSaver()).toBe(true);
    world.renewKey();
    world.tellHead();
    await world.calm();
    expect([two.core!.status, two.core!.isSaver()]).toEqual(["live", false]);
    late.isOver = true;
    world.tellHead();
    await world.calm();
    expect(two.core!.isSaver()).toBe(true);
  });
});

describe("a document that nobody else has open", () => {
  const lateKey = (): { isOver: boolean; patch: LivePage["patch"] } => {
    const [view, late] = [world.viewOf(bob), { isOver: false }];
    const spaceKey = (n: number) => (late.isOver || n === 1 ? view.spaceKey(n) : null);
    return Object.assign(late, { patch: { spaceKey } });
  };

  it("is only read by whom the newest key has not reached, and is edited as soon as it has", async () => {
    world = await openWorld(bob);
    const [two] = world.pages as [LivePage];
    two.kill();
    world.renewKey();
    const late = lateKey();
    two.patch = late.patch;
    two.open();
    await world.flow(60, 500);
    const { core } = two;
    expect([textOf(two), core!.status, core!.isUnjudged]).toEqual(["seed", "connecting", true]);
    expect([core!.isSaver(), two.onDisk]).toEqual([false, 0]);
    late.isOver = true;
    await world.flow(60, 500);
    expect([core!.status, core!.isUnjudged, core!.isSaver()]).toEqual(["live", false, true]);
    two.type("mine", 1);
    await world.flow(10, 500);
    two.kill();
    two.open();
    await world.calm();
    expect([textOf(two), two.onDisk]).toEqual(["seed mine", 0]);
  });

  it.each([false, true])(
    "keeps what was typed without a line for the key, killed or not: %s",
    async (isKilled) => {
      world = await openWorld(bob);
      const [two] = world.pages as [LivePage];
      const late = lateKey();
      two.kill();
      two.patch = late.patch;
      two.open();
      await world.calm();
      two.type("a", 1);
      await world.calm();
      await world.save(two);
      await world.calm();
      two.hangUp();
      two.type("off", 2);
      world.clock.advance(2000);
      await world.idle();
      world.renewKey();
      await world.flow(60, 500);
      expect([textOf(two), two.core!.isUnjudged, two.core!.hasUnacked()]).toEqual(["seed a off", true, true]);
      if (isKilled) two.kill();
      late.isOver = true;
      if (isKilled) two.open();
      await world.flow(60, 500);
      expect([textOf(two), two.core!.status, two.onDisk]).toEqual(["seed a off", "live", 0]);
    },
  );
});
