import { afterEach, describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { NO_CHANGE } from "../../../extension/live/doc-states.ts";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { parseConnectionId, SHORT_ID_BYTES } from "../../../shared/ids.ts";
import { CONNECTIONS_EACH_MAX, COVERS_MAX, type Covers } from "../../../shared/live/covers.ts";
import { craftSnapshot, craftUpdate } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory may edit, her code is changed, and the portal does not count what it should. */

const { alice, bob, carol, mallory } = await people();
const TOO_MANY = 5;
let world: LiveWorld;

afterEach(() => world.close());

/** Connections that there never were. */
function madeUp(count: number, author = mallory.user): Covers {
  const heads = Array.from({ length: count }, () => {
    const connection = parseConnectionId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
    return { author, connection, clock: 0, hash: randomBytes(32) };
  });
  return new Map(heads.map((head) => [head.connection, head]));
}

describe("a snapshot that names connections which there never were", () => {
  it.each([COVERS_MAX, 2 * CONNECTIONS_EACH_MAX])("leaves room for those that come: %i", async (count) => {
    world = await openWorld(alice, bob, mallory, carol);
    const [one, two, three, four] = world.pages as [LivePage, LivePage, LivePage, LivePage];
    two.kill();
    four.kill();
    one.type("a", 1);
    await world.calm();
    one.kill();
    const { upTo } = three.core!.savePoint();
    await craftSnapshot(world, three, { covers: madeUp(count), upTo, doc: three.core!.shared.doc });
    three.kill();
    two.open();
    await world.calm();
    two.type("b", 2);
    await world.calm();
    await world.save(two);
    await world.calm();
    four.open();
    await world.calm();
    expect([textOf(two), textOf(four)]).toEqual(["seed a b", "seed a b"]);
    expect([four.core!.status, four.core!.savedVersion]).toEqual(["live", 2]);
  });
});

describe("a snapshot that names people who never might write", () => {
  it("is gone on from by nobody", async () => {
    world = await openWorld(alice, bob, mallory);
    world.readers.add(carol.user);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    two.kill();
    one.type("a", 1);
    await world.calm();
    const { covers, upTo } = three.core!.savePoint();
    const named = new Map([...covers, ...madeUp(1, carol.user)]);
    await craftSnapshot(world, three, { covers: named, upTo: upTo - 1, doc: new Doc() });
    for (const page of [one, three]) page.kill();
    two.open();
    await world.calm();
    expect(textOf(two)).toBe("seed a");
  });
});

describe("somebody who opens connection after connection", () => {
  it("is not heard beyond what snapshots and saves can name, and keeps nobody from joining", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    two.kill();
    for (let n = 0; n < CONNECTIONS_EACH_MAX + TOO_MANY; n++) {
      await craftUpdate(world, three, NO_CHANGE);
      while (one.seat!.down.length > 0) one.deliverDown();
    }
    three.kill();
    await world.calm();
    expect(refusedBy(one)).toBe(TOO_MANY);
    one.type("a", 1);
    await world.calm();
    await world.save(one);
    await world.calm();
    two.open();
    await world.calm();
    expect([textOf(two), two.core!.status, two.core!.savedVersion]).toEqual(["seed a", "live", 2]);
    // Who comes by a snapshot counts what he has heard himself
    const named = [...one.core!.savePoint().covers.values()].filter(({ author }) => author === mallory.user);
    expect(named).toHaveLength(CONNECTIONS_EACH_MAX);
  }, 60_000);
});
