import { describe, expect, it } from "vitest";
import { forgeLetter } from "../../support/forger.ts";
import type { LivePage } from "../../support/live-page.ts";
import { openWorld } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";
import { randomOf } from "../../support/random-of.ts";

/** Mallory may edit and her code is changed; alice, bob and carol write beside her, with everything happening in any order. */

const { alice, bob, carol, mallory } = await people();
const SCHEDULES = Number(process.env.SCHEDULES ?? 1000) * 0.2;
const FIRST = Number(process.env.FIRST_SEED ?? 1);
const STEPS = 60;

async function move(page: LivePage, kind: number, random: (below: number) => number): Promise<void> {
  if (kind < 50) for (let n = random(4); n >= 0; n--) await page.deliverUp();
  else if (kind < 75) for (let n = random(6); n >= 0; n--) page.deliverDown();
  else if (kind < 78) await page.deliverUp(true);
  else if (kind < 86) page.call();
  else if (kind < 90) page.hangUp();
}

async function run(seed: number): Promise<void> {
  const random = randomOf(seed);
  const world = await openWorld(alice, bob, carol, mallory);
  const [forger, honest] = [world.pages[3] as LivePage, world.pages.slice(0, 3)];
  // No version holds it: the portal forgets no session of which somebody may begin another one
  honest[0]?.type("first", 1);
  await world.calm();
  for (let count = 0; count < STEPS; count++) {
    const page = world.pages[random(4)] as LivePage;
    const victim = honest[random(3)] as LivePage;
    const kind = random(100);
    if (kind < 30 && page === forger) forgeLetter(page, victim, `forged${count}`, random(8));
    else if (kind < 30) page.type(`${world.pages.indexOf(page)}.${count}`, random(8));
    else if (kind < 93) await move(page, kind, random);
    else if (kind < 95 && page !== forger) {
      page.kill();
      page.open();
    } else world.clock.advance(random(2) === 0 ? 40 : 1000);
    if (random(3) > 0) await world.idle();
  }
  await world.calm({ isLeftOpen: true });
  const texts = honest.map(({ tokens }) => tokens.join(" "));
  const statuses = honest.map(({ core }) => core?.status);
  world.close();
  expect({ seed, texts: new Set(texts), statuses }).toEqual({
    ...{ seed, texts: new Set([texts[0]]) },
    statuses: ["live", "live", "live"],
  });
  expect(texts[0]).not.toContain("forged");
}

describe("any schedule with somebody who writes under others' numbers", () => {
  it("leaves honest pages with one text, and nothing forged in it", async () => {
    for (let n = 0; n < SCHEDULES; n++) await run(FIRST + n);
  }, 600_000);
});
