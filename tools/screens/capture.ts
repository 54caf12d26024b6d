import { mkdir } from "node:fs/promises";
import type { Page } from "puppeteer-core";

/** One picture: what it shows, how wide, in which colours. */
export interface Shot {
  readonly browser: string;
  readonly state: string;
  readonly width: number;
  readonly theme: "light" | "dark";
  readonly path: string;
}

/** Takes pictures of a page in a state. */
export type Take = (page: Page, state: string, widths?: number[]) => Promise<void>;

export const FOLDER = "dist/screenshots";
const WIDTHS = [380, 1024, 1600];
const THEMES = ["light", "dark"] as const;
const HEIGHT = 860;

/** Takes a page in every width and both themes, and leaves it as it was. */
export async function capture(browser: string, page: Page, state: string, widths = WIDTHS): Promise<Shot[]> {
  const shots: Shot[] = [];
  // A tab in the back draws nothing, and waiting for it would not end
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector("[data-testid=skeleton]") === null);
  await mkdir(`${FOLDER}/${browser}`, { recursive: true });
  for (const theme of THEMES) {
    await page.evaluate(setTheme, theme);
    for (const width of widths) {
      await page.setViewport({ width, height: width === 380 ? 720 : HEIGHT });
      await settle(page);
      const path = `${browser}/${state}-${width}-${theme}.png` as const;
      await page.screenshot({ path: `${FOLDER}/${path}` });
      shots.push({ browser, state, width, theme, path });
    }
  }
  await page.evaluate(setTheme, "light");
  await page.setViewport({ width: 1024, height: HEIGHT });
  await settle(page);
  return shots;
}

function setTheme(theme: string): void {
  document.documentElement.dataset.theme = theme;
}

/** Grids and slides take their new size a moment after the page has it. */
const REDRAW_MS = 300;

/** That moment and two frames: what the new size changed has been laid out and drawn. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(
    (redrawMs) =>
      new Promise<void>((resolve) =>
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), redrawMs),
      ),
    REDRAW_MS,
  );
