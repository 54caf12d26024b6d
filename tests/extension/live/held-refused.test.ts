import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory only reads, and a portal that lies keeps a frame of his, for which bob waits until it is refused. */

const { alice, bob, carol: mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function openWithMallory(): Promise<[LivePage, LivePage]> {
  world = await openWorld(alice, bob, mallory);
  const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
  for (const page of world.pages) page.kill();
  await world.calm();
  world.readers.add(mallory.user);
  world.relay.isLying = true;
  three.patch = { mayWrite: () => true };
  for (const page of world.pages) {
    page.open();
    await world.calm();
  }
  three.type("evil", 1);
  await world.flow(4, 100);
  three.kill();
  return [one, two];
}

describe("what stands behind a frame that is refused after all", () => {
  it("is taken, and what is typed then goes where it belongs", async () => {
    const [one, two] = await openWithMallory();
    one.type("x", 1);
    await world.flow(4, 100);
    one.type("y", 1);
    await world.flow(4, 100);
    expect([textOf(one), textOf(two)]).toEqual(["seed y x", "seed"]);
    await world.flow(200, 200);
    expect([textOf(one), textOf(two)]).toEqual(["seed y x", "seed y x"]);
    two.type("z", 1);
    await world.flow(20, 200);
    expect([textOf(one), textOf(two)]).toEqual(["seed z y x", "seed z y x"]);
  });
});
