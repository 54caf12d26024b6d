import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { addressOf, goTo, landedOn } from "../support/browsers.ts";
import { documentStands } from "../support/document-page.ts";
import { listHolds, openRow, pickFiles } from "../support/room-page.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { type BrowserName, type Figure, median } from "./figure.ts";
import { longDocument } from "./long-document.ts";

const NAME = "Fifty pages.docx";
const PAGES = 50;
const ROUNDS = 5;

/** One opening, in ms since the click. */
interface Opening {
  /** The editor page's script asks for the document. */
  readonly asked: number;
  /** Fetched, verified and opened: its bytes are there. */
  readonly opened: number;
  readonly firstPage: number;
}

/**
 * From a click on a link of a portal's page to the first page of a document of fifty pages, through the real extension and
 * the real Worker; and how much of it is ours, the rest being the browser's page load and the editor.
 */
export async function benchOpen(browser: BrowserName): Promise<Figure[]> {
  const home = await openHome(browser === "Chromium" ? "chrome" : "firefox");
  try {
    const file = await upload(home);
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await openFromLetter(home, file));
    return figuresOf(browser, openings);
  } finally {
    await home.close();
  }
}

function figuresOf(browser: BrowserName, openings: readonly Opening[]): Figure[] {
  const figure = { area: `Click to first page, ${PAGES}-page .docx`, browser, unit: "ms" as const };
  const again = openings.slice(1);
  const medianOf = (pick: (opening: Opening) => number) => median(again.map(pick));
  return [
    { ...figure, what: "click to first page, first time", value: openings[0]?.firstPage ?? Number.NaN },
    { ...figure, what: "click to first page, again", value: medianOf(({ firstPage }) => firstPage) },
    { ...figure, what: "of it: to our editor page", value: medianOf(({ asked }) => asked) },
    {
      ...figure,
      what: "of it: fetch, verify, open (ours)",
      value: medianOf(({ asked, opened }) => opened - asked),
    },
    { ...figure, what: "of it: the editor", value: medianOf(({ opened, firstPage }) => firstPage - opened) },
  ];
}

/** Gives the id of the uploaded document. */
async function upload(home: AliceAtHome): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-bench-"));
  try {
    await writeFile(join(folder, NAME), longDocument(PAGES));
    await pickFiles(home.page, join(folder, NAME));
    await listHolds(home.page, [NAME]);
  } finally {
    await rm(folder, { recursive: true });
  }
  await openRow(home.page, NAME);
  await documentStands(home.page);
  return new URLSearchParams(new URL(await addressOf(home.page)).hash.slice(1)).get("file") ?? "";
}

/** Clicks the link on a portal's page, as a person who got it in a letter. */
async function openFromLetter(home: AliceAtHome, file: string): Promise<Opening> {
  const stop = home.line.play(({ path }, response) => {
    if (path !== "/letter") return false;
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><a href="/files/${file}">The report</a>`);
    return true;
  });
  const page = await home.at.browser.newPage();
  try {
    await goTo(home.at, page, `${home.portal.url}/letter`);
    await landedOn(page, "/letter");
    const clickedAtMs = await clickLink(page);
    await documentStands(page);
    return openingSince(clickedAtMs, await marksOf(page));
  } finally {
    stop();
    await page.close();
  }
}

/** Gives the time just before the button goes up. */
async function clickLink(page: Page): Promise<number> {
  const link = await page.waitForSelector("a");
  await link?.hover();
  await page.mouse.down();
  const clickedAtMs = performance.timeOrigin + performance.now();
  await page.mouse.up();
  return clickedAtMs;
}

/** What the product marks on its way, by the clock on the wall. */
const marksOf = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType("mark")
        .map(({ name, startTime }) => [name.replace("strongroom:", ""), performance.timeOrigin + startTime]),
    ),
  );

function openingSince(clickedAtMs: number, marks: Record<string, number>): Opening {
  const since = (mark: string): number => {
    const at = marks[mark];
    if (at === undefined) throw new Error(`The editor page did not mark “${mark}”.`);
    return at - clickedAtMs;
  };
  return { asked: since("asked"), opened: since("opened"), firstPage: since("first-page") };
}
