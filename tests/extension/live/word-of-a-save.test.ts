import { afterEach, describe, expect, it } from "vitest";
import { craftSaved, craftSnapshot, pointOf } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Alice said what a version was going to hold, and bob wrote down a state that covers her word before the version was there. */

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function saveAround(): Promise<[LivePage, LivePage, LivePage]> {
  world = await openWorld(alice, bob, carol);
  const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
  three.kill();
  one.type("a", 1);
  await world.calm();
  const { covers } = pointOf(one);
  await craftSaved(world, one, { covers, saved: world.saveOutside(alice, one.tokens) });
  await world.calm();
  await craftSnapshot(world, two, pointOf(two));
  await world.calm();
  return [one, two, three];
}

describe("somebody who joins between the word of a save and its version", () => {
  it("knows the version for one of the session when it is there already", async () => {
    const [, , three] = await saveAround();
    three.open();
    await world.calm({ isLeftOpen: true });
    expect([textOf(three), three.core!.status, three.core!.savedVersion]).toEqual(["seed a", "live", 2]);
  });

  it("knows it also when it comes later", async () => {
    const [, , three] = await saveAround();
    const [view, late] = [world.viewOf(carol), { isLate: true }];
    three.patch = {
      newestVersion: () => (late.isLate ? 1 : view.newestVersion()),
      versionOf: (version) => (late.isLate ? null : view.versionOf(version)),
    };
    three.open();
    await world.calm({ isLeftOpen: true });
    expect(three.core!.savedVersion).toBe(null);
    late.isLate = false;
    world.tellHead();
    await world.calm({ isLeftOpen: true });
    expect([three.core!.status, three.core!.savedVersion, three.core!.isOwnSave(2)]).toEqual([
      "live",
      2,
      true,
    ]);
  });
});
