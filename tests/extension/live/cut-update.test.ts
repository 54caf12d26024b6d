import { afterEach, describe, expect, it } from "vitest";
import { craftSnapshot, pointOf } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** A change that is more than one frame. */

const { alice, bob, carol, eve } = await people();
const LONG = "x".repeat(2_200_000);
let world: LiveWorld;

afterEach(() => world.close());

const lengthsOf = (page: LivePage): number[] => page.tokens.map(({ length }) => length);

/** So many frames of it arrive at the portal. */
async function paste(page: LivePage, arriving: number): Promise<void> {
  page.type(LONG, 1);
  world.clock.advance(100);
  await world.idle();
  for (let n = 0; n < arriving; n++) await page.deliverUp();
}

/** One is killed in the middle of his paste, and another goes on until nobody waits for the rest. */
async function killedInPaste(
  page: LivePage,
  { away, meanwhile }: { readonly away: LivePage; readonly meanwhile: LivePage },
): Promise<void> {
  away.kill();
  await paste(page, 1);
  page.kill();
  await world.calm();
  world.clock.advance(61_000);
  meanwhile.type("meanwhile", 0);
  await world.calm();
}

describe("a long change", () => {
  it("is no alarm to who wrote it when the line breaks after some of it was acknowledged", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await paste(one, 1);
    while (one.seat!.down.length > 0) one.deliverDown();
    await world.idle();
    while (one.up.length > 0) await one.deliverUp();
    one.hangUp();
    await world.calm();
    expect([refusedBy(one), refusedBy(two)]).toEqual([0, 0]);
    expect([lengthsOf(one), lengthsOf(two)]).toEqual([
      [4, LONG.length],
      [4, LONG.length],
    ]);
    expect(one.core!.savePoint().upTo).toBe(one.core!.hello().since);
  });

  it.each([
    ["after some of it came as others' do", 2],
    ["after nothing of it was acknowledged", 0],
  ])("goes on well in who wrote it %s", async (_, arriving) => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await paste(one, arriving);
    one.hangUp();
    await world.calm();
    await paste(one, 1);
    one.hangUp();
    await world.calm();
    expect([refusedBy(one), refusedBy(two)]).toEqual([0, 0]);
    expect([lengthsOf(one), lengthsOf(two)]).toEqual([
      [4, LONG.length, LONG.length],
      [4, LONG.length, LONG.length],
    ]);
    expect(one.core!.savePoint().upTo).toBe(one.core!.hello().since);
  });

  it("is whole for everybody when its end comes late, also for who came after its beginning", async () => {
    world = await openWorld(alice, bob, carol, eve);
    const [one, two, three, four] = world.pages as [LivePage, LivePage, LivePage, LivePage];
    await killedInPaste(two, { away: three, meanwhile: one });
    await craftSnapshot(world, four, pointOf(four));
    four.kill();
    three.open();
    await world.calm();
    two.open();
    await world.calm();
    expect([one, two, three].map(refusedBy)).toEqual([0, 0, 0]);
    expect([one, two, three].map(lengthsOf)).toEqual(Array(3).fill([9, 4, LONG.length]));
  });

  it("keeps nobody from saving when its end comes after its beginning was saved past", async () => {
    world = await openWorld(alice, bob, carol, eve);
    const [one, two, three, four] = world.pages as [LivePage, LivePage, LivePage, LivePage];
    await killedInPaste(two, { away: three, meanwhile: one });
    const saver = one.core!.isSaver() ? one : four;
    await craftSnapshot(world, four, pointOf(four));
    await world.save(saver);
    await world.calm();
    for (const page of [one, four]) page.kill();
    three.open();
    await world.calm();
    two.open();
    await world.calm();
    expect([two, three].filter(({ core }) => core!.isSaver())).toHaveLength(1);
    expect([two, three].map(({ isReplaced }) => isReplaced)).toEqual([false, false]);
  });
});
