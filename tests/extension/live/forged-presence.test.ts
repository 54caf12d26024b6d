import { afterEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { cursorLineOf, forgeOnLine, forgePresence } from "../../support/forger.ts";
import type { LivePage } from "../../support/live-page.ts";
import { LiveWorld, openWorld, refusedBy } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory may only read, and her code is changed: she says to be where another page is. */

const { alice, bob, mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function openWithReader(): Promise<void> {
  world = new LiveWorld([alice, bob, mallory]);
  world.readers.add(mallory.user);
  for (const page of world.pages) page.open();
  await world.calm();
}

const idsIn = (page: LivePage) =>
  page.core
    ?.people()
    .map(({ user }) => user)
    .sort();

describe("a reader who says to have something else", () => {
  it("raises no alarm", async () => {
    world = new LiveWorld([alice, mallory]);
    world.readers.add(mallory.user);
    for (const page of world.pages) page.open();
    await world.calm();
    const [one, two] = world.pages;
    const told = { position: 1, heads: randomBytes(32) };
    await forgePresence(world, two!, two!.core!.shared.doc.clientID, told);
    await world.calm();
    expect(one!.core!.people().filter(({ isOther }) => isOther)).toEqual([]);
  });
});

describe("presence under another page's number", () => {
  it("puts nobody else in its place, though the line of that page broke for a moment", async () => {
    await openWithReader();
    const [one, two, three] = world.pages;
    two!.hangUp();
    while (one!.seat!.down.length > 0) one!.deliverDown();
    await forgePresence(world, three!, two!.core!.shared.doc.clientID);
    while (one!.seat!.down.length > 0) one!.deliverDown();
    await world.idle();
    await world.calm();
    expect(idsIn(one!)).toEqual([alice.user, bob.user, mallory.user].sort());
    expect(world.pages.filter(({ core }) => core!.isSaver())).toHaveLength(1);
    expect(world.pages.map(refusedBy)).toEqual([0, 0, 0]);
  });

  it("takes nothing from who is there", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages;
    await forgePresence(world, three!, two!.core!.shared.doc.clientID);
    await world.calm();
    expect(idsIn(one!)).toEqual([alice.user, bob.user, mallory.user].sort());
    expect(refusedBy(one)).toBe(0);
  });
});

describe("presence on another page's connection", () => {
  const savers = () => world.pages.filter(({ core }) => core!.isSaver());

  it("takes nobody's place and makes no second saver, though the portal lets it pass", async () => {
    await openWithReader();
    world.relay.isLying = true;
    const [saver] = savers();
    await forgeOnLine(world, world.pages[2]!, { connection: cursorLineOf(saver!) });
    await world.calm();
    expect(savers()).toEqual([saver]);
    for (const page of world.pages) expect(idsIn(page)).toEqual([alice.user, bob.user, mallory.user].sort());
  });

  it("raises an alarm about its author alone", async () => {
    world = await openWorld(alice, bob, mallory);
    world.relay.isLying = true;
    const [one, two, three] = world.pages;
    const told = { position: 1, heads: randomBytes(32) };
    await forgeOnLine(world, three!, { connection: cursorLineOf(two!), told });
    await world.calm();
    const others = one!.core!.people().filter(({ isOther }) => isOther);
    expect(others.map(({ user }) => user)).toEqual([mallory.user]);
  });

  it("keeps nobody away who comes back to it", async () => {
    await openWithReader();
    const [one, two, three] = world.pages;
    const connection = cursorLineOf(two!);
    two!.hangUp();
    await forgeOnLine(world, three!, { connection });
    await world.calm();
    expect(idsIn(one!)).toEqual([alice.user, bob.user, mallory.user].sort());
    expect(savers()).toHaveLength(1);
  });
});
