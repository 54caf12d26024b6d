import { afterEach, describe, expect, it } from "vitest";
import { Doc, encodeStateAsUpdate } from "yjs";
import type { LiveNews } from "../../../shared/api/live.ts";
import { isCovered } from "../../../shared/live/covers.ts";
import { createFrameSealer } from "../../../shared/live/frame.ts";
import { encodeSnapshot } from "../../../shared/live/frame-contents.ts";
import { LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol } = await people();
let world: LiveWorld;

async function open(...persons: (typeof alice)[]) {
  world = await openWorld(...persons);
  return world.pages;
}

afterEach(() => world.close());

describe("who may only read", () => {
  it("sees everything and changes nothing", async () => {
    world = new LiveWorld([alice, bob]);
    world.readers.add(bob.user);
    for (const page of world.pages) page.open();
    await world.calm();
    const [one, two] = world.pages;
    two!.type("mine", 0);
    one!.type("a", 1);
    await world.calm();
    expect([textOf(one), two!.core!.isSaver(), two!.core!.mayWrite]).toEqual(["seed a", false, false]);
  });

  it("is refused by everybody when both his code and the portal lie", async () => {
    world = new LiveWorld([alice, bob, carol]);
    world.readers.add(bob.user);
    world.relay.isLying = true;
    const [one, two, three] = world.pages;
    two!.patch = { mayWrite: () => true };
    one!.open();
    await world.calm();
    for (const page of [two!, three!]) page.open();
    await world.calm();
    two!.type("forged", 0);
    one!.type("a", 1);
    await world.calm();
    expect([textOf(one), textOf(three)]).toEqual(["seed a", "seed a"]);
    expect(refusedBy(one)).toBeGreaterThan(0);
    expect(refusedBy(three)).toBeGreaterThan(0);
  });
});

describe("who may write no more", () => {
  /** Bob wrote, and may no longer; his code and the portal lie about it. */
  async function demoted() {
    world = new LiveWorld([alice, bob]);
    world.relay.isLying = true;
    const [one, two] = world.pages;
    two!.patch = { mayWrite: () => true };
    for (const page of [one!, two!]) page.open();
    await world.calm();
    two!.type("allowed", 1);
    await world.calm();
    world.readers.add(bob.user);
    world.formerWriters.add(bob.user);
    world.tellHead();
    await world.calm();
    return [one!, two!] as const;
  }

  it("adds nothing for those who are here, though both his code and the portal lie", async () => {
    const [one, two] = await demoted();
    two.type("forged", 2);
    await world.calm();
    expect(textOf(one)).toBe("seed allowed");
    expect(refusedBy(one)).toBeGreaterThan(0);
  });

  it("adds nothing either by a portal that hangs up on them and tells it as kept from before", async () => {
    const [one, two] = await demoted();
    one.hangUp();
    two.type("forged", 2);
    world.clock.advance(40);
    await world.idle();
    while (two.up.length > 0) await two.deliverUp();
    await world.calm();
    expect(textOf(one)).toBe("seed allowed");
    expect(refusedBy(one)).toBeGreaterThan(0);
  });

  it("is heard by all who were here when he sent it, though he had not written for long", async () => {
    const [one, two] = await open(alice, bob);
    two!.type("first", 1);
    await world.calm();
    world.clock.advance(60_000);
    two!.type("last", 2);
    world.clock.advance(40);
    await world.idle();
    while (two!.up.length > 0) await two!.deliverUp();
    world.readers.add(bob.user);
    world.formerWriters.add(bob.user);
    world.tellHead();
    await world.calm();
    expect([textOf(one), refusedBy(one)]).toEqual(["seed first last", 0]);
  });

  it("begins no session for who comes later, under the key of then, with a portal that lies", async () => {
    world = new LiveWorld([alice, bob]);
    world.relay.isLying = true;
    const [one, two] = world.pages;
    two!.patch = { mayWrite: () => true };
    two!.open();
    await world.calm();
    two!.type("forged", 1);
    await world.calm();
    two!.kill();
    world.readers.add(bob.user);
    world.formerWriters.add(bob.user);
    one!.open();
    await world.calm();
    expect(textOf(one)).toBe("seed");
  });

  it("is still read by who comes later, in what he wrote while he might", async () => {
    const [one, two] = await open(alice, bob);
    two!.type("allowed", 1);
    await world.calm();
    world.readers.add(bob.user);
    world.formerWriters.add(bob.user);
    one!.kill();
    one!.open();
    await world.calm();
    expect([textOf(one), refusedBy(one)]).toEqual(["seed allowed", 0]);
  });
});

