import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** What was typed without a line, and lies in a draft as well, after the person has decided on the draft. */

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Alice types online and then without a line; a draft is kept, and her browser ends. */
async function typeAndDraft(one: LivePage, ...after: string[]) {
  one.type("online", 9);
  await world.calm();
  one.hangUp();
  await typeOffline(one, "off");
  const point = one.core!.savePoint();
  await one.core!.noteDrafted(point);
  await typeOffline(one, ...after);
  one.kill();
  return point;
}

async function typeOffline(page: LivePage, ...words: string[]): Promise<void> {
  for (const word of words) {
    page.type(word, 9);
    world.clock.advance(100);
    await world.idle();
  }
}

describe("a draft of a session that goes on", () => {
  it("is published by nobody once it is discarded, nor is what was typed on top of it", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await typeAndDraft(one, "later");
    one.settleDrafted("unwanted");
    expect(one.onDisk).toBe(0);
    one.open();
    await world.calm();
    expect([one, two].map(textOf)).toEqual(["seed online", "seed online"]);
    expect([one.core!.status, one.core!.isLacking, two.core!.isLacking]).toEqual(["live", false, false]);
  });

  it("goes on in it: nobody is apart from his own work, and one save holds it all", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    two.kill();
    const { session } = await typeAndDraft(one, "later");
    one.settleDrafted("again");
    one.open();
    await world.calm();
    expect([textOf(one), one.core!.status, one.onDisk]).toEqual(["seed online off later", "live", 0]);
    expect(one.core!.savePoint().session).toBe(session);
    await world.save(one);
    await world.calm();
    expect([one.core!.status, one.core!.hasUnsaved()]).toEqual(["live", false]);
  });

  it("stays on the disk while something typed on top of it is nowhere else", async () => {
    world = await openWorld(alice, bob);
    const [one] = world.pages as [LivePage];
    await typeAndDraft(one, "later");
    one.settleDrafted("held");
    expect(one.onDisk).toBeGreaterThan(0);
  });

  it("leaves nothing on the disk when it holds everything", async () => {
    world = await openWorld(alice, bob);
    const [one] = world.pages as [LivePage];
    await typeAndDraft(one);
    one.settleDrafted("held");
    expect(one.onDisk).toBe(0);
  });
});
