import type { Page } from "puppeteer-core";

/** Going through a page by the keyboard alone. */

const STEPS_MAX = 60;

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "";
    const isLabelled = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const label = isLabelled ? element.labels?.[0]?.textContent : null;
    const name = element.getAttribute("aria-label") ?? label ?? element.textContent ?? "";
    return name.replace(/[\u2068\u2069]/g, "").trim();
  });

/** Presses Tab until what has this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < STEPS_MAX; step++) {
    const here = await focused(page);
    if (here === name) return;
    passed.push(here);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to “${name}”, only to ${[...new Set(passed)].join(", ")}`);
}

/** Goes to a field and types into it. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Goes to a button and presses it. */
export async function enter(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}
