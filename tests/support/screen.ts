import type { ElementHandle, Page } from "puppeteer-core";
import { until } from "./until.ts";

/**
 * Works with a page as a person does: finds things by the words on them and uses the real mouse and keyboard.
 * While a dialog or menu is open, only what is in it is found, as for the person.
 */

type Kind = "control" | "field" | "row";

const SELECTORS: Readonly<Record<Kind, string>> = {
  control: "button, a[href], [role=menuitem], label.checkbox",
  field: "input:not([type=file]), textarea, select",
  row: "[role=grid] [role=rowgroup]:not(.file-head) [role=row]",
};

/** Runs in the page. Names come without the invisible marks that isolate what people wrote. */
function findNamed(selector: string, name: string): Element | null {
  const nameOf = (element: Element): string | null | undefined => {
    const isLabelled = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const label = isLabelled ? element.labels?.[0] : null;
    const own = element.querySelector(".menu-label, [role=gridcell] :is(.file-name, .file-damaged)");
    return element.getAttribute("aria-label") ?? (label ?? own ?? element).textContent;
  };
  const isUsable = (element: Element) =>
    element.checkVisibility() &&
    element.getAttribute("aria-disabled") !== "true" &&
    !element.matches(":disabled");
  const place = [...document.querySelectorAll("dialog[open], [role=menu]")].at(-1) ?? document;
  const isIt = (element: Element) =>
    isUsable(element) &&
    nameOf(element)
      ?.replace(/[\u2068\u2069]/g, "")
      .trim() === name;
  return [...place.querySelectorAll(selector)].find(isIt) ?? null;
}

/** Waits for what has this name. */
export function find(page: Page, kind: Kind, name: string): Promise<ElementHandle<Element>> {
  return until(
    () => withText(page, `${kind} “${name}”`),
    async () => (await page.evaluateHandle(findNamed, SELECTORS[kind], name)).asElement(),
  ) as Promise<ElementHandle<Element>>;
}

/** Whether it can be found now, without waiting. */
export const isThere = async (page: Page, kind: Kind, name: string): Promise<boolean> =>
  (await page.evaluateHandle(findNamed, SELECTORS[kind], name)).asElement() !== null;

/** Firefox's driver has no address for a page that went from one to another by itself, whatever its types say. */
const urlOf = (page: Page): string => (page.url() as string | undefined) ?? "";

const describe = (page: Page): string => urlOf(page).split("/").at(-1)?.split("#")[0] ?? "";

/** What was looked for in vain, where, and what stands there in its place. */
export async function withText(page: Page, sought: string): Promise<string> {
  const text = await textOf(page).catch((reason) => `no answer: ${reason}`);
  return `${sought} on ${describe(page)}, which says:\n${text}\n`;
}

/** Clicks the button, link, menu item or check box with these words on it. */
export async function press(page: Page, name: string): Promise<void> {
  // Drawn anew between being found and being clicked, it is found again
  await until(`“${name}” to be pressed on ${describe(page)}`, async () => {
    await (await find(page, "control", name)).click();
    return true;
  });
}

/** Clicks through a menu: its button, then the entry. */
export async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await press(page, menu);
  await press(page, entry);
}

/** Empties the field with this label and types into it. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  const field = await find(page, "field", label);
  await field.click({ count: 3 });
  await page.keyboard.press("Backspace");
  await field.type(text);
}

/** The same with the whole text at once, as from a password manager or the clipboard: much less work for the machine. */
export async function paste(page: Page, label: string, text: string): Promise<void> {
  const field = await find(page, "field", label);
  await field.evaluate((input, given) => {
    (input as HTMLInputElement).select();
    document.execCommand("insertText", false, given);
  }, text);
}

/** Waits until these words stand on the page, in sight. */
export async function sees(page: Page, text: string, patienceMs?: number): Promise<void> {
  const isShown = () =>
    page.evaluate((wanted) => {
      const shown = [document.body, ...document.querySelectorAll("dialog[open]")].map((each) =>
        (each as HTMLElement).innerText.replace(/[\u2068\u2069]/g, ""),
      );
      return shown.some((each) => each.includes(wanted));
    }, text);
  await until(() => withText(page, `“${text}”`), isShown, patienceMs);
}

export const waitForElement = (page: Page, selector: string): Promise<true> =>
  until(`${selector} on ${describe(page)}`, () =>
    page.evaluate((wanted) => document.querySelector(wanted)?.checkVisibility() === true, selector),
  ) as Promise<true>;

/** Everything that a person can read on the page. */
export const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.body.innerText.replace(/[\u2068\u2069]/g, ""));

/** The code that an error state on the page shows in small print. */
export const errorCodeOn = (page: Page): Promise<string> =>
  until("an error state", () =>
    page.evaluate(() => document.querySelector("[data-testid=error-state]")?.getAttribute("data-code")),
  );

/** Loads the page anew and settles when what stood there before is gone: the old page must not answer for the new one. */
export async function reload(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.isOld = "";
    location.reload();
  });
  await until("the page anew", () =>
    page.evaluate(
      () => document.readyState !== "loading" && document.documentElement.dataset.isOld === undefined,
    ),
  );
}
