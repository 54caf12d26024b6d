import { afterEach, describe, expect, it } from "vitest";
import { sharedWorkOf } from "../../../extension/state/live-store.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Bob opens a document in which carol writes, whom his copy of the log does not name yet. */

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function openEarly() {
  world = await openWorld(carol, bob);
  const [three, two] = world.pages as [LivePage, LivePage];
  two.kill();
  three.kill();
  await world.calm();
  three.open();
  await world.calm();
  three.type("x", 1);
  await world.calm();
  const late = { isOver: false };
  const view = world.viewOf(bob);
  two.patch = {
    signPublicOf: (user) => (late.isOver || user !== carol.user ? view.signPublicOf(user) : undefined),
  };
  two.open();
  await world.flow(60, 100);
  return { pages: [three, two] as const, late };
}

describe("a page whose copy of the log is behind the session that it opens", () => {
  it("neither saves beside it nor lets anybody type beside it", async () => {
    const { pages } = await openEarly();
    const { core } = pages[1];
    expect([textOf(pages[1]), core!.status, core!.isUnjudged]).toEqual(["seed", "connecting", true]);
    expect([core!.isSaver(), sharedWorkOf(core!).mayWrite(), core!.mayWrite]).toEqual([false, false, true]);
  });

  it("is in it soon after the log has come", async () => {
    const { pages, late } = await openEarly();
    await world.flow(20, 1000);
    late.isOver = true;
    await world.flow(25, 1000);
    expect(pages[1].isReplaced).toBe(true);
    await world.calm();
    expect([textOf(pages[1]), pages[1].core!.status, pages[1].core!.isUnjudged]).toEqual([
      "seed x",
      "live",
      false,
    ]);
    pages[1].type("y", 2);
    await world.calm();
    expect(pages.map(textOf)).toEqual(["seed x y", "seed x y"]);
  });

  it("works on by itself when those who were in it have left, and all is saved", async () => {
    const { pages } = await openEarly();
    await world.save(pages[0]);
    await world.flow(4, 100);
    pages[0].kill();
    await world.flow(40, 1000);
    await world.calm();
    expect([textOf(pages[1]), pages[1].core!.status, pages[1].core!.isUnjudged]).toEqual([
      "seed x",
      "live",
      false,
    ]);
  });
});

describe("a session that somebody began who may edit no more, and in which carol goes on under a new key", () => {
  /** Bob begins it, carol goes on, both have left; alice opens it, who is not given the key yet. */
  async function openKeyless() {
    world = await openWorld(bob, carol, alice);
    const [two, three, one] = world.pages as [LivePage, LivePage, LivePage];
    one.kill();
    two.type("b", 1);
    await world.calm();
    await world.save(two);
    await world.calm();
    world.readers.add(bob.user);
    world.formerWriters.add(bob.user);
    world.renewKey();
    world.tellHead();
    await world.calm();
    two.kill();
    three.type("carols", 1);
    await world.calm();
    three.kill();
    const [view, late] = [world.viewOf(alice), { isOver: false }];
    one.patch = {
      generation: () => (late.isOver ? world.generation : 1),
      spaceKey: (generation) => (late.isOver || generation === 1 ? view.spaceKey(generation) : null),
    };
    one.open();
    await world.flow(20, 500);
    return { one, late };
  }

  it("is neither forgotten nor passed over by who has not the key yet", async () => {
    const { one, late } = await openKeyless();
    expect([one.core!.status, one.core!.isUnjudged, one.core!.isSaver()]).toEqual([
      "connecting",
      true,
      false,
    ]);
    expect(world.relay.storedCount).toBeGreaterThan(0);
    late.isOver = true;
    world.tellHead();
    await world.flow(60, 500);
    await world.calm();
    expect(textOf(one)).toBe("seed carols b");
  });
});
