import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** A save that begins in one place and ends in another: alone and in a session, or the other way round. */

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function typeAlone(page: LivePage, token: string, at: number): Promise<void> {
  page.type(token, at);
  world.clock.advance(100);
  await world.idle();
}

/** Alice's page, which reaches nobody yet. */
async function openAlone(): Promise<LivePage> {
  world = new LiveWorld([alice]);
  const [one] = world.pages as [LivePage];
  one.open();
  for (let second = 0; second < 20; second++) {
    world.clock.advance(1000);
    await world.idle();
  }
  return one;
}

describe("a save point", () => {
  it("of what was typed alone says nothing about the session that came meanwhile", async () => {
    const one = await openAlone();
    await typeAlone(one, "a", 1);
    await typeAlone(one, "b", 2);
    const point = one.core!.savePoint();
    await typeAlone(one, "c", 3);
    await world.calm();
    expect([one.core!.status, point.session]).toEqual(["live", null]);
    const { version } = world.saveOutside(alice, ["seed", "a", "b"]);
    await one.core!.noteSaved(version, point);
    await world.calm();
    expect(one.core!.hasUnsaved()).toBe(true);
    one.kill();
    one.open();
    await world.calm({ isLeftOpen: true });
    expect(textOf(one)).toBe("seed a b c");
  });

  it("of a session says nothing about what was typed alone since", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    for (const token of ["a", "b", "c"]) {
      one.type(token, 1);
      await world.calm();
    }
    const point = one.core!.savePoint();
    expect(point.session).not.toBeNull();
    world.saveOutside(bob, ["other"]);
    one.kill();
    two.kill();
    const other = await openAlone();
    await typeAlone(other, "mine", 1);
    await other.core!.noteSaved(2, point);
    expect(other.core!.hasUnsaved()).toBe(true);
  });
});
