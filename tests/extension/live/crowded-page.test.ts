import { afterEach, describe, expect, it } from "vitest";
import { sharedWorkOf } from "../../../extension/state/live-store.ts";
import { createBlobId } from "../../../shared/ids.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Bob had the document open so often while it was written in that the portal keeps no further connection of his. */

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

async function openCrowded(): Promise<[LivePage, LivePage]> {
  world = await openWorld(alice, bob);
  world.relay.crowded = bob.user;
  return world.pages as [LivePage, LivePage];
}

describe("who has had as many connections as anybody may", () => {
  it("is told so, and saves nothing that the others would not know for theirs", async () => {
    const [one, two] = await openCrowded();
    two.type("crowded", 1);
    await world.calm({ isLeftOpen: true });
    const { core } = two;
    expect([core!.status, core!.trouble, core!.isFull]).toEqual(["apart", "LIVE_CROWDED", false]);
    expect([core!.hasUnsaved(), core!.isSaver(), sharedWorkOf(core!).mayWrite()]).toEqual([
      true,
      false,
      false,
    ]);
    expect([textOf(one), one.core!.isSaver()]).toEqual(["seed", true]);
  });

  it("goes on reading what the others write, and has his text after the session", async () => {
    const [one, two] = await openCrowded();
    two.type("crowded", 1);
    await world.calm({ isLeftOpen: true });
    one.type("theirs", 1);
    await world.calm({ isLeftOpen: true });
    expect(textOf(two).split(" ").sort()).toEqual(["crowded", "seed", "theirs"]);
    two.kill();
    two.open();
    await world.calm({ isLeftOpen: true });
    expect(textOf(two).split(" ").sort()).toEqual(["crowded", "seed", "theirs"]);
    expect(two.core!.status).toBe("apart");
  });

  it("appends no version whose word reaches nobody, and leaves saving to the others from then on", async () => {
    for (let isFirst = false; !isFirst; ) {
      const [one, two] = await openCrowded();
      isFirst = two.core!.isSaver();
      if (!isFirst) {
        world.close();
        continue;
      }
      one.type("theirs", 1);
      await world.calm();
      const core = two.core!;
      const saving = core.noteSaving(2, createBlobId(), core.savePoint()).catch(({ code }) => code);
      await world.idle();
      await world.calm();
      expect(await saving).toBe("LIVE_CROWDED");
      expect([core.status, core.trouble, core.hasUnacked()]).toEqual(["live", "LIVE_CROWDED", false]);
      expect([one.core!.isSaver(), core.isSaver()]).toEqual([true, false]);
      expect(sharedWorkOf(core).mayWrite()).toBe(false);
    }
  });

  it("keeps nothing of what he gives up", async () => {
    const [, two] = await openCrowded();
    two.type("crowded", 1);
    await world.calm({ isLeftOpen: true });
    two.core!.giveUp();
    await world.idle();
    expect(two.onDisk).toBe(0);
  });
});
