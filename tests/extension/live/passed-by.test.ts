import { afterEach, describe, expect, it } from "vitest";
import { LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** alice and bob wrote, and left without saving; then somebody made a version that holds nothing of it. */
async function abandon({ isSaved = false } = {}): Promise<void> {
  world = new LiveWorld([alice, bob, carol]);
  const [one, two] = world.pages;
  one!.open();
  two!.open();
  await world.calm();
  one!.type("unsaved", 1);
  await world.calm();
  world.relay.isClinging = isSaved;
  if (isSaved) await world.save(one!.core!.isSaver() ? one! : two!);
  await world.calm();
  for (const page of [one!, two!]) page.kill();
  world.versions.push(["seed", "restored"]);
}

describe("a session that a newer version passed by", () => {
  it("is shown to be kept as a copy, and saved over nothing", async () => {
    await abandon();
    const three = world.pages[2]!;
    three.open();
    await world.calm({ isLeftOpen: true });
    const core = three.core!;
    expect([textOf(three), core.status, core.baseVersion]).toEqual(["seed unsaved", "apart", 1]);
    expect([core.isSaver(), core.hasUnsaved(), core.isOwnSave(2)]).toEqual([false, true, false]);
    core.giveUp();
    await three.deliverUp();
    three.kill();
    three.open();
    await world.calm();
    expect([textOf(three), three.core!.status, three.core!.baseVersion]).toEqual([
      "seed restored",
      "live",
      2,
    ]);
    expect(refusedBy(three)).toBe(0);
  });

  it("is left without a question when all of it was saved, and another one begins", async () => {
    await abandon({ isSaved: true });
    world.relay.isClinging = false;
    world.pages[2]!.open();
    await world.calm({ isLeftOpen: true });
    expect([textOf(world.pages[2]), world.pages[2]!.core!.status]).toEqual(["seed restored", "live"]);
    expect(world.relay.begun).toBe(2);
  });

  it("is not joined either when the portal will not let go of it", async () => {
    await abandon({ isSaved: true });
    const three = world.pages[2]!;
    three.open();
    await world.calm({ isLeftOpen: true });
    expect([textOf(three), three.core!.status, three.isReplaced]).toEqual(["seed restored", "alone", false]);
  });

  it("goes with what it holds, but not unseen by those who are still in it", async () => {
    world = await openWorld(alice, bob, carol);
    const [one, two, three] = world.pages;
    one!.type("unsaved", 1);
    await world.calm();
    world.versions.push(["seed", "restored"]);
    three!.kill();
    three!.open();
    await world.calm({ isLeftOpen: true });
    three!.core!.giveUp();
    await world.calm({ isLeftOpen: true });
    expect([one, two].map((page) => [textOf(page), page!.core!.status, page!.core!.hasUnsaved()])).toEqual([
      ["seed unsaved", "apart", true],
      ["seed unsaved", "apart", true],
    ]);
    expect([one!.isReplaced, two!.isReplaced]).toEqual([false, false]);
  });

  it("is none when the version was saved out of it, long before somebody joins", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    one!.type("first", 1);
    await world.calm();
    await world.save(one!.core!.isSaver() ? one! : two!);
    await world.calm();
    two!.kill();
    for (let n = 0; n < 310; n++) {
      one!.type(`${n}`, 1);
      world.clock.advance(40);
      await world.idle();
    }
    await world.calm({ isLeftOpen: true });
    two!.open();
    await world.calm({ isLeftOpen: true });
    expect([two!.core!.status, two!.core!.isOwnSave(2), textOf(two)]).toEqual(["live", true, textOf(one)]);
  });
});

describe("a session that nobody can read", () => {
  it("ends, and another one begins", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    for (const page of [one!, two!]) page.hangUp();
    one!.kill();
    two!.kill();
    world.relay.spoil();
    one!.open();
    await world.calm({ isLeftOpen: true });
    expect([textOf(one), one!.core!.status]).toEqual(["seed", "live"]);
  });

  it("is left as it is by a page that only lacks its key", async () => {
    world = await openWorld(alice, bob);
    const [one, two] = world.pages;
    two!.kill();
    one!.type("unsaved", 1);
    await world.calm();
    one!.kill();
    two!.patch = { spaceKey: () => null };
    two!.open();
    await world.calm({ isLeftOpen: true });
    two!.kill();
    one!.open();
    await world.calm();
    expect([textOf(one), one!.core!.status]).toEqual(["seed unsaved", "live"]);
  });
});
