import type { Page } from "puppeteer-core";
import { find, isThere, press, withText } from "./screen.ts";
import type { Offers } from "./table-offers.ts";
import { until } from "./until.ts";

/** Holds what stands on a page against what the tables grant. */

/** Each of these can be pressed, or filled in, just where it is granted. The page around them has to be there already. */
export const offersJust = (
  page: Page,
  offers: Offers,
  kind: "control" | "field" = "control",
): Promise<void> => holdAgainst(page, offers, (words) => isThere(page, kind, words));

/** The same for what a button opens. A list that is drawn anew may close its menus: then it is opened again. */
export async function menuOffersJust(page: Page, button: string, offers: Offers): Promise<void> {
  await holdAgainst(page, offers, async (words) => {
    if ((await page.$("[role=menu]")) === null) await press(page, button);
    return (await page.$("[role=menu]")) !== null && isThere(page, "control", words);
  });
  await page.keyboard.press("Escape");
}

/** The same for the choices of a field; without a field there is no choice. */
export async function choicesAreJust(page: Page, label: string, offers: Offers): Promise<void> {
  await holdAgainst(page, offers, async (words) => (await choicesOf(page, label)).includes(words));
}

async function choicesOf(page: Page, label: string): Promise<string[]> {
  if (!(await isThere(page, "field", label))) return [];
  const field = await find(page, "field", label);
  return field.evaluate((select) => [...(select as HTMLSelectElement).options].map(({ text }) => text));
}

/** Asks again until it is so, and still is once the page is at rest: it is drawn bit by bit, and what is missing may be late. */
async function holdAgainst(
  page: Page,
  offers: Offers,
  isOffered: (words: string) => Promise<boolean>,
): Promise<void> {
  let wrong: string[] = [];
  const isSo = async () => {
    wrong = [];
    for (const [words, isGranted] of Object.entries(offers))
      if ((await isOffered(words)) !== isGranted) wrong.push(`“${words}” ${isGranted ? "" : "not "}there`);
    return wrong.length === 0;
  };
  const staysSo = async () => (await isSo()) && (await isAtRest(page)) && (await isSo());
  await until(() => withText(page, wrong.join(", ") || "a page at rest"), staysSo, PATIENCE_MS);
}

/** Settles when nothing that the page asked for is under way and it has drawn what came; false while it says that it reads. */
async function isAtRest(page: Page): Promise<boolean> {
  await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: PATIENCE_MS });
  return page.evaluate(async () => {
    await new Promise((drawn) => setTimeout(drawn));
    return document.querySelector("[aria-busy=true], [data-testid=loading]") === null;
  });
}

/** Without a request: work with what came last is over by then. */
const QUIET_MS = 100;
const PATIENCE_MS = 20_000;
