import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** What a killed browser had on its disk of a session that the portal has forgotten meanwhile. */

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Alice types without a line, and her browser is killed. */
async function typeAndDie(page: LivePage, ...words: string[]): Promise<void> {
  page.hangUp();
  for (const word of words) {
    page.type(word, 9);
    world.clock.advance(100);
    await world.idle();
  }
  page.kill();
}

/** Bob types, saves and leaves: nobody is there any more, and a version holds everything. */
async function saveAndLeave(page: LivePage): Promise<void> {
  page.type("saved", 1);
  // Alice's page stays closed
  for (let n = 0; n < 20; n++) await deliver(page);
  await world.save(page);
  for (let n = 0; n < 20; n++) await deliver(page);
  page.kill();
  expect(world.relay.storedCount).toBe(0);
}

async function deliver(page: LivePage): Promise<void> {
  page.call();
  world.clock.advance(100);
  await world.idle();
  while (page.up.length > 0) await page.deliverUp();
  while ((page.seat?.down.length ?? 0) > 0) page.deliverDown();
  await world.idle();
}

async function open(page: LivePage): Promise<void> {
  page.open();
  for (let n = 0; n < 20; n++) await deliver(page);
}

describe("what was typed right before a browser was killed, for a session that is no more", () => {
  it("is offered to be kept as a copy when others have saved and left meanwhile", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await typeAndDie(one, "left", "over");
    await saveAndLeave(two);
    await open(one);
    const { status, baseVersion } = one.core!;
    expect([textOf(one), status, baseVersion]).toEqual(["seed left over", "apart", 1]);
    expect([one.core!.isSaver(), one.core!.hasUnsaved(), one.core!.isOwnSave(2)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(world.relay.begun).toBe(1);
    one.core!.giveUp();
    await world.idle();
    expect(one.onDisk).toBe(0);
    one.kill();
    await open(one);
    expect([textOf(one), one.core!.status, refusedBy(one)]).toEqual(["seed saved", "live", 0]);
  });

  it("is offered until the person has decided, however often the page is killed", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await typeAndDie(one, "left");
    await saveAndLeave(two);
    for (let n = 0; n < 3; n++) {
      await open(one);
      expect([textOf(one), one.core!.status]).toEqual(["seed left", "apart"]);
      one.kill();
    }
  });

  it("is offered too when somebody is in the next session already", async () => {
    world = new LiveWorld([alice, bob, carol]);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    for (const page of [two, one]) await open(page);
    await typeAndDie(one, "left");
    await saveAndLeave(two);
    await open(three);
    three.type("next", 9);
    for (let n = 0; n < 5; n++) await deliver(three);
    await open(one);
    expect([textOf(one), one.core!.status]).toEqual(["seed left", "apart"]);
    expect([textOf(three), three.core!.status]).toEqual(["seed saved next", "live"]);
    one.core!.giveUp();
    one.kill();
    await open(one);
    expect([textOf(one), one.core!.status]).toEqual(["seed saved next", "live"]);
  });

  it("holds what others had written before, also behind a snapshot and a save", async () => {
    world = new LiveWorld([alice, bob]);
    const [one, two] = world.pages as [LivePage, LivePage];
    for (const page of [two, one]) await open(page);
    two.type("first", 9);
    for (const page of [two, one]) await deliver(page);
    await world.save(two);
    for (const page of [two, one]) await deliver(page);
    await typeAndDie(one, "left");
    await saveAndLeave(two);
    await open(one);
    expect([textOf(one), one.core!.status, one.core!.baseVersion]).toEqual(["seed first left", "apart", 1]);
  });

  it("simply goes on when no version came since: the next session begins with it", async () => {
    world = new LiveWorld([alice, bob]);
    const [one, two] = world.pages as [LivePage, LivePage];
    await open(one);
    one.type("saved", 9);
    for (let n = 0; n < 5; n++) await deliver(one);
    await world.save(one);
    for (let n = 0; n < 5; n++) await deliver(one);
    await typeAndDie(one, "left");
    expect(world.relay.storedCount).toBe(0);
    await open(one);
    expect([textOf(one), one.core!.status, one.core!.hasUnsaved()]).toEqual([
      "seed saved left",
      "live",
      true,
    ]);
    expect([one.core!.isOwnSave(2), one.onDisk, world.relay.begun]).toEqual([true, 0, 2]);
    await open(two);
    expect([textOf(two), two.core!.status]).toEqual(["seed saved left", "live"]);
  });

  it("is also there when the line was dead without a word, and nothing sent was confirmed", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    one.type("left", 9);
    world.clock.advance(100);
    await world.idle();
    world.clock.advance(2000);
    await world.idle();
    one.kill();
    await saveAndLeave(two);
    await open(one);
    expect([textOf(one), one.core!.status]).toEqual(["seed left", "apart"]);
  });

  it("is asked about no second time when a draft holds it", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    one.hangUp();
    one.type("left", 9);
    world.clock.advance(100);
    await world.idle();
    await one.core!.noteDrafted(one.core!.savePoint());
    one.kill();
    await saveAndLeave(two);
    await open(one);
    expect([textOf(one), one.core!.status, one.onDisk]).toEqual(["seed saved", "live", 0]);
  });

  it("comes into its own session without a question while that is there, and leaves nothing on the disk", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages as [LivePage, LivePage];
    await typeAndDie(one, "left");
    one.open();
    await world.calm();
    expect([one, two].map(textOf)).toEqual(["seed left", "seed left"]);
    expect([one.core!.status, one.onDisk]).toEqual(["live", 0]);
  });
});
