import { describe, expect, it } from "vitest";
import type { LivePage } from "../../support/live-page.ts";
import { LiveWorld } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";
import { randomOf } from "../../support/random-of.ts";

/** The live code itself, against the document's rules in memory, with everything happening at once and in any order. */

const { alice, bob, carol, eve, mallory } = await people();
const EVERYBODY = [alice, bob, carol, eve, mallory, alice, bob, carol, eve, mallory];

interface Told {
  readonly confirmed: Set<string>;
  readonly removed: Set<string>;
}

async function step(world: LiveWorld, random: (below: number) => number, told: Told, count: number) {
  const page = world.pages[random(world.pages.length)] as LivePage;
  const kind = random(100);
  if (page.isReplaced || page.core?.status === "apart") {
    page.kill();
    page.open();
  }
  if (kind < 25) page.type(`${world.pages.indexOf(page)}.${count}`, random(8));
  else if (kind < 30) {
    const removed = page.remove(random(8));
    if (removed) told.removed.add(removed);
  } else if (kind < 50) for (let n = random(4); n >= 0; n--) await page.deliverUp();
  else if (kind < 75) for (let n = random(6); n >= 0; n--) page.deliverDown();
  else if (kind < 78) await page.deliverUp(true);
  else if (kind < 80) page.deliverDown(page.seat?.down[0] !== undefined && "wire" in page.seat.down[0]);
  else if (kind < 88) page.call();
  else if (kind < 90) page.hangUp();
  else if (kind < 92) for (const each of world.pages) each.hangUp();
  else if (kind < 93) {
    page.kill();
    page.open();
  } else if (kind < 95) await save(world, page);
  else if (kind < 96) {
    world.renewKey();
    world.tellHead();
  } else world.clock.advance(random(2) === 0 ? 40 : 1000);
  if (random(3) > 0) await world.idle();
  for (const each of world.pages) for (const token of each.takeConfirmed()) told.confirmed.add(token);
}

/** As the editor page does it: only who is to save, and not on top of a version that nobody here knows of. */
async function save(world: LiveWorld, page: LivePage): Promise<void> {
  const { core } = page;
  if (!core || !page.isShown || !core.isSaver() || core.status === "alone") return;
  const newest = world.versions.length;
  if (newest !== (core.savedVersion ?? core.baseVersion)) return;
  await world.save(page);
}

async function run(seed: number, size: number): Promise<void> {
  const random = randomOf(seed);
  const world = new LiveWorld(EVERYBODY.slice(0, size));
  const told: Told = { confirmed: new Set(), removed: new Set() };
  for (const page of world.pages) page.open();
  // Most of the time people work with a session that there is already
  if (random(4) > 0) await world.calm();
  for (let count = 0; count < 40 + 10 * size; count++) await step(world, random, told, count);
  await world.calm();
  const texts = world.pages.map(({ tokens }) => tokens);
  const statuses = world.pages.map(({ core }) => core?.status);
  const lost = [...told.confirmed].filter((token) => !texts[0]?.includes(token) && !told.removed.has(token));
  const same = texts.map((tokens) => tokens.join(" "));
  const refused = world.pages.map(({ core }) => core?.refused);
  const suspected = world.pages.flatMap(({ core }) => core?.people().filter(({ isOther }) => isOther) ?? []);
  const seeds = texts[0]?.filter((token) => token === "seed").length;
  const doubled = texts[0]?.filter((token, at) => texts[0]?.indexOf(token) !== at);
  world.close();
  expect({ seed, lost, doubled, seeds, statuses, refused, suspected, texts: new Set(same) }).toEqual({
    ...{ seed, lost: [], doubled: [], seeds: 1, suspected: [] },
    statuses: statuses.map(() => "live"),
    refused: refused.map(() => 0),
    texts: new Set([same[0]]),
  });
}

const SCHEDULES = Number(process.env.SCHEDULES ?? 1000);
const FIRST = Number(process.env.FIRST_SEED ?? 1);

describe("any schedule of drops, delays, repetitions, restarts, evictions and new keys", () => {
  it.each([
    ["two pages", 2, 0.6],
    ["three pages", 3, 0.35],
    ["ten pages", 10, 0.05],
  ] as const)(
    "leaves %s with one text in which nothing confirmed is missing",
    async (_, size, share) => {
      for (let n = 0; n < SCHEDULES * share; n++) await run(FIRST + n + size * 100_000, size);
    },
    600_000,
  );
});
