import { afterEach, describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { createBlobId } from "../../../shared/ids.ts";
import { craftSaved, craftSnapshot, pointOf } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory may edit, and her code is changed: she writes down states that nobody's frames make. */

const { alice, bob, carol, mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** The same, with a letter in it that looks as if another page had written it. */
function forgedPoint(page: LivePage, as: LivePage, token: string) {
  const point = pointOf(page);
  point.doc.clientID = as.core!.shared.doc.clientID;
  point.doc.getArray("tokens").insert(1, [token]);
  return point;
}

async function type(page: LivePage, ...words: string[]): Promise<void> {
  for (const word of words) {
    page.type(word, 9);
    await world.calm();
  }
}

/** Alice wrote and carol wrote it down; bob came after it, and stands on her word. */
async function openOnWord() {
  world = await openWorld(alice, bob, mallory, carol);
  const [one, two, three, four] = world.pages as [LivePage, LivePage, LivePage, LivePage];
  two.kill();
  await type(one, "first");
  await craftSnapshot(world, four, pointOf(four));
  four.kill();
  await world.calm();
  two.open();
  await world.calm();
  expect(textOf(two)).toBe("seed first");
  return [one, two, three] as const;
}

describe("a snapshot with letters that nobody wrote", () => {
  it("brings them to nobody, also not to who joined by a snapshot before", async () => {
    const [one, two, three] = await openOnWord();
    await craftSnapshot(world, three, forgedPoint(three, one, "forged"));
    three.kill();
    await world.calm();
    expect([textOf(one), textOf(two)]).toEqual(["seed first", "seed first"]);
    expect([refusedBy(one), refusedBy(two)]).toEqual([1, 1]);
    await type(one, "genuine");
    expect([textOf(one), textOf(two)]).toEqual(["seed first genuine", "seed first genuine"]);
  });

  it("brings them to nobody either when all that came before is saved and kept no more", async () => {
    const [one, two, three] = await openOnWord();
    const saver = [one, two, three].find(({ core }) => core!.isSaver())!;
    await world.save(saver);
    await world.calm();
    await craftSnapshot(world, three, forgedPoint(three, one, "forged"));
    await world.calm();
    await type(one, "genuine");
    expect([textOf(one), textOf(two)]).toEqual(["seed first genuine", "seed first genuine"]);
  });
});

describe("a version that was not saved out of the session", () => {
  it("is taken for one that was on nobody's word but its author's", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    await type(one, "unsaved");
    const saved = world.saveOutside(carol, ["seed", "restored"]);
    const point = pointOf(three);
    await craftSaved(world, three, { ...point, saved });
    await craftSnapshot(world, three, { ...point, saved });
    three.kill();
    await world.calm({ isLeftOpen: true });
    expect([one, two].map(({ core }) => core!.isOwnSave(saved.version))).toEqual([false, false]);
    expect([one, two].map(({ core }) => core!.hasUnsaved())).toEqual([true, true]);
  });

  it("is also not taken for one by who comes later, though a snapshot said so", async () => {
    world = await openWorld(alice, bob, mallory, carol);
    const [one, , three, four] = world.pages as [LivePage, LivePage, LivePage, LivePage];
    four.kill();
    await type(one, "unsaved");
    const saved = world.saveOutside(bob, ["seed", "restored"]);
    // Nor does a version help that never comes
    await craftSaved(world, three, { ...pointOf(three), saved: { version: 9, blob: createBlobId() } });
    await craftSnapshot(world, three, { ...pointOf(three), saved });
    three.kill();
    await world.calm({ isLeftOpen: true });
    four.open();
    await world.calm({ isLeftOpen: true });
    const { status, isSaver, isOwnSave } = four.core!;
    expect([status, isSaver.call(four.core), isOwnSave.call(four.core, saved.version)]).toEqual([
      "apart",
      false,
      false,
    ]);
  });
});

describe("a page that wants everything that the portal keeps", () => {
  it("does not take for it what comes by a line that was opened before it wanted that", async () => {
    const [, two, three] = await openOnWord();
    await craftSnapshot(world, three, forgedPoint(three, three, "more"));
    while (two.seat!.down.length > 0) two.deliverDown();
    two.hangUp();
    two.call();
    while (two.seat!.down.length > 0) two.deliverDown();
    await world.idle();
    expect(two.core!.hello().isAll).toBe(true);
    await world.calm();
    expect(two.core!.hello().isAll).toBe(false);
  });
});

describe("a snapshot that leaves out what others wrote", () => {
  it("takes nothing for long from who joined by it, though nobody answers it: the frames say it", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    two.kill();
    await type(one, "first", "second");
    const point = pointOf(three);
    one.kill();
    await craftSnapshot(world, three, { ...point, doc: new Doc() });
    two.open();
    two.call();
    while ((two.seat?.down.length ?? 0) > 0) two.deliverDown();
    await world.idle();
    expect(textOf(two)).toBe("");
    await craftSnapshot(world, three, point);
    await world.calm();
    expect(textOf(two)).toBe("seed first second");
  });

  it("takes nothing either when what it left out was written under an older key than what is heard since", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    two.kill();
    const early = pointOf(three);
    await type(one, "first", "second");
    const { upTo } = pointOf(three);
    world.renewKey();
    world.tellHead();
    await world.calm();
    one.kill();
    await craftSnapshot(world, three, { ...early, upTo });
    two.open();
    two.call();
    while ((two.seat?.down.length ?? 0) > 0) two.deliverDown();
    await world.idle();
    expect(textOf(two)).toBe("seed");
    three.type("newer", 9);
    await world.calm();
    await craftSnapshot(world, three, pointOf(three));
    await world.calm();
    expect(textOf(two)).toBe("seed first second newer");
  });
});
