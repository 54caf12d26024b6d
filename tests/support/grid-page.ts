import type { Page } from "puppeteer-core";
import { cellName } from "../../extension/editors/xlsx/formula/references.ts";
import { landedOn } from "./browsers.ts";
import { choose } from "./screen.ts";
import { until } from "./until.ts";

/** An open spreadsheet, as alice sees it: the grid is a picture, and what stands beside it for screen readers says the same. */

/** Settles when the grid is drawn and takes keys. */
export async function gridStands(page: Page): Promise<void> {
  await landedOn(page, "editor.html");
  await until("the grid", () =>
    page.evaluate(
      () =>
        document.querySelector(".xlsx-mirror[role=grid] [role=gridcell]") !== null &&
        document.querySelector("[data-testid=loading]") === null,
    ),
  );
}

/** From the Private Room to a new spreadsheet, open in the same tab. */
export async function newSpreadsheet(page: Page): Promise<void> {
  await choose(page, "New", "Spreadsheet");
  await gridStands(page);
}

/** What is said of the cell where alice is: name, what it shows, its formula. */
export const currentCell = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector("[data-testid=current-cell]")?.textContent ?? "");

export const cellIs = (page: Page, words: string): Promise<unknown> =>
  until(`the cell “${words}”`, async () => (await currentCell(page)) === words);

/** Types into the current cell and goes on to the one below. */
export async function enter(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Presses a key while others are held. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await page.keyboard.down(key as "Control");
  await page.keyboard.press(keys.at(-1) as "Home");
  for (const key of held.reverse()) await page.keyboard.up(key as "Control");
}

/** Goes to a cell by the keyboard alone; once more, should the grid have opened only meanwhile. */
export async function goToCell(page: Page, row: number, column: number): Promise<void> {
  const name = cellName({ row, column });
  const isThere = async () => (await currentCell(page)).split(", ")[0] === name;
  await until(`alice in ${name}`, async () => {
    await walkToCell(page, row, column);
    return until(name, isThere, 3000);
  });
}

/** The keys that lead to a cell. */
export async function walkToCell(page: Page, row: number, column: number): Promise<void> {
  await press(page, "Control", "Home");
  for (let i = 0; i < row; i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < column; i++) await page.keyboard.press("ArrowRight");
}

/** Addresses outside the extension and the portal that this page asked for. */
export const strayRequests = (page: Page, portal: string): Promise<string[]> =>
  page.evaluate(
    (allowed) =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => /^(?:https?|wss?):/.test(name) && !name.startsWith(allowed)),
    portal,
  );
