import type { Page } from "puppeteer-core";
import { openPopup, type TestBrowser } from "./browsers.ts";
import { inToolbarPopup, pressToolbarButton } from "./firefox-window.ts";
import { until } from "./until.ts";

/** The extension's popup, opened by its button in the toolbar over a page. It closes as it does for people. */
export interface ToolbarPopup {
  /** What it shows; empty once it has closed. */
  text(): Promise<string>;
  /** Clicks the first button whose words contain `name`, with a real click: one that may ask for a permission. */
  press(name: string): Promise<void>;
  sizePx(): Promise<{ width: number; height: number }>;
}

export async function openToolbarPopup(at: TestBrowser, page: Page): Promise<ToolbarPopup> {
  await page.bringToFront();
  const popup = at.name === "chrome" ? chromePopup(await openPopup(at, page)) : await openInFirefox(at);
  await until("words in the popup", async () => (await popup.text()).trim() !== "");
  return popup;
}

const chromePopup = (page: Page): ToolbarPopup => ({
  text: () => page.evaluate(() => document.body.innerText).catch(() => ""),
  async press(name) {
    await page.locator(`::-p-xpath(//button[contains(normalize-space(.), ${JSON.stringify(name)})])`).click();
  },
  sizePx: () => page.evaluate(() => ({ width: innerWidth, height: innerHeight })),
});

async function openInFirefox({ browser }: TestBrowser): Promise<ToolbarPopup> {
  await pressToolbarButton(browser);
  const ask = (body: string): Promise<unknown> => inToolbarPopup(browser, body);
  return {
    text: async () => String((await ask("return content.document.body.innerText")) ?? ""),
    async press(name) {
      await until(`a button "${name}" in the popup`, () => ask(click(name)));
    },
    async sizePx() {
      const size = await ask("return content.innerWidth + ' ' + content.innerHeight");
      const [width = 0, height = 0] = String(size).split(" ").map(Number);
      return { width, height };
    },
  };
}

/** Both halves of a click as the mouse makes them, so that it counts as the person's. */
const click = (name: string): string => `
  const named = (each) => each.innerText.includes(${JSON.stringify(name)});
  const button = [...content.document.querySelectorAll("button")].find(named);
  const box = button?.getBoundingClientRect();
  if (!box || box.width === 0) return false;
  for (const type of ["mousedown", "mouseup"]) {
    const at = [box.x + box.width / 2, box.y + box.height / 2];
    content.synthesizeMouseEvent(type, ...at, { button: 0, buttons: 1, clickCount: 1 }, {});
  }
  return true;`;
