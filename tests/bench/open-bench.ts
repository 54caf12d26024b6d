import type { Page } from "puppeteer-core";
import { addressOf, goTo, landedOn } from "../support/browsers.ts";
import { openRow } from "../support/room-page.ts";
import { press } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { BENCH_DOCUMENTS, type BenchDocument, uploadDocuments } from "./bench-documents.ts";
import { type BrowserName, type Figure, median } from "./figure.ts";
import { type OpeningNotes, readOpening } from "./in-browser/opening.ts";

export interface OpenTask {
  /** Openings of each document; the first one is told apart. */
  readonly rounds: number;
}

/** One opening, in ms. */
interface Opening {
  readonly whole: number;
  /** The editor page's script asks for the document. */
  readonly toPage: number;
  /** While it waits for the portal: requests, and nothing else. */
  readonly network: number;
  /** The rest until the document's bytes are there: verified and decrypted. */
  readonly crypto: number;
  /** Others' session is joined; where there is none it is begun, which reads the document once more. */
  readonly joining: number;
  readonly editor: number;
}

/**
 * From a click on a link of a portal's page to a document that takes keys, through the real extension and the real Worker; and how
 * much of it is the network's and the cipher's, the rest being the browser's page load and the editor.
 */
export async function benchOpen(browser: BrowserName, { rounds }: OpenTask): Promise<Figure[]> {
  const home = await openHome(browser === "Chromium" ? "chrome" : "firefox");
  try {
    await uploadDocuments(home.page);
    const figures: Figure[] = [];
    for (const document of BENCH_DOCUMENTS) {
      const file = await idOf(home.page, document);
      const openings: Opening[] = [];
      for (let round = 0; round < rounds; round++)
        openings.push(await openFromLetter(home, { file, document }));
      figures.push(...figuresOf({ browser, document, openings }));
    }
    return figures;
  } finally {
    await home.close();
  }
}

const PARTS: readonly [what: string, pick: (opening: Opening) => number][] = [
  ["click to editable, again", ({ whole }) => whole],
  ["of it: to our editor page", ({ toPage }) => toPage],
  ["of it: waiting for the portal", ({ network }) => network],
  ["of it: verify and decrypt", ({ crypto }) => crypto],
  ["of it: joining or beginning a session", ({ joining }) => joining],
  ["of it: the editor", ({ editor }) => editor],
];

function figuresOf(measured: {
  browser: BrowserName;
  document: BenchDocument;
  openings: readonly Opening[];
}): Figure[] {
  const { browser, document, openings } = measured;
  const figure = { area: `Open: ${document.title}`, browser, unit: "ms" as const };
  const [first, ...others] = openings;
  const again = others.length > 0 ? others : openings;
  return [
    { ...figure, what: "click to editable, first time", value: first?.whole ?? Number.NaN },
    ...PARTS.map(([what, pick]) => ({ ...figure, what, value: median(again.map(pick)) })),
  ];
}

/** Opens it once, so that its address can be read. */
async function idOf(page: Page, { name, stands }: BenchDocument): Promise<string> {
  await openRow(page, name);
  await stands(page);
  const { hash } = new URL(await addressOf(page));
  await press(page, "Back to files");
  await landedOn(page, "files.html");
  return new URLSearchParams(hash.slice(1)).get("file") ?? "";
}

/** Clicks the link on a portal's page, as a person who got it in a letter. */
async function openFromLetter(
  home: AliceAtHome,
  { file, document }: { file: string; document: BenchDocument },
): Promise<Opening> {
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
    await document.stands(page);
    return openingSince(clickedAtMs, await page.evaluate(readOpening, home.portal.url));
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

function openingSince(clickedAtMs: number, { marks, waitedMs }: OpeningNotes): Opening {
  const at = (mark: string): number => {
    const found = marks[mark];
    if (found === undefined) throw new Error(`The editor page did not mark “${mark}”.`);
    return found - clickedAtMs;
  };
  const [asked, opened, joined, whole] = [at("asked"), at("opened"), at("joined"), at("first-page")];
  const parts = { toPage: asked, network: waitedMs, crypto: opened - asked - waitedMs };
  return { whole, ...parts, joining: joined - opened, editor: whole - joined };
}
