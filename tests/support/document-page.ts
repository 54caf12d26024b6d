import type { Page } from "puppeteer-core";
import { landedOn } from "./browsers.ts";
import { choose } from "./screen.ts";
import { until } from "./until.ts";

/** An open document, as alice sees it. */

/** Settles when the document's first page stands and the editor takes keys. */
export async function documentStands(page: Page): Promise<void> {
  await landedOn(page, "editor.html");
  await until("the first page of the document", () =>
    page.evaluate(
      () =>
        document.querySelector(".layout-page") !== null &&
        document.querySelector("[data-testid=loading]") === null,
    ),
  );
}

/** From the Private Room to a new document, open in the same tab. */
export async function newDocument(page: Page): Promise<void> {
  await choose(page, "New", "Document");
  await documentStands(page);
}

/** What the pages of the document say. */
export const documentText = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".layout-page")]
      .map((each) => each.textContent ?? "")
      .join("\n")
      .replaceAll("\u00a0", " "),
  );

export const documentSays = (page: Page, text: string): Promise<unknown> =>
  until(`“${text}” in the document`, async () => (await documentText(page)).includes(text));

/** Clicks into the document, whose pages are drawn anew now and then: one that is gone when the click comes is none. */
export const clickDocument = (page: Page): Promise<unknown> =>
  until("a page of the document to click", () => page.click(".layout-page").then(() => true));

/** Types at the caret and waits until it stands on the page. */
export async function type(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  await clickDocument(page);
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.keyboard.type(text);
  await documentSays(page, text);
}

export async function pressKeys(page: Page, modifier: "Control" | "Alt", key: string): Promise<void> {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key as "S");
  await page.keyboard.up(modifier);
}

/** The words beside the name: whether the document is safe. */
export const saveState = (page: Page): Promise<string> =>
  page.evaluate(
    () => document.querySelector("[data-testid=save-state] :is(.save-text, .link-button)")?.textContent ?? "",
  );

export async function saveStateIs(page: Page, words: string): Promise<void> {
  let said = "";
  const isSaid = async () => {
    said = await saveState(page);
    return said.startsWith(words);
  };
  await until(`“${words}” beside the name`, isSaid).catch((cause: unknown) => {
    throw new Error(`It said “${said}” beside the name, not “${words}”.`, { cause });
  });
}

/** Ctrl+S, and the portal has it. */
export async function save(page: Page): Promise<void> {
  await pressKeys(page, "Control", "s");
  await saveStateIs(page, "Saved at");
}
