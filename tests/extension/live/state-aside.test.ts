import { afterEach, describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, bob } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Alice's page alone, with everything confirmed. */
async function openOne(): Promise<LivePage> {
  world = await openWorld(alice, bob);
  world.pages[1]!.kill();
  const page = world.pages[0]!;
  await settle(page);
  return page;
}

async function settle(page: LivePage): Promise<void> {
  await page.core!.idle();
  while (page.up.length > 0) await page.deliverUp();
  while (page.seat!.down.length > 0) page.deliverDown();
  await world.idle();
  await page.core!.idle();
}

async function pass(page: LivePage, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.idle();
  await page.core!.idle();
}

async function type(page: LivePage, text: string): Promise<void> {
  page.type(text, 1);
  await pass(page, 40);
}

describe("the whole state beside what waits for the portal's word", () => {
  it("is written down when the word does not come, and not for one who types on and gets it each time", async () => {
    const page = await openOne();
    for (const word of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]) {
      await type(page, word);
      await pass(page, 150);
      expect([word, page.onDisk]).toEqual([word, 1]);
      await settle(page);
    }
    await type(page, "m");
    await pass(page, 2000);
    expect(page.onDisk).toBeGreaterThan(1);
    await settle(page);
    expect(page.onDisk).toBe(0);
  });
});
