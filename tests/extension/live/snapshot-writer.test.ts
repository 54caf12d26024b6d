import { afterEach, describe, expect, it } from "vitest";
import { SIGNATURE_BYTES } from "../../../shared/crypto/verify.ts";
import { readFrame } from "../../../shared/live/frame-check.ts";
import { forgeEmptySnapshot } from "../../support/forger.ts";
import type { LivePage } from "../../support/live-page.ts";
import { type LiveWorld, openWorld } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

const { alice, mallory } = await people();
const ENOUGH_MS = 240_000;
let world: LiveWorld;

afterEach(() => world.close());

/** Alice's page; mallory could have one as well. */
async function openOne(): Promise<LivePage> {
  world = await openWorld(alice, mallory);
  world.pages[1]!.kill();
  await settle(world.pages[0]!);
  return world.pages[0]!;
}

const isAnnouncement = (sent: LivePage["up"][number]): boolean => "kind" in sent && sent.kind === "snapshot";
const isWriting = ({ up }: LivePage): boolean => up.some(isAnnouncement);

/** Everything arrives, and no time goes by. */
async function settle(page: LivePage): Promise<void> {
  while (page.up.length > 0) await page.deliverUp();
  while (page.seat!.down.length > 0) page.deliverDown();
  await world.idle();
  await page.core!.idle();
}

async function pass(page: LivePage, ms: number): Promise<void> {
  world.clock.advance(ms);
  await page.core!.idle();
}

/** Alice writes, and mallory says to hold that and does not. */
async function tellPoorly(page: LivePage, word: string): Promise<void> {
  page.type(word, 1);
  await pass(page, 40);
  await settle(page);
  await forgeEmptySnapshot(world, mallory, page);
  await settle(page);
}

describe("a snapshot that leaves out what others wrote", () => {
  it("is answered within two seconds, the seventh time as the first, if an hour is between them", async () => {
    const one = await openOne();
    for (let n = 0; n < 7; n++) {
      await tellPoorly(one, `${n}`);
      await pass(one, 2000);
      expect([n, isWriting(one)]).toEqual([n, true]);
      await settle(one);
      await pass(one, 3_600_000);
    }
  });

  it("is answered once, however many of them came at once", async () => {
    const one = await openOne();
    for (let n = 0; n < 3; n++) await tellPoorly(one, `${n}`);
    let answers = 0;
    for (let n = 0; n < 200; n++) {
      await pass(one, 1000);
      if (isWriting(one)) answers++;
      await settle(one);
    }
    expect(answers).toBe(1);
  });

  it("is not answered by a page that is gone", async () => {
    const one = await openOne();
    await tellPoorly(one, "wanted");
    const core = one.core!;
    one.kill();
    world.clock.advance(200_000);
    await core.idle();
    expect(one.onDisk).toBe(0);
  });
});

describe("a session's own snapshot that the portal does not take", () => {
  async function typeUntilWriting(page: LivePage, most: number): Promise<void> {
    for (let n = 0; n < most && !isWriting(page); n++) {
      page.type(`${n}`, 1);
      world.clock.advance(40);
      if (n % 20 < 19) continue;
      await page.core!.idle();
      await settle(page);
    }
  }

  it(
    "is not the last one",
    async () => {
      const one = await openOne();
      await typeUntilWriting(one, 400);
      const wire = one.up[one.up.findIndex(isAnnouncement) + 1];
      const { connection, clock } = readFrame((wire as Uint8Array<ArrayBuffer>).slice(SIGNATURE_BYTES));
      for (let n = 0; n < 3; n++) {
        one.up = [];
        one.seat!.down.push({ kind: "refused", connection, clock, code: "LIVE_ORDER" });
        one.deliverDown();
        await one.core!.idle();
        await pass(one, 600);
      }
      expect(isWriting(one)).toBe(false);
      await settle(one);
      await typeUntilWriting(one, 700);
      expect(isWriting(one)).toBe(true);
    },
    ENOUGH_MS,
  );
});
