import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { landedOn, screenshot } from "../support/browsers.ts";
import { saveStateIs } from "../support/document-page.ts";
import { currentCell, enter, goToCell, gridStands, newSpreadsheet } from "../support/grid-page.ts";
import { openRow } from "../support/room-page.ts";
import { choose, press } from "../support/screen.ts";
import { slideStands } from "../support/slide-page.ts";
import { openTwoPeople, PATIENCE_MS, type TwoPeople } from "../support/two-at-once.ts";
import { until } from "../support/until.ts";

const SPREADSHEET = "New spreadsheet.xlsx";
const PRESENTATION = "New presentation.pptx";

/** Others are beside the document, so that what is typed reaches them. */
const isTogether = (page: Page) =>
  until(
    "somebody else beside the document",
    () => page.evaluate(() => document.querySelector("[data-testid=people-here] > li") !== null),
    PATIENCE_MS,
  );

/** What the third cell of the first column says, walked to again until it does: others' numbers come when they come. */
const thirdCellIs = (page: Page, words: string) =>
  until(`“${words}”`, async () => {
    await goToCell(page, 2, 0);
    return (await currentCell(page)) === words;
  });

async function leave(page: Page): Promise<void> {
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}

const slideSays = (page: Page, text: string): Promise<unknown> =>
  until(
    `“${text}” on a slide`,
    () =>
      page.evaluate(
        (wanted) => document.querySelector("[data-pptx-viewer]")?.textContent?.includes(wanted) === true,
        text,
      ),
    PATIENCE_MS,
  );

/** Types into the box at the top of the slide. */
async function writeTitle(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  const { x, y } = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("[data-pptx-element][data-element-id]")]
      .map((each) => each.getBoundingClientRect())
      .filter(({ width }) => width > 250)
      .sort((a, b) => a.y - b.y);
    const found = boxes[0] ?? new DOMRect();
    return { x: found.x + found.width / 2, y: found.y + found.height / 2 };
  });
  await page.mouse.click(x, y);
  await page.mouse.click(x, y, { count: 2 });
  await page.waitForSelector("[data-inline-editor]");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
  await slideSays(page, text);
}

describe("alice in Chromium and bob in Firefox", () => {
  let two: TwoPeople;
  let alice: Page;
  let bob: Page;
  beforeAll(async () => {
    two = await openTwoPeople({ alice: "chrome", bob: "firefox" }, async ({ page }) => {
      await newSpreadsheet(page);
      await leave(page);
      await choose(page, "New", "Presentation");
      await slideStands(page);
      await leave(page);
      return [SPREADSHEET, PRESENTATION];
    });
    ({ alice, bob } = two);
    await press(bob, "Shared with me");
  }, 300_000);
  afterAll(() => two?.close());

  it("calculate with each other's numbers in one spreadsheet", async () => {
    for (const page of [alice, bob]) {
      await openRow(page, SPREADSHEET);
      await gridStands(page);
    }
    await isTogether(alice);
    await isTogether(bob);
    await goToCell(alice, 0, 0);
    await enter(alice, "20");
    await goToCell(bob, 1, 0);
    await enter(bob, "22");
    await goToCell(alice, 2, 0);
    await enter(alice, "=A1+A2");
    await thirdCellIs(bob, "A3, 42, =A1+A2");
    await goToCell(bob, 0, 0);
    await enter(bob, "30");
    await thirdCellIs(alice, "A3, 52, =A1+A2");
    await screenshot(alice, "together/alice-xlsx");
    await screenshot(bob, "together/bob-xlsx");
    await saveStateIs(alice, "Saved at");
    await leave(bob);
    await leave(alice);
    await openRow(alice, SPREADSHEET);
    await gridStands(alice);
    await thirdCellIs(alice, "A3, 52, =A1+A2");
    await leave(alice);
  }, 180_000);

  it("look at one slide while alice writes on it", async () => {
    await press(bob, "Shared with me");
    for (const page of [alice, bob]) {
      await openRow(page, PRESENTATION);
      await slideStands(page);
    }
    await isTogether(alice);
    await isTogether(bob);
    await writeTitle(alice, "Plans for the spring");
    await slideSays(bob, "Plans for the spring");
    await screenshot(alice, "together/alice-pptx");
    await screenshot(bob, "together/bob-pptx");
    await saveStateIs(alice, "Saved at");
    await leave(bob);
    await leave(alice);
    await openRow(alice, PRESENTATION);
    await slideStands(alice);
    await slideSays(alice, "Plans for the spring");
  }, 180_000);
});
