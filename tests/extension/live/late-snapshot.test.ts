import { afterEach, describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { craftSnapshot, pointOf } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol, eve, mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function type(page: LivePage, ...words: string[]): Promise<void> {
  for (const word of words) {
    page.type(word, 9);
    await world.calm();
  }
}

async function join(page: LivePage): Promise<void> {
  page.open();
  page.call();
  while ((page.seat?.down.length ?? 0) > 0) page.deliverDown();
  await world.idle();
}

describe("a snapshot that was long on its way", () => {
  it("takes nothing from who joins, though a newer one came before it", async () => {
    world = await openWorld(alice, bob, carol, eve, mallory);
    const [one, two, three, ...writers] = world.pages;
    three!.kill();
    await type(one!, "first");
    const old = pointOf(two!);
    await type(one!, "second", "third");
    await craftSnapshot(world, writers[0]!, pointOf(one!));
    await craftSnapshot(world, writers[1]!, old);
    for (const page of writers) page.kill();
    // Before anybody could answer
    await join(three!);
    expect(textOf(three)).toBe("seed first second third");
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual([textOf(three), textOf(three)]);
    expect([one, two, three].map(refusedBy)).toEqual([0, 0, 0]);
  });

  it("is not gone on from when the newer one comes after it", async () => {
    world = await openWorld(alice, bob, carol, eve, mallory);
    const [one, two, three, ...writers] = world.pages;
    three!.kill();
    await type(one!, "first");
    const old = pointOf(two!);
    await type(one!, "second");
    const point = pointOf(one!);
    await craftSnapshot(world, writers[0]!, old);
    await craftSnapshot(world, writers[1]!, point);
    for (const page of writers) page.kill();
    await join(three!);
    expect([textOf(three), refusedBy(three)]).toEqual(["seed first second", 0]);
  });
});

describe("a snapshot of what was there long ago", () => {
  it("takes nothing from who joins once somebody who is there has answered it", async () => {
    world = await openWorld(alice, mallory, bob);
    const [one, three, two] = world.pages;
    two!.kill();
    await type(one!, "first", "second");
    world.clock.advance(61_000);
    await craftSnapshot(world, three!, { covers: new Map(), upTo: pointOf(one!).upTo, doc: new Doc() });
    await world.calm();
    await join(two!);
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed first second", "seed first second"]);
  });

  it("does so too where a newer one was written before", async () => {
    world = await openWorld(alice, mallory, bob);
    const [one, three, two] = world.pages;
    two!.kill();
    await type(one!, "first", "second");
    await craftSnapshot(world, one!, pointOf(one!));
    await world.calm();
    await craftSnapshot(world, three!, { covers: new Map(), upTo: pointOf(one!).upTo, doc: new Doc() });
    await world.calm();
    await join(two!);
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed first second", "seed first second"]);
  });
});
