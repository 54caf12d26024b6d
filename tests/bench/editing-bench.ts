import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "puppeteer-core";
import { landedOn } from "../support/browsers.ts";
import { saveStateIs } from "../support/document-page.ts";
import { openRow } from "../support/room-page.ts";
import { press } from "../support/screen.ts";
import { openTwoPeople, PATIENCE_MS } from "../support/two-at-once.ts";
import { until } from "../support/until.ts";
import { BENCH_DOCUMENTS, type BenchDocument, uploadDocuments } from "./bench-documents.ts";
import { EDITS, type Editing } from "./document-edits.ts";
import { typeInEmptyText } from "./empty-text.ts";
import { type BrowserName, type Figure, median, percentile } from "./figure.ts";
import { readSeen, type Seen, watchEdits } from "./in-browser/watch-edits.ts";

export interface EditingTask {
  /** In each document; fewer where these take longer than {@link EDITING_MAX_MS}. */
  readonly edits: number;
}

/** What comes later says nothing that was not there before. */
const EDITING_MAX_MS = 25_000;
/** An empty text takes every key as long as the other. */
const EMPTY_TEXT_SHARE = 4;

/** One a fifth of a second, and not in step with the screen. */
const EDIT_EVERY_MS = 203;
/** At 60 frames a second. */
const FRAME_MS = 16.7;

/**
 * Alice and Bob, each in a browser of their own, have the same long document open: how long from her key until she sees what it
 * did, and until he does.
 */
export async function benchEditing(browser: BrowserName, { edits }: EditingTask): Promise<Figure[]> {
  const name = browser === "Chromium" ? "chrome" : "firefox";
  const two = await openTwoPeople({ alice: name, bob: name }, async ({ page }) => {
    await uploadDocuments(page);
    return BENCH_DOCUMENTS.map(({ name }) => name);
  });
  try {
    const emptyMs = await emptyText(two.home.at.browser, Math.ceil(edits / EMPTY_TEXT_SHARE));
    await two.alice.bringToFront();
    await press(two.bob, "Shared with me");
    const figures: Figure[] = [];
    for (const document of BENCH_DOCUMENTS) {
      const times = await editTogether(two, document, edits);
      figures.push(...figuresOf({ browser, title: document.title, emptyMs, ...times }));
    }
    return figures;
  } finally {
    await two.close();
  }
}

/** A letter in the browser's own empty text, in ms. */
async function emptyText(browser: Browser, edits: number): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.bringToFront();
    return median(await typeInEmptyText(page, edits));
  } finally {
    await page.close();
  }
}

interface Times {
  readonly hereMs: readonly number[];
  readonly thereMs: readonly number[];
}

function figuresOf(measured: Times & { browser: BrowserName; title: string; emptyMs: number }): Figure[] {
  const { browser, title, emptyMs, hereMs, thereMs } = measured;
  const area = `Editing: ${title}`;
  const figure = { area, browser, unit: "ms" as const };
  const here = "key to painted, for who edits";
  const there = "key to painted, for who else is there";
  return [
    { ...figure, what: "edits made, of 100 at five a second", value: hereMs.length, unit: "edits" },
    { ...figure, what: `${here}: median`, value: median(hereMs), goal: { atMost: FRAME_MS } },
    { ...figure, what: `${here}: 99 of 100`, value: percentile(hereMs, 0.99) },
    { ...figure, what: "key to painted, in an empty text without an editor: median", value: emptyMs },
    { ...figure, what: `${here}, to that`, value: median(hereMs) / emptyMs, unit: "times" },
    { ...figure, what: `${there}: median`, value: median(thereMs), goal: { atMost: 150 } },
    { ...figure, what: `${there}: 99 of 100`, value: percentile(thereMs, 0.99), goal: { atMost: 500 } },
  ];
}

interface Pages {
  readonly alice: Page;
  readonly bob: Page;
}

async function editTogether({ alice, bob }: Pages, document: BenchDocument, edits: number): Promise<Times> {
  await openRow(alice, document.name);
  await openRow(bob, document.name);
  await Promise.all([alice, bob].map((page) => document.stands(page)));
  for (const page of [alice, bob]) await isTogether(page);
  const editing = EDITS[document.kind];
  await editing.take(alice);
  await editing.look(bob);
  await alice.evaluate(watchEdits, { ...editing.watched, ...editing.watchedByEditor });
  await bob.evaluate(watchEdits, editing.watched);
  const made = await editInTurns(alice, editing, edits);
  const [here, there] = [await allSeen(alice, made), await allSeen(bob, made)];
  for (const page of [alice, bob]) await saveStateIs(page, "Saved at");
  for (const page of [bob, alice]) await leave(page);
  const since = (seen: Seen) => here.keysMs.map((keyMs, n) => (seen.shownMs[n] ?? Number.NaN) - keyMs);
  return { hereMs: since(here), thereMs: since(there) };
}

const isTogether = (page: Page): Promise<unknown> =>
  until(
    "somebody else beside the document",
    () => page.evaluate(() => document.querySelector("[data-testid=people-here] > li") !== null),
    PATIENCE_MS,
  );

/** Gives how many there were. */
async function editInTurns(page: Page, editing: Editing, edits: number): Promise<number> {
  const startMs = performance.now();
  let made = 0;
  while (made < edits && performance.now() - startMs < EDITING_MAX_MS) {
    await wait(Math.max(0, startMs + (made + 1) * EDIT_EVERY_MS - performance.now()));
    made += 1;
    await editing.edit(page, made);
  }
  return made;
}

/** Fails when an edit never comes: then nothing that was measured counts. */
async function allSeen(page: Page, edits: number): Promise<Seen> {
  let last: Seen = { keysMs: [], shownMs: [] };
  const isWhole = async (): Promise<boolean> => {
    last = await page.evaluate(readSeen);
    return last.shownMs.length >= edits;
  };
  await until("every edit on the page", isWhole, PATIENCE_MS).catch((cause: unknown) => {
    throw new Error(`Only ${last.shownMs.length} of ${edits} edits came, ${last.keysMs.length} typed here.`, {
      cause,
    });
  });
  return last;
}

async function leave(page: Page): Promise<void> {
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}
