import { afterEach, describe, expect, it } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { createFrameSealer } from "../../../shared/live/frame.ts";
import { encodeSnapshot } from "../../../shared/live/frame-contents.ts";
import { forgeLetter } from "../../support/forger.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory may edit, and her code is changed: she writes under the number of somebody else's page. */

const { alice, bob, mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

describe("letters that look like another's", () => {
  it("are refused by everybody, so that honest pages show the same", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages;
    forgeLetter(three!, one!, "forged");
    one!.type("real", 1);
    await world.calm();
    two!.type("after", 2);
    await world.calm();
    expect(textOf(one)).toBe("seed real after");
    expect(textOf(two)).toBe("seed real after");
    expect([refusedBy(one), refusedBy(two)]).toEqual([1, 1]);
  });

  it("are refused by who comes later too, whatever came first", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages;
    one!.type("real", 1);
    await world.calm();
    two!.kill();
    forgeLetter(three!, one!, "forged");
    await world.calm({ isLeftOpen: true });
    one!.type("more", 2);
    two!.open();
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed real more", "seed real more"]);
    expect([refusedBy(one), refusedBy(two)]).toEqual([1, 1]);
  });

  it("are not what a page of the same person writes, nor what an earlier page of his left", async () => {
    world = await openWorld(alice, bob, alice);
    const [one, two, three] = world.pages;
    three!.type("too", 1);
    await world.calm();
    await world.killUnsent(one!, "kept");
    await world.calm();
    one!.type("new", 1);
    await world.calm();
    expect(new Set([textOf(one), textOf(two), textOf(three)]).size).toBe(1);
    expect([...two!.tokens].sort()).toEqual(["kept", "new", "seed", "too"]);
    expect([one, two, three].map(refusedBy)).toEqual([0, 0, 0]);
  });
});

describe("a snapshot that says what nobody said", () => {
  /** Of the state as it is, with one word more under alice's number. */
  async function forgeSnapshot(one: LivePage, three: LivePage): Promise<void> {
    const { covers, upTo } = three.core!.savePoint();
    const doc = new Doc();
    applyUpdate(doc, encodeStateAsUpdate(three.core!.shared.doc));
    doc.clientID = one.core!.shared.doc.clientID;
    doc.getArray("tokens").insert(1, ["forged"]);
    const [plain] = encodeSnapshot(
      { baseVersion: 1, saved: null, covers },
      new Uint8Array(encodeStateAsUpdate(doc)),
    );
    const view = world.viewOf(mallory);
    const session = three.core!.hello().session!;
    const sealer = await createFrameSealer({
      ...{ space: view.space, node: view.node, session, author: mallory.user, generation: 1 },
      ...{ spaceKey: view.spaceKey(1)!, signKey: mallory.signKey },
    });
    world.relay.say(three.seat!, { kind: "snapshot", upTo, frames: 1 });
    await world.relay.take(three.seat!, await sealer.seal("snapshot", plain!));
  }

  it("is refused, shown, and answered by a true one", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages;
    one!.type("real", 1);
    await world.calm();
    two!.kill();
    await forgeSnapshot(one!, three!);
    await world.calm();
    expect(refusedBy(one)).toBe(1);
    two!.open();
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed real", "seed real"]);
  });
});
