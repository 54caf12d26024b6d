import { afterEach, describe, expect, it } from "vitest";
import type { LogView } from "../../../extension/live/surroundings.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Bob's copy of the log, or a key of his, comes later than what the others write by it. */

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Bob opens the document anew and sees the log in this way until `late.isOver`. */
async function reopenLate(
  two: LivePage,
  patchOf: (view: LogView, late: { isOver: boolean }) => Partial<LogView>,
) {
  const late = { isOver: false };
  two.kill();
  two.patch = patchOf(world.viewOf(bob), late);
  two.open();
  await world.calm();
  return late;
}

const withoutKey = (view: LogView, late: { isOver: boolean }): Partial<LogView> => ({
  spaceKey: (generation) => (late.isOver || generation === 1 ? view.spaceKey(generation) : null),
});

const withoutEntry = (view: LogView, late: { isOver: boolean }): Partial<LogView> => ({
  ...withoutKey(view, late),
  generation: () => (late.isOver ? view.generation() : 1),
});

const withoutCarol = (view: LogView, late: { isOver: boolean }): Partial<LogView> => ({
  signPublicOf: (user) => (late.isOver || user !== carol.user ? view.signPublicOf(user) : undefined),
});

const withoutRightOfCarol = (view: LogView, late: { isOver: boolean }): Partial<LogView> => ({
  mayWrite: (user) => (late.isOver || user !== carol.user) && view.mayWrite(user),
  couldWrite: async (user, generation) =>
    (late.isOver || user !== carol.user) && view.couldWrite(user, generation),
});

const suspected = () =>
  world.pages.flatMap(({ core }) => core?.people().filter(({ isOther }) => isOther) ?? []);

/** Carol writes what bob cannot judge, and alice puts something in its place. */
async function writeBehindCarol() {
  world = await openWorld(alice, bob, carol);
  const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
  three.kill();
  const late = await reopenLate(two, withoutCarol);
  three.open();
  await world.flow(10, 100);
  three.type("x", 1);
  await world.flow(4, 100);
  one.remove(1);
  one.type("z", 1);
  await world.flow(4, 100);
  return { pages: [one, two, three] as const, late };
}

describe("a key that comes later than the entry that starts it", () => {
  it("lets nothing go under the key before, and loses nothing that was typed", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    const late = await reopenLate(two, withoutKey);
    world.renewKey();
    world.tellHead();
    await world.calm();
    const stored = world.relay.storedCount;
    two.type("mine", 1);
    await world.flow(30, 1000);
    expect([world.relay.storedCount, textOf(one), two.onDisk > 0]).toEqual([stored, "seed", true]);
    late.isOver = true;
    await world.flow(10, 1000);
    expect([textOf(one), textOf(two), two.onDisk]).toEqual(["seed mine", "seed mine", 0]);
    two.kill();
    two.open();
    await world.calm();
    expect(textOf(two)).toBe("seed mine");
  });

  it("keeps on the disk what a killed page left there", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    two.hangUp();
    two.type("a", 1);
    await world.idle();
    world.clock.advance(100);
    await world.idle();
    world.renewKey();
    const late = await reopenLate(two, withoutKey);
    await world.flow(20, 1000);
    expect([textOf(one), two.onDisk > 0]).toEqual(["seed", true]);
    two.kill();
    late.isOver = true;
    two.open();
    await world.calm();
    expect([textOf(one), textOf(two), two.onDisk]).toEqual(["seed a", "seed a", 0]);
  });
});

describe("keys that are made anew again and again", () => {
  it("leave one page that saves for all", async () => {
    world = await openWorld(alice, bob, carol);
    for (let n = 0; n < 10; n++) {
      world.renewKey();
      world.tellHead();
      await world.calm();
      expect(world.pages.filter(({ core }) => core!.isSaver())).toHaveLength(1);
    }
  });
});

describe("a frame that cannot be judged yet", () => {
  it("makes nobody suspect anybody, however long it takes", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    const late = await reopenLate(two, withoutEntry);
    world.renewKey();
    one.type("newer", 1);
    await world.flow(60, 200);
    late.isOver = true;
    world.tellHead();
    await world.flow(60, 200);
    one.type("again", 1);
    await world.calm();
    expect([textOf(two), textOf(one)]).toEqual(["seed again newer", "seed again newer"]);
    expect(suspected()).toEqual([]);
  });

  it("is told as missing when it does not come for long, and is there as soon as the log is", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    const late = await reopenLate(two, withoutEntry);
    world.renewKey();
    one.type("newer", 1);
    await world.flow(120, 1000);
    expect([two.core!.isLacking, two.core!.isSaver(), one.core!.isSaver()]).toEqual([true, false, true]);
    late.isOver = true;
    world.tellHead();
    await world.calm();
    expect([textOf(two), two.core!.isLacking, refusedBy(two)]).toEqual(["seed newer", false, 0]);
    expect([one, two].filter(({ core }) => core!.isSaver())).toHaveLength(1);
  });

  it("holds up all that comes behind it: pages come to the same state", async () => {
    const { pages, late } = await writeBehindCarol();
    const [one, two] = pages;
    late.isOver = true;
    await world.calm();
    one.type("more", 9);
    await world.calm();
    expect(pages.map(textOf)).toEqual(["seed z more", "seed z more", "seed z more"]);
    expect([refusedBy(two), suspected()]).toEqual([0, []]);
  });

  it("holds up the word of a save, too: it is no conflict afterwards", async () => {
    const { pages, late } = await writeBehindCarol();
    const [one, two] = pages;
    await world.save(one);
    await world.flow(4, 100);
    late.isOver = true;
    await world.calm();
    expect([two.core!.isOwnSave(2), two.core!.savedVersion, two.core!.hasUnsaved()]).toEqual([
      true,
      2,
      false,
    ]);
  });

  it("keeps a page from telling the portal that the session is over", async () => {
    world = await openWorld(alice, bob, carol);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    for (const page of [two, three]) page.kill();
    world.renewKey();
    world.tellHead();
    await world.calm();
    one.type("mine", 1);
    await world.calm();
    one.kill();
    world.saveOutside(carol, ["other"]);
    two.patch = withoutEntry(world.viewOf(bob), { isOver: false });
    two.open();
    await world.flow(100, 100);
    two.core!.giveUp();
    await world.flow(10, 100);
    two.kill();
    one.open();
    await world.flow(100, 100);
    expect([textOf(one), one.core!.status]).toEqual(["seed mine", "apart"]);
  });
});

describe("a frame of somebody who has just got the right to write", () => {
  it.each([
    ["a moment", 10],
    ["long", 300],
  ])("is there when the log comes %s later, and nothing is called saved before", async (_, count) => {
    world = await openWorld(alice, bob, carol);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    three.kill();
    const late = await reopenLate(two, withoutRightOfCarol);
    three.open();
    await world.flow(10, 100);
    const { upTo } = two.core!.savePoint();
    three.type("x", 1);
    await world.flow(4, 100);
    one.type("z", 2);
    await world.flow(count, 100);
    expect(two.core!.savePoint().upTo).toBe(upTo);
    late.isOver = true;
    world.tellHead();
    await world.calm();
    one.type("more", 9);
    await world.calm();
    expect([one, two, three].map(textOf)).toEqual(Array(3).fill("seed x z more"));
    expect(two.core!.savePoint().upTo).toBeGreaterThan(upTo);
  });
});
