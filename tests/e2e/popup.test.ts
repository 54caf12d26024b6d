import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, goTo, landedOn, launch, type TestBrowser } from "../support/browsers.ts";
import { openToolbarPopup } from "../support/popup.ts";
import { sees } from "../support/screen.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe.each(BROWSERS)("the button in the toolbar of %s", (name) => {
  let at: TestBrowser;
  beforeAll(async () => {
    at = await launch(name);
  });
  afterAll(() => at.close());

  it("connects the portal in the tab, and goes on with the page that was there", async () => {
    const page = await at.browser.newPage();
    await goTo(at, page, `${server.url}/setup#${server.setupToken}`);
    await landedOn(page, server.url);
    const popup = await openToolbarPopup(at, page);
    await until("the portal in the popup", async () =>
      (await popup.text()).includes(new URL(server.url).host),
    );
    const { width, height } = await popup.sizePx();
    expect([width >= 300, height >= 200]).toEqual([true, true]);
    await popup.press("Connect this portal");
    await landedOn(page, `${at.origin}/`);
    await until(
      "the popup to close or move on",
      async () => !(await popup.text()).includes("Connect this portal"),
    );
  });

  it("asks who one is where the front page of a portal with an owner was there", async () => {
    const alice = await openHome(name);
    try {
      const page = await at.browser.newPage();
      await goTo(at, page, `${alice.server.url}/`);
      const popup = await openToolbarPopup(at, page);
      await until("the portal in the popup", async () =>
        (await popup.text()).includes(new URL(alice.server.url).host),
      );
      await popup.press("Connect this portal");
      await landedOn(page, `${at.origin}/`);
      await sees(page, "Open your account on this device");
    } finally {
      await alice.close();
    }
  });
});
