import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

describe("bytes that a version holds already", () => {
  it("are no unsaved change, though letters came and went", async () => {
    world = await openWorld(alice, bob);
    const [one] = world.pages as [LivePage];
    one.type("x", 1);
    await world.calm();
    await world.save(one);
    await world.calm();
    one.type("y", 1);
    await world.calm();
    one.remove(1);
    await world.calm();
    expect(one.core!.hasUnsaved()).toBe(true);
    await one.core!.noteSaved(2, one.core!.savePoint());
    expect(one.core!.hasUnsaved()).toBe(false);
  });
});
