import type { Page } from "puppeteer-core";
import { until } from "./until.ts";

/**
 * Types an address for which the extension shows a page of its own, of which `into` is a part of the address, and
 * waits for that page. The address that was typed may never be seen, and what stood there before answers for nothing.
 */
export async function takenOver(page: Page, url: string, into: string): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.isOld = "";
  });
  // Never waited for: of a page that is taken over no end of loading is told
  page.goto(url, { timeout: 0 }).catch(() => {});
  await until(`${into} in the tab`, () =>
    page.evaluate(
      (wanted) =>
        location.href.includes(wanted) &&
        document.readyState === "complete" &&
        document.documentElement.dataset.isOld === undefined,
      into,
    ),
  );
}
