import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { landedOn, openPage, type TestBrowser } from "../../tests/support/browsers.ts";
import type { TestServer } from "../../tests/support/server.ts";
import { until } from "../../tests/support/until.ts";
import { budgetXlsx, letterPdf, NOTES_MD, PRICES_CSV, planPng, planPptx } from "./papers.ts";

/** What a first person does, step by step; each step leaves a page in a state to look at. */

const PASSPHRASE = "lantern orbit velvet marmalade";

export async function openSetup(at: TestBrowser, { url, setupToken }: TestServer): Promise<Page> {
  const page = await at.browser.newPage();
  await page.setViewport({ width: 1024, height: 860 });
  page
    .goto(`${at.origin}/welcome.html#origin=${encodeURIComponent(url)}&setup=${setupToken}`)
    .catch(() => undefined);
  await landedOn(page, "welcome.html");
  await page.waitForSelector("[data-testid=connect]");
  return page;
}

/** By a real click: browsers ask for a permission only then. */
export async function connect(page: Page): Promise<void> {
  await page.click(".state-actions .button-primary");
  await page.waitForSelector("[data-testid=step]");
}

/** Answers the question that is asked and goes on to the next. */
export async function answer(page: Page, ...texts: readonly string[]): Promise<void> {
  const title = await titleOf(page);
  const fields = await page.$$("[data-testid=step] .input");
  for (const [index, text] of texts.entries()) await fields[index]?.type(text);
  await goOn(page, title);
}

export const choosePassphrase = async (page: Page): Promise<void> => {
  await answer(page, PASSPHRASE, PASSPHRASE);
  await page.waitForSelector("[data-testid=recovery-kit]");
};

export async function keepKit(page: Page): Promise<string[]> {
  const groups = await page.$$eval(".kit-groups code", (codes) =>
    codes.map((code) => code.textContent ?? ""),
  );
  const title = await titleOf(page);
  await press(page, ".checkbox input");
  await goOn(page, title);
  return groups;
}

export async function proveKit(page: Page, groups: readonly string[]): Promise<void> {
  const labels = await page.$$eval(".proof label", (all) => all.map((label) => label.textContent ?? ""));
  const asked = labels.map((label) => groups[Number(/\d+/.exec(label)?.[0]) - 1] ?? "");
  await answer(page, ...asked);
}

export async function openRoom(page: Page): Promise<void> {
  await press(page, "[data-testid=step] button[type=submit]");
  await page.waitForSelector("[data-testid=app] [data-testid=empty-state]");
}

const NAMES = [
  "Merger agreement, draft 4.docx",
  "Budget 2027.xlsx",
  "Investor deck.pptx",
  "Signed copy.pdf",
  "Floor plan.png",
  "Rents.csv",
  "What is open.md",
  "A very long name that somebody wrote as a whole sentence because it said everything there was to say.txt",
  "عقد الإيجار.docx",
];

/** The others hold their own names, and are damaged when they are opened. */
const CONTENTS: Readonly<Record<string, () => string | Uint8Array>> = {
  "Budget 2027.xlsx": budgetXlsx,
  "Investor deck.pptx": planPptx,
  "Signed copy.pdf": letterPdf,
  "Floor plan.png": planPng,
  "Rents.csv": () => PRICES_CSV,
  "What is open.md": () => NOTES_MD,
};

/** Fills the room by its own buttons: a folder, one document of each kind, and files from this computer. */
export async function fillRoom(page: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-screens-"));
  const paths = NAMES.map((name) => join(folder, name));
  for (const path of paths) await writeFile(path, CONTENTS[basename(path)]?.() ?? `${path} `.repeat(400));
  const input = (await page.$("[data-testid=upload-files]")) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(...paths);
  await until("all uploads", async () => (await rowCount(page)) === NAMES.length);
  const close = "[data-testid=transfers] .transfers-header .icon-button:nth-of-type(2)";
  await press(page, close);
  await createFolder(page);
}

async function createFolder(page: Page): Promise<void> {
  await press(page, ".page-actions .menu-holder:last-child button");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-input input");
  await page.keyboard.type("Contracts");
  await page.keyboard.press("Enter");
  await until("the folder", () => hasText(page, ".file-row", "Contracts"));
}

/** Creates a document by the menu; the editor opens it. */
export async function createDocument(page: Page): Promise<void> {
  await press(page, ".page-actions .menu-holder:last-child button");
  await page.keyboard.press("Enter");
  await landedOn(page, "editor.html");
  await page.waitForSelector("[data-testid=editor-page]:not(:has(> .loading))");
}

/** Opens the menu of the row that shows this text. */
export async function openRowMenu(page: Page, text: string): Promise<void> {
  await until("the row", () => hasText(page, ".file-row", text));
  await page.evaluate((wanted) => {
    const rows = [...document.querySelectorAll(".file-row")];
    const row = rows.find((each) => each.textContent?.includes(wanted));
    row?.querySelector<HTMLElement>(".cell-menu button")?.click();
  }, text);
  await page.waitForSelector("[role=menu]");
}

export const openMenuItem = async (page: Page, label: string): Promise<void> => {
  await page.evaluate((wanted) => {
    const items = [...document.querySelectorAll<HTMLElement>("[role=menuitem]")];
    items.find((item) => item.textContent?.includes(wanted))?.click();
  }, label);
};

export const openOptions = (at: TestBrowser): Promise<Page> => openPage(at, "options.html");

/** By script, so that it works in every width and whatever lies over the element for a moment. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => (element as HTMLElement).click());
}

async function goOn(page: Page, before: string): Promise<void> {
  const button = "[data-testid=step] button[type=submit][aria-disabled=false]";
  await press(page, button);
  await until("the next step", async () => (await titleOf(page)) !== before);
}

const titleOf = (page: Page): Promise<string> =>
  page.$eval("[data-testid=step] h1", (title) => title.textContent ?? "");

const rowCount = async (page: Page): Promise<number> => (await page.$$(".file-row:not(.is-pending)")).length;

const hasText = (page: Page, selector: string, text: string): Promise<boolean> =>
  page.$$eval(selector, (all, wanted) => all.some((each) => each.textContent?.includes(wanted)), text);