describe("a portal that lies", () => {
  it("cannot leave out a frame unseen", async () => {
    const [one, two] = await open(alice, bob);
    two!.hangUp();
    for (const token of ["a", "b", "c"]) {
      one!.type(token, 1);
      world.clock.advance(40);
      await world.idle();
      while (one!.up.length > 0) await one!.deliverUp();
    }
    world.relay.tamper((frames) => frames.filter((_, index) => index !== 2));
    await world.calm();
    expect(refusedBy(two)).toBeGreaterThan(0);
  });

  it("cannot change a frame, or have it come twice", async () => {
    const [one, two] = await open(alice, bob);
    two!.hangUp();
    one!.type("a", 1);
    world.clock.advance(40);
    await world.idle();
    while (one!.up.length > 0) await one!.deliverUp();
    world.relay.tamper((frames) =>
      frames.map((frame, index) => {
        if (index < frames.length - 1) return frame;
        const wire = frame.wire.slice();
        wire[wire.length - 1]! ^= 1;
        return { ...frame, wire };
      }),
    );
    await world.calm();
    expect(textOf(two)).toBe("seed");
    expect(refusedBy(two)).toBe(1);
  });
});

describe("a snapshot that leaves out what others wrote", () => {
  it("is refused, shown, and answered by a whole one", async () => {
    const [one, two] = await open(alice, bob);
    one!.type("wanted", 1);
    await world.calm();
    const { covers, upTo } = two!.core!.savePoint();
    expect([...covers.values()].every((head) => isCovered(covers, head))).toBe(true);
    const session = two!.core!.hello().session!;
    const view = world.viewOf(bob);
    const sealer = await createFrameSealer({
      ...{ space: view.space, node: view.node, session, author: bob.user, generation: 1 },
      ...{ spaceKey: view.spaceKey(1)!, signKey: bob.signKey },
    });
    const empty = new Uint8Array(encodeStateAsUpdate(new Doc()));
    const [plain] = encodeSnapshot({ baseVersion: 1, saved: null, covers }, empty);
    world.relay.say(two!.seat!, { kind: "snapshot", upTo, frames: 1 });
    await world.relay.take(two!.seat!, await sealer.seal("snapshot", plain!));
    await world.calm();
    expect(refusedBy(one)).toBe(1);
    two!.kill();
    two!.open();
    await world.calm();
    expect(textOf(two)).toBe("seed wanted");
  });
});

describe("a snapshot that says to hold what is still to come", () => {
  it("keeps nobody who begins with it from what others write, or wrote", async () => {
    const [one, two, three] = await open(alice, bob, carol);
    one!.type("wanted", 1);
    await world.calm();
    const { covers, upTo } = two!.core!.savePoint();
    for (const page of [one!, three!]) page.hangUp();
    three!.kill();
    const far = new Map([...covers].map(([id, head]) => [id, { ...head, clock: head.clock + 1000 }]));
    const session = two!.core!.hello().session!;
    const view = world.viewOf(bob);
    const sealer = await createFrameSealer({
      ...{ space: view.space, node: view.node, session, author: bob.user, generation: 1 },
      ...{ spaceKey: view.spaceKey(1)!, signKey: bob.signKey },
    });
    const empty = new Uint8Array(encodeStateAsUpdate(new Doc()));
    const [plain] = encodeSnapshot({ baseVersion: 1, saved: null, covers: far }, empty);
    world.relay.say(two!.seat!, { kind: "snapshot", upTo, frames: 1 });
    await world.relay.take(two!.seat!, await sealer.seal("snapshot", plain!));
    three!.open();
    await world.calm();
    one!.type("later", 2);
    await world.calm();
    expect(textOf(one)).toBe("seed wanted later");
    expect(textOf(three)).toBe("seed wanted later");
    expect(refusedBy(three)).toBeGreaterThan(0);
  });
});

describe("what the portal says", () => {
  it("of a session that nobody sealed is not believed", async () => {
    world = new LiveWorld([alice]);
    const [one] = world.pages;
    one!.open();
    one!.seat = { user: alice.user, down: [], connections: new Set(), snapshot: null };
    const news: LiveNews = {
      ...{ kind: "admitted", space: world.viewOf(alice).space, mayWrite: true, isOccupied: false },
      head: { seq: 0, hash: "A".repeat(43) as never },
      session: { session: "A".repeat(22) as never, baseVersion: 7, position: 1 },
    };
    one!.events!.onNews(news);
    one!.events!.onFrames([{ position: 1, wire: new Uint8Array(200) }]);
    await world.idle();
    expect([textOf(one), one!.core!.baseVersion, one!.core!.status]).toEqual(["seed", 1, "alone"]);
    expect(refusedBy(one)).toBe(1);
  });
});
