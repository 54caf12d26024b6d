// npm run screens [-- chrome|firefox]
// Walks through the product in real browsers and keeps a picture of each page and state, for people to look at.
import type { Page } from "puppeteer-core";
import { BROWSERS, landedOn, launch, openPage, type TestBrowser } from "../tests/support/browsers.ts";
import { startServer } from "../tests/support/server.ts";
import { capture, type Shot } from "./screens/capture.ts";
import { writeSheet } from "./screens/sheet.ts";
import * as story from "./screens/story.ts";

const wanted = process.argv.slice(2);
const shots: Shot[] = [];
for (const name of BROWSERS.filter((browser) => wanted.length === 0 || wanted.includes(browser))) {
  const at = await launch(name);
  try {
    await walk(at);
  } finally {
    await at.close();
  }
}
console.log(`${shots.length} pictures: ${await writeSheet(shots)}`);
process.exit(0);

async function walk(at: TestBrowser): Promise<void> {
  const server = await startServer();
  const take = async (page: Page, state: string, widths?: number[]) => {
    shots.push(...(await capture(at.name, page, state, widths)));
  };
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

type Take = (page: Page, state: string, widths?: number[]) => Promise<void>;

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
  await take(page, "file-damaged");
  await page.evaluate(() => history.back());
  await landedOn(page, "files.html");
  await openRow(page, "Budget");
  await take(page, "file-later");
}

async function openRow(page: Page, text: string): Promise<void> {
  await story.openRowMenu(page, text);
  await story.openMenuItem(page, "Open");
  await landedOn(page, "editor.html");
  await page.waitForSelector("[data-testid=file-head]");
}

async function lookAround(at: TestBrowser, url: string, take: Take): Promise<void> {
  const options = await story.openOptions(at);
  await options.waitForSelector("[data-testid=settings]");
  await take(options, "options");
  const popup = await openPage(at, "popup.html");
  await popup.waitForSelector("[data-testid=popup-home] .popup-list");
  await take(popup, "popup", [380]);
  await rightToLeft(at, options, url, take);
  await story.press(popup, ".popup-bar .icon-button");
  await popup.waitForSelector("[data-testid=unlock]");
  await take(popup, "popup-locked", [380]);
  const locked = await openPage(at, `files.html#${encodeURIComponent(url)}/`);
  await locked.waitForSelector("[data-testid=unlock]");
  await take(locked, "locked");
}

async function rightToLeft(at: TestBrowser, options: Page, url: string, take: Take): Promise<void> {
  const languages = ".settings:nth-of-type(4) .setting:last-child select";
  await options.select(languages, "ar");
  await options.waitForSelector("html[dir=rtl]");
  await take(options, "options-rtl", [1024]);
  const files = await openPage(at, `files.html#${encodeURIComponent(url)}/`);
  await files.waitForSelector(".file-row");
  await take(files, "files-rtl", [1024]);
  await options.select(languages, "en");
  await files.close();
}
