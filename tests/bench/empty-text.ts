import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { until } from "../support/until.ts";
import { readSeen, watchEdits } from "./in-browser/watch-edits.ts";

const LETTERS = ["q", "x"] as const;
/** As in the documents. */
const EDIT_EVERY_MS = 203;

/**
 * How long a letter takes in a text without any editor, on a page with nothing else: what no editor in this browser on this
 * machine can be faster than. The page is empty and in front.
 */
export async function typeInEmptyText(page: Page, edits: number): Promise<readonly number[]> {
  await page.evaluate(() => {
    document.body.innerHTML = `<div contenteditable="true" id="text">Text </div>`;
    const text = document.querySelector<HTMLElement>("#text");
    text?.focus();
    if (text) getSelection()?.selectAllChildren(text);
    getSelection()?.collapseToEnd();
  });
  await page.evaluate(watchEdits, {
    selector: "#text",
    mark: "Text",
    shows: "letters",
    keys: LETTERS,
  } as const);
  for (let n = 1; n <= edits; n++) {
    await wait(EDIT_EVERY_MS);
    await page.keyboard.press(LETTERS[n % 2] ?? "q");
  }
  await until("every letter", async () => (await page.evaluate(readSeen)).shownMs.length >= edits);
  const { keysMs, shownMs } = await page.evaluate(readSeen);
  return keysMs.map((keyMs, n) => (shownMs[n] ?? Number.NaN) - keyMs);
}
