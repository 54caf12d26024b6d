import { afterEach, describe, expect, it } from "vitest";
import { LiveWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** How often a page asks for a version, and makes a state of it. */

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

describe("who opens a document", () => {
  it("and begins its session has it read once, and asks for nothing more", async () => {
    world = new LiveWorld([alice]);
    const [one] = world.pages;
    one!.open();
    await world.calm();
    expect([textOf(one), one!.loaded, one!.seeds]).toEqual(["seed", [], 1]);
  });

  it("and joins others has it read not at all", async () => {
    world = new LiveWorld([alice, bob]);
    const [one, two] = world.pages;
    one!.open();
    await world.calm();
    one!.type("a", 1);
    two!.open();
    await world.calm();
    expect([textOf(two), two!.loaded, two!.seeds]).toEqual(["seed a", [], 0]);
  });

  it("asks for the version on which the session stands, once, where he has another", async () => {
    world = new LiveWorld([alice, bob]);
    const [one, two] = world.pages;
    one!.open();
    await world.calm();
    one!.type("a", 1);
    await world.calm();
    await world.save(one!);
    two!.open();
    await world.calm();
    expect([textOf(two), two!.loaded, two!.seeds]).toEqual(["seed a", [1], 0]);
  });
});
