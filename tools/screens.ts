// npm run screens [-- chrome|firefox] [--only alone|people|editors|apart|arabic|gallery] [--widths 380,1280]
// Walks through the product in real browsers and keeps a picture of each page and state, for people to look at.
import { parseArgs } from "node:util";
import "fake-indexeddb/auto";
import type { Page } from "puppeteer-core";
import {
  BROWSERS,
  type BrowserName,
  landedOn,
  launch,
  openPage,
  type TestBrowser,
} from "../tests/support/browsers.ts";
import { startServer } from "../tests/support/server.ts";
import { lookApart } from "./screens/apart.ts";
import { capture, type Shot, type Take } from "./screens/capture.ts";
import { lookAtGallery } from "./screens/gallery.ts";
import { lookAtOrganisation } from "./screens/organisation.ts";
import { lookFromTheRight } from "./screens/right-to-left.ts";
import { writeSheet } from "./screens/sheet.ts";
import * as story from "./screens/story.ts";
import { lookAtEditors } from "./screens/together.ts";

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, widths: { type: "string" } },
});
const everyWidth = values.widths?.split(",").map(Number);
const shots: Shot[] = [];
/** One person alone, an organisation, two in one document and in each other's way, Arabic, and what is seldom seen: each in browsers that know nothing of the others. */
const WALKS = {
  alone: inBrowser(walkAlone),
  people: inBrowser(lookAtOrganisation),
  editors: lookAtEditors,
  apart: lookApart,
  arabic: lookFromTheRight,
  gallery: inBrowser(lookAtGallery),
};

for (const name of BROWSERS.filter((browser) => wanted.length === 0 || wanted.includes(browser)))
  for (const [walk, go] of Object.entries(WALKS))
    if ((values.only ?? walk) === walk) await go(name, takeIn(name));
console.log(`${shots.length} pictures: ${await writeSheet(shots)}`);
process.exit(0);

function takeIn(name: BrowserName): Take {
  return async (page, state, widths = everyWidth) => {
    shots.push(...(await capture(name, page, state, widths)));
  };
}

function inBrowser(walk: (at: TestBrowser, take: Take) => Promise<void>) {
  return async (name: BrowserName, take: Take): Promise<void> => {
    const at = await launch(name);
    try {
      await walk(at, take);
    } finally {
      await at.close();
    }
  };
}

async function walkAlone(at: TestBrowser, take: Take): Promise<void> {
  const server = await startServer();
  try {
    const page = await story.openSetup(at, server);
    await setUp(page, take);
    await workInRoom(page, take);
    await workInEditor(page, take);
    await lookAround(at, server.url, take);
  } finally {
    await server.close();
  }
}

async function setUp(page: Page, take: Take): Promise<void> {
  await take(page, "connect");
  await story.connect(page);
  await take(page, "setup-name");
  await story.answer(page, "Alice Anders");
  await take(page, "setup-email");
  await story.answer(page, "alice@example.org");
  await take(page, "setup-passphrase");
  await story.choosePassphrase(page);
  await take(page, "setup-kit");
  const groups = await story.keepKit(page);
  await take(page, "setup-proof");
  await story.proveKit(page, groups);
  await take(page, "setup-done");
  await story.openRoom(page);
}

async function workInRoom(page: Page, take: Take): Promise<void> {
  await take(page, "files-empty");
  await story.fillRoom(page);
  await take(page, "files-list");
  await story.openRowMenu(page, "Budget");
  await take(page, "files-menu", [1024]);
  await page.keyboard.press("Escape");
  await story.openRowMenu(page, "Budget");
  await story.openMenuItem(page, "Info");
  await page.waitForSelector(".version");
  await take(page, "files-info");
  await story.press(page, ".info-header button");
  await story.openRowMenu(page, "Budget");
  await story.openMenuItem(page, "Move");
  await take(page, "files-move");
  await page.keyboard.press("Escape");
  await story.openRowMenu(page, "Budget");
  await story.openMenuItem(page, "Delete");
  await take(page, "files-delete");
  await page.keyboard.press("Escape");
}

async function workInEditor(page: Page, take: Take): Promise<void> {
  await story.createDocument(page);
  await page.keyboard.type("Strictly between us.");
  await page.waitForSelector("[data-testid=save-state][data-state=saved]");
  await take(page, "editor");
  await story.press(page, ".editor-bar .menu-holder button");
  await take(page, "editor-menu", [1024]);
  await story.openMenuItem(page, "Info");
  await page.waitForSelector(".version");
  await take(page, "editor-info");
  await story.press(page, ".editor-bar .icon-button");
  await landedOn(page, "files.html");
  await openRow(page, "Merger");
  await page.waitForSelector("[data-testid=file-head]");
  await take(page, "file-damaged");
  await goBack(page);
  await lookAtViewers(page, take);
}

async function lookAtViewers(page: Page, take: Take): Promise<void> {
  for (const [name, ready] of [
    ["Signed copy.pdf", ".pdf-page canvas"],
    ["Floor plan.png", ".viewer-image > img"],
    ["Rents.csv", ".viewer td"],
    ["What is open.md", ".viewer h1"],
  ] as const) {
    await openRow(page, name);
    await page.waitForSelector(ready);
    await take(page, `viewer-${name.split(".").at(-1)}`);
    await goBack(page);
  }
}

async function goBack(page: Page): Promise<void> {
  await page.evaluate(() => history.back());
  await landedOn(page, "files.html");
}

async function openRow(page: Page, text: string): Promise<void> {
  await story.openRowMenu(page, text);
  await story.openMenuItem(page, "Open");
  await landedOn(page, "editor.html");
}

async function lookAround(at: TestBrowser, url: string, take: Take): Promise<void> {
  const options = await story.openOptions(at);
  await options.waitForSelector("[data-testid=settings]");
  await take(options, "options");
  const popup = await openPage(at, "popup.html");
  await popup.waitForSelector("[data-testid=popup-home] .popup-list");
  await take(popup, "popup", [380]);
  await story.press(popup, ".popup-bar .icon-button");
  await popup.waitForSelector("[data-testid=unlock]");
  await take(popup, "popup-locked", [380]);
  const locked = await openPage(at, `files.html#${encodeURIComponent(url)}/`);
  await locked.waitForSelector("[data-testid=unlock]");
  await take(locked, "locked");
}
