import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, BROWSERS, goTo, landedOn } from "../support/browsers.ts";
import { find } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

declare global {
  var handle: Window | null;
}

describe.each(BROWSERS)("a page that opened a tab in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  beforeAll(async () => {
    home = await openHome(name);
    home.line.play(({ path }, response) => {
      if (path !== "/hostile") return false;
      response.setHeader("content-type", "text/html");
      response.end(
        `<!doctype html><button onclick="globalThis.handle = window.open('/private', 'private')">Open</button>`,
      );
      return true;
    });
    page = await home.at.browser.newPage();
    await goTo(home.at, page, `${home.portal.url}/hostile`);
    await landedOn(page, "/hostile");
  });
  afterAll(() => home?.close());

  it("keeps no hold on it once an extension page is there", async () => {
    const before = new Set(await home.at.browser.pages());
    await page.bringToFront();
    await page.click("button");
    const opened = await until("the new tab", async () =>
      (await home.at.browser.pages()).find((each) => !before.has(each)),
    );
    await landedOn(opened, "files.html");
    await find(opened, "control", "New");
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    await until("the end of the hold", () => page.evaluate(() => globalThis.handle?.closed ?? false));
    await page.evaluate(() => {
      globalThis.handle?.close();
      window.open("/hostile", "private");
    });
    expect(await addressOf(opened)).toContain("files.html");
    await find(opened, "control", "New");
  });
});
