import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, landedOn } from "../support/browsers.ts";
import { save } from "../support/document-page.ts";
import { openRow } from "../support/room-page.ts";
import { choose, press } from "../support/screen.ts";
import { slideStands } from "../support/slide-page.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

describe.each(BROWSERS)("a presentation of the portal in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
  });
  afterAll(() => home?.close());

  const says = (text: string): Promise<unknown> =>
    until(`“${text}” on a slide`, () =>
      page.evaluate(
        (wanted) => document.querySelector("[data-pptx-viewer]")?.textContent?.includes(wanted) === true,
        text,
      ),
    );

  /** Where the first element of the slide with a text of its own stands. */
  const firstText = (): Promise<{ x: number; y: number }> =>
    page.evaluate(() => {
      const boxes = [...document.querySelectorAll("[data-pptx-element][data-element-id]")].map((each) =>
        each.getBoundingClientRect(),
      );
      const box = boxes.find(({ width }) => width > 250) ?? new DOMRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });

  it("is made new, written on, saved, and opens again as it was", async () => {
    await choose(page, "New", "Presentation");
    await slideStands(page);
    const { x, y } = await firstText();
    await page.mouse.click(x, y);
    await page.mouse.click(x, y, { count: 2 });
    await page.waitForSelector("[data-inline-editor]");
    await page.keyboard.type("Plans for the spring");
    await page.keyboard.press("Escape");
    await says("Plans for the spring");
    await save(page);
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await openRow(page, "New presentation.pptx");
    await slideStands(page);
    await says("Plans for the spring");
  });

  it("asks nobody but the portal for anything", async () => {
    const asked = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name: url }) => url),
    );
    const foreign = asked.filter(
      (url) =>
        !url.startsWith(home.portal.url) && !/^(?:chrome-extension|moz-extension|data|blob):/.test(url),
    );
    expect(foreign).toEqual([]);
  });
});
