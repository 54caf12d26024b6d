import { afterEach, describe, expect, it } from "vitest";
import { sharedWorkOf } from "../../../extension/state/live-store.ts";
import { createSavingStore } from "../../../extension/state/saving-store.ts";
import { SavingTurn } from "../../../extension/state/saving-turn.ts";
import { asPlain } from "../../../shared/bytes.ts";
import { craftSnapshot } from "../../support/crafted.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob, carol } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** The portal gives bob everything but this frame. */
function withhold(page: LivePage, position: number, isFrom: (since: number) => boolean): void {
  const { relay } = world;
  const enter = relay.enter.bind(relay);
  relay.enter = (seat, hello) => {
    enter(seat, hello);
    if (seat.user !== page.person.user || !isFrom(hello.since)) return;
    const kept = seat.down.filter((each) => !("wire" in each) || each.position !== position);
    seat.down.splice(0, seat.down.length, ...kept);
  };
  relay.withholds = (_, to) => to === page.person.user;
}

/** Alice writes one word that bob does not get, and one that he cannot place for it. */
async function leaveOut(isFrom: (since: number) => boolean): Promise<[LivePage, LivePage]> {
  world = await openWorld(alice, bob);
  const [one, two] = world.pages as [LivePage, LivePage];
  one.type("start", 1);
  await world.calm();
  withhold(two, two.core!.hello().since + 1, isFrom);
  one.type("missing", 2);
  await world.calm();
  world.relay.withholds = () => false;
  one.type("after", 3);
  await world.calm();
  return [one, two];
}

/** Time goes by, in which the page is opened anew as often as it wants to be. Gives how often that was. */
async function openAnew(page: LivePage): Promise<number> {
  let opened = 0;
  for (let n = 0; n < 20; n++) {
    world.clock.advance(5000);
    await world.calm({ isLeftOpen: true });
    if (!page.isReplaced) continue;
    opened++;
    page.kill();
    page.open();
  }
  await world.calm({ isLeftOpen: true });
  return opened;
}

/** The person at this page asks for a version. Gives what was done. */
async function askToSave({ core }: LivePage): Promise<string[]> {
  const done: string[] = [];
  const store = createSavingStore({
    version: 1,
    editor: {
      revision: () => 1,
      exportBytes: async () => ({ bytes: asPlain(new Uint8Array([1])), revision: 1 }),
    },
    core: {
      save: async () => {
        done.push("saved");
        return { version: 2, savedAtMs: 9 };
      },
      keepDraft: async () => void done.push("draft"),
      discardDraft: async () => undefined,
    },
    shared: sharedWorkOf(core!),
  });
  await store.saveNow(true);
  store.dispose();
  return done;
}

describe("a page from which something is missing for good", () => {
  it("saves nothing and leaves that to the others, though it would be the one to save", async () => {
    for (let n = 0; n < 4; n++) {
      const [one, two] = await leaveOut(() => true);
      expect(textOf(two)).toBe("seed start");
      expect([one.core!.isSaver(), two.core!.isSaver()]).toEqual([true, false]);
      expect(two.core!.savePoint().upTo).toBeLessThan(one.core!.savePoint().upTo);
      if (n < 3) world.close();
    }
  });

  it("saves nothing either when its person asks for it, and no longer says that the session keeps what is typed", async () => {
    const [one, two] = await leaveOut(() => true);
    const turns = [one, two].map(({ core }) => new SavingTurn(sharedWorkOf(core!)));
    for (const turn of turns) turn.wish();
    expect(turns.map((turn) => turn.isOwn())).toEqual([true, false]);
    expect([one, two].map(({ core }) => sharedWorkOf(core!).isCarried())).toEqual([true, false]);
    expect([one, two].map(({ core }) => core!.status)).toEqual(["live", "live"]);
    expect([await askToSave(one), await askToSave(two)]).toEqual([["saved"], ["draft"]]);
  });

  it("saves nothing either when it joined by a snapshot, and the page that it does not hear came after it", async () => {
    world = await openWorld(alice, bob, carol);
    const [one, two, three] = world.pages as [LivePage, LivePage, LivePage];
    for (const page of [one, two]) page.kill();
    await world.calm();
    three.type("start", 1);
    await world.calm();
    await craftSnapshot(world, three, { ...three.core!.savePoint(), doc: three.core!.shared.doc });
    two.open();
    await world.calm();
    one.open();
    await world.calm();
    withhold(two, two.core!.hello().since + 1, () => true);
    one.type("missing", 2);
    await world.calm();
    world.relay.withholds = () => false;
    one.type("after", 3);
    await world.calm();
    expect([one, two, three].map(({ core }) => core!.isLacking)).toEqual([false, true, false]);
    expect(await askToSave(two)).toEqual(["draft"]);
  });

  it("does not wait for ever for the moment to answer a snapshot", async () => {
    const [one, two] = await leaveOut(() => true);
    await openAnew(two);
    const doc = one.core!.shared.doc;
    await craftSnapshot(world, one, { ...one.core!.savePoint(), doc });
    await world.calm();
    expect(two.core!.isLacking).toBe(true);
    let waits = 0;
    const after = world.clock.after.bind(world.clock);
    world.clock.after = (ms, callback) => {
      waits++;
      return after(ms, callback);
    };
    world.clock.advance(60_000);
    expect(waits).toBeLessThan(10);
  });

  it("is opened anew, and has it then if the portal gives it to who comes", async () => {
    const [one, two] = await leaveOut((since) => since > 0);
    expect([textOf(one), textOf(two)]).toEqual(["seed start missing after", "seed start missing after"]);
    const savers = [one, two].filter(({ core }) => core!.isSaver());
    expect(savers).toHaveLength(1);
  });

  it("is opened anew a few times also when it was missing from the start, and then no more", async () => {
    const [one, two] = await leaveOut(() => true);
    const opened = await openAnew(two);
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThan(5);
    expect([two.core!.isLacking, two.core!.status, textOf(one)]).toEqual([
      true,
      "live",
      "seed start missing after",
    ]);
  });
});
