import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** A36: two people who are here are shown different halves of one session. */

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Who is given another session than this page, as far as it knows. */
const othersOf = (page: LivePage | undefined) =>
  page?.core
    ?.people()
    .filter(({ isOther }) => isOther)
    .map(({ user }) => user);

async function seconds(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    world.clock.advance(1000);
    await world.calm();
  }
}

describe("A36: a portal that shows two people different halves", () => {
  it("is found out by both within seconds when each goes on writing", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    world.relay.withholds = () => true;
    one!.type("left", 1);
    two!.type("right", 1);
    await seconds(4);
    expect([textOf(one), textOf(two)]).toEqual(["seed left", "seed right"]);
    expect([othersOf(one), othersOf(two)]).toEqual([[bob.user], [alice.user]]);
  });

  it("is found out by who gets nothing more, though he only reads", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    world.relay.withholds = (_, to) => to === bob.user;
    one!.type("more", 1);
    await seconds(2);
    await seconds(12);
    expect([textOf(one), textOf(two)]).toEqual(["seed more", "seed"]);
    expect(othersOf(two)).toEqual([alice.user]);
  });

  it("is not forgotten by who has proof of it, though it says that the other one left", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    world.relay.withholds = (_, to) => to === bob.user;
    one!.type("left", 1);
    await seconds(1);
    two!.type("right", 1);
    await seconds(4);
    expect(othersOf(one)).toEqual([bob.user]);
    world.relay.withholds = () => false;
    two!.kill();
    two!.open();
    await seconds(4);
    expect([textOf(one), textOf(two)]).toEqual([textOf(one), textOf(one)]);
    expect(othersOf(one)).toEqual([bob.user]);
  });
});

describe("an honest portal", () => {
  it("is suspected of nothing, whoever comes, goes, saves or gets a new key", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    for (let n = 0; n < 320; n++) {
      (n % 2 ? one : two)!.type(`${n}`, 1);
      if (n % 7 === 0) world.clock.advance(2100);
      await world.idle();
      if (n % 3 === 0) await world.calm();
      if (n === 100) two!.hangUp();
      if (n === 150) world.renewKey();
      if (n === 150) world.tellHead();
      if (n === 200) await world.save(one!.core!.isSaver() ? one! : two!);
    }
    two!.kill();
    two!.open();
    await seconds(12);
    expect([othersOf(one), othersOf(two)]).toEqual([[], []]);
    expect([refusedBy(one), refusedBy(two)]).toEqual([0, 0]);
    expect(textOf(one)).toBe(textOf(two));
  });

  it("is suspected of nothing either by who comes while others write", async () => {
    world = await openWorld(alice, bob);
    world.pages[0]!.type("a", 1);
    await seconds(3);
    world.pages[1]!.kill();
    world.pages[0]!.type("b", 1);
    world.pages[1]!.open();
    await seconds(12);
    expect(world.pages.map(othersOf)).toEqual([[], []]);
  });

  it("is suspected of nothing either when somebody dies in the midst of a large change and others go on", async () => {
    world = await openWorld(alice, bob, carol);
    const [one, two, three] = world.pages;
    three!.kill();
    two!.type("x".repeat(1_800_000), 1);
    world.clock.advance(40);
    await world.idle();
    await two!.deliverUp();
    two!.kill();
    await seconds(1);
    world.clock.advance(61_000);
    for (let n = 0; n < 310; n++) {
      one!.type(`${n}`, 1);
      world.clock.advance(40);
      if (n % 20 === 0) await world.idle();
    }
    await world.idle();
    while (one!.up.length > 0) await one!.deliverUp();
    while (one!.seat!.down.length > 0) one!.deliverDown();
    await world.idle();
    while (one!.up.length > 0) await one!.deliverUp();
    three!.open();
    three!.call();
    expect(three!.seat!.down.length).toBeLessThan(60);
    for (let n = 0; n < 12; n++) {
      for (const page of [one!, three!]) {
        while (page.up.length > 0) await page.deliverUp();
        while (page.seat!.down.length > 0) page.deliverDown();
        await world.idle();
      }
      world.clock.advance(1000);
      await world.idle();
      one!.type(`later ${n}`, 1);
    }
    expect([othersOf(one), othersOf(three)]).toEqual([[], []]);
    expect(refusedBy(three)).toBe(0);
  });
});
