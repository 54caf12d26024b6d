import { afterEach, describe, expect, it } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { craftSnapshot } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Somebody wrote and saved nothing, bob wrote it down, everybody left, and bob may edit no more. */
async function leaveToBob(isWrittenByAlice: boolean): Promise<LivePage[]> {
  world = await openWorld(alice, bob, carol);
  const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
  (isWrittenByAlice ? one : two).type("unsaved", 1);
  await world.calm();
  const doc = new Doc();
  applyUpdate(doc, encodeStateAsUpdate(two.core!.shared.doc));
  await craftSnapshot(world, two, { ...two.core!.savePoint(), doc });
  for (const page of [one, two, three]) page.kill();
  world.readers.add(bob.user);
  world.formerWriters.add(bob.user);
  return [one, two, three];
}

describe("a session whose last snapshot is of somebody who may edit no more", () => {
  it("is joined for what others wrote before it", async () => {
    const [, , three] = await leaveToBob(true);
    three!.open();
    await world.calm();
    expect([textOf(three), three!.core!.status]).toEqual(["seed unsaved", "live"]);
  });

  it("is not joined when nobody else wrote in it, and not forgotten before it is passed by", async () => {
    const [, , three] = await leaveToBob(false);
    world.relay.tamper((frames) => frames.filter(({ connection }) => connection !== frames[0]!.connection));
    const kept = world.relay.storedCount;
    three!.open();
    await world.calm();
    expect([textOf(three), three!.core!.status, world.relay.storedCount]).toEqual(["seed", "alone", kept]);
    world.versions.push(["seed", "newer"]);
    three!.kill();
    three!.open();
    await world.calm();
    expect([textOf(three), three!.core!.status]).toEqual(["seed newer", "live"]);
  });
});
