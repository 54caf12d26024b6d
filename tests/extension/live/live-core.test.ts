import { afterEach, describe, expect, it } from "vitest";
import { createFrameSealer } from "../../../shared/live/frame.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol, eve } = await people();
let world: LiveWorld;

async function open(...persons: (typeof alice)[]) {
  world = await openWorld(...persons);
  return world.pages;
}

afterEach(() => world.close());

describe("a session", () => {
  it("is begun by exactly one of those who come at once", async () => {
    const [one, two, three] = await open(alice, bob, carol);
    expect([one, two, three].map(textOf)).toEqual(["seed", "seed", "seed"]);
    expect(world.relay.begun).toBe(1);
  });

  it("carries what is typed, without waiting for a save", async () => {
    const [one, two] = await open(alice, bob);
    one!.type("a", 1);
    two!.type("b", 0);
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["b seed a", "b seed a"]);
    expect(one!.core!.hasUnacked()).toBe(false);
  });

  it("has one saver, and another one when that leaves", async () => {
    const [one, two] = await open(alice, bob);
    const [saver, other] = one!.core!.isSaver() ? [one!, two!] : [two!, one!];
    expect([saver.core!.isSaver(), other.core!.isSaver()]).toEqual([true, false]);
    saver.kill();
    while (other.seat!.down.length > 0) other.deliverDown();
    await world.idle();
    expect(other.core!.isSaver()).toBe(true);
  });

  it("brings back what a killed page could not send", async () => {
    const [one, two] = await open(alice, bob);
    await world.killUnsent(one!, "kept");
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed kept", "seed kept"]);
  });

  it("takes an update of several frames whole", async () => {
    const [one, two] = await open(alice, bob);
    one!.type("x".repeat(2_000_000), 1);
    await world.calm();
    expect(textOf(two)).toHaveLength(2_000_005);
  });

  it("goes on when everybody was away and the portal forgot it", async () => {
    const [one, two] = await open(alice, bob);
    one!.type("a", 1);
    await world.calm();
    const saver = one!.core!.isSaver() ? one! : two!;
    await world.save(saver);
    await world.calm();
    one!.hangUp();
    two!.hangUp();
    one!.type("b", 2);
    two!.type("c", 2);
    await world.calm();
    expect(textOf(one)).toBe(textOf(two));
    expect([...one!.tokens].sort()).toEqual(["a", "b", "c", "seed"]);
    expect([one!.core!.isOwnSave(2), two!.core!.isOwnSave(2)]).toEqual([true, true]);
  });

  it("keeps a long one short by snapshots, from which others join", async () => {
    const [one] = await open(alice, bob);
    for (let n = 0; n < 320; n++) {
      one!.type(`${n}`, 1);
      world.clock.advance(40);
      await world.idle();
    }
    await world.calm();
    const two = world.pages[1]!;
    two.kill();
    two.open();
    two.call();
    expect(two.seat!.down.length).toBeLessThan(60);
    await world.calm();
    expect(textOf(two)).toBe(textOf(one));
    expect(refusedBy(two)).toBe(0);
  });

  it("waits when the portal keeps no more, and says so", async () => {
    const [one, two] = await open(alice, bob);
    world.relay.isFull = true;
    one!.type("a", 1);
    world.clock.advance(100);
    await world.idle();
    while (one!.up.length > 0) await one!.deliverUp();
    while (one!.seat!.down.length > 0) one!.deliverDown();
    await world.idle();
    expect([one!.core!.isFull, one!.core!.hasUnacked()]).toEqual([true, true]);
    world.relay.isFull = false;
    await world.calm();
    expect([one!.core!.isFull, textOf(two)]).toEqual([false, "seed a"]);
  });
});

describe("a new key in the middle of a session", () => {
  it("is what the others' changes are sealed with from then on", async () => {
    const [one, two] = await open(alice, bob);
    one!.type("before", 1);
    await world.calm();
    world.renewKey();
    one!.type("between", 2);
    world.tellHead();
    two!.type("after", 3);
    await world.calm();
    expect(textOf(one)).toBe(textOf(two));
    expect([...one!.tokens].sort()).toEqual(["after", "before", "between", "seed"]);
    expect([refusedBy(one), refusedBy(two)]).toEqual([0, 0]);
  });
});

describe("presence", () => {
  it("tells who is here, by the names that the log gives, and who left", async () => {
    const [one, two] = await open(alice, bob);
    const idsIn = (page: LivePage) =>
      page
        .core!.people()
        .map(({ user }) => user)
        .sort();
    expect(idsIn(one!)).toEqual([alice.user, bob.user].sort());
    two!.core!.shared.awareness.setLocalStateField("user", { id: alice.user, name: "Alice", color: "red" });
    await world.calm();
    expect(idsIn(one!)).toEqual([alice.user, bob.user].sort());
    two!.kill();
    while (one!.seat!.down.length > 0) one!.deliverDown();
    await world.idle();
    expect(idsIn(one!)).toEqual([alice.user]);
  });

  it("of somebody whom the log does not name is called somebody, whatever he calls himself, until his name is learnt", async () => {
    const [one, two] = await open(alice, bob);
    for (const name of [alice.user, "Robert", "А1ice"]) {
      const named = { id: bob.user, name, color: "red" };
      two!.core!.shared.awareness.setLocalStateField("user", named);
      await world.calm();
      expect(namesOfBob(one!)).toEqual(["Somebody", "Somebody"]);
    }
    one!.names.learn([[bob.user, "Bob"]]);
    expect(namesOfBob(one!)).toEqual(["Bob", "Bob"]);
  });

  /** In the list of people, and at the caret. */
  const namesOfBob = ({ core }: LivePage): unknown[] => [
    core!.people().find(({ user }) => user === bob.user)?.name,
    [...core!.shared.awareness.getStates().values()].find(({ user }) => user.id === bob.user)?.user.name,
  ];

  it("of a stranger is not shown", async () => {
    const [one, two] = await open(alice, bob);
    const view = world.viewOf(alice);
    const session = one!.core!.hello().session!;
    const sealer = await createFrameSealer({
      ...{ space: view.space, node: view.node, session, author: eve.user, generation: 1 },
      ...{ spaceKey: view.spaceKey(1)!, signKey: eve.signKey },
    });
    const wire = await sealer.seal("presence", new Uint8Array([1, 5, 1, 2, 123, 125]) as never);
    two!.seat!.down.push({ position: 0, wire });
    await world.calm();
    expect(two!.core!.people()).toHaveLength(2);
    expect(refusedBy(two)).toBe(0);
  });
});

describe("a right that comes and goes", () => {
  it("holds back what was typed until it is there again", async () => {
    const [one, two] = await open(alice, bob);
    world.readers.add(bob.user);
    two!.type("early", 1);
    await world.calm();
    expect([textOf(one), two!.core!.mayWrite]).toEqual(["seed", false]);
    world.readers.delete(bob.user);
    world.tellHead();
    two!.type("late", 2);
    await world.calm();
    expect(textOf(one)).toBe("seed early late");
  });
});
