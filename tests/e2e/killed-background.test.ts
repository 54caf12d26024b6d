import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { finishSetUp, unlock } from "../support/at-browser.ts";
import { addressOf, BROWSERS, goTo, killBackground, landedOn } from "../support/browsers.ts";
import { documentSays, documentStands, newDocument, save, type } from "../support/document-page.ts";
import { giveCommand } from "../support/firefox-window.ts";
import { openToolbarPopup } from "../support/popup.ts";
import { listHolds } from "../support/room-page.ts";
import { press, reload, sees } from "../support/screen.ts";
import { openPlace, type Place } from "../support/story-world.ts";
import { until } from "../support/until.ts";

/** What the tests use of the browser's own interface, inside pages of the extension. */
declare const chrome: {
  readonly storage: { readonly session: { set(values: object): Promise<void> } };
  readonly alarms: { create(name: string, when: { when: number }): Promise<void> };
  readonly runtime: { sendMessage(message: object): Promise<unknown> };
  readonly commands: { readonly onCommand: { dispatch(command: string): void } };
  readonly scripting: {
    getRegisteredContentScripts(): Promise<readonly { readonly id: string }[]>;
    unregisterContentScripts(): Promise<void>;
  };
};

const LOCK_COMMAND = "lock-now";

describe.each(BROWSERS)("with the background killed before each step, %s", (name) => {
  let place: Place;
  let page: Page;
  let file: string;
  beforeAll(async () => {
    place = await openPlace(name);
    page = await place.at.browser.newPage();
  });
  afterAll(() => place?.close());
  beforeEach(() => killBackground(place.at));

  it("connects a portal by the popup, and sets it up", async () => {
    await goTo(place.at, page, `${place.portal.url}/setup#${place.portal.setupToken}`);
    await landedOn(page, place.portal.url);
    const popup = await openToolbarPopup(place.at, page);
    await killBackground(place.at);
    await popup.press("Connect this portal");
    await landedOn(page, "welcome.html");
    await killBackground(place.at);
    await finishSetUp(page);
  });

  it("makes, edits and saves a document, and reads it again", async () => {
    await newDocument(page);
    file = new URLSearchParams(new URL(await addressOf(page)).hash.slice(1)).get("file") ?? "";
    await killBackground(place.at);
    await type(page, "Written alone.");
    await killBackground(place.at);
    await save(page);
    await killBackground(place.at);
    await reload(page);
    await documentStands(page);
    await documentSays(page, "Written alone.");
  });

  it("opens a document by its address, and the Private Room in a new tab by a click on the portal's page", async () => {
    const visit = await place.at.browser.newPage();
    await goTo(place.at, visit, `${place.portal.url}/`);
    visit.goto(`${place.portal.url}/files/${file}`).catch(() => {});
    await documentStands(visit);
    await documentSays(visit, "Written alone.");
    await goTo(place.at, visit, `${place.portal.url}/`);
    await landedOn(visit, `${place.portal.url}/`);
    await killBackground(place.at);
    await visit.keyboard.down("Control");
    await press(visit, "Private Room");
    await visit.keyboard.up("Control");
    page = await until("the Private Room in a new tab", async () => {
      const pages = await place.at.browser.pages();
      for (const each of pages) if ((await addressOf(each)).includes("files.html")) return each;
      return undefined;
    });
    await listHolds(page, ["New document.docx"]);
    await visit.close();
  });

  it("watches a portal's pages again, if it was killed before it did", async () => {
    await page.evaluate(() => chrome.scripting.unregisterContentScripts());
    await wakeBackground();
    await until("a watch on the portal", () =>
      page.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1),
    );
  });

  const wakeBackground = () => page.evaluate(() => chrome.runtime.sendMessage({}).catch(() => undefined));

  it("locks when nobody did anything for longer than the setting, and the popup unlocks", async () => {
    await page.evaluate(() => chrome.storage.session.set({ activity: Date.now() - 16 * 60_000 }));
    await killBackground(place.at);
    await page.evaluate(() => chrome.alarms.create("lock-when-idle", { when: Date.now() + 1 }));
    await sees(page, "Unlock Strongroom");
    await killBackground(place.at);
    const visit = await place.at.browser.newPage();
    const popup = await openToolbarPopup(place.at, visit);
    await until("the way to unlock in the popup", async () => (await popup.text()).includes("Unlock"));
    await visit.close();
    await unlock(page);
    await listHolds(page, ["New document.docx"]);
  });

  // The last one: in Chromium it attaches to the background, which cannot be killed so any more
  it("locks by the shortcut", async () => {
    if (name === "firefox") await giveCommand(place.at.browser, LOCK_COMMAND);
    else await dispatchCommand(LOCK_COMMAND);
    await sees(page, "Unlock Strongroom");
  });

  /** Headless Chromium takes no shortcuts of extensions: the background, woken, is told what the browser tells it then. */
  async function dispatchCommand(command: string): Promise<void> {
    await wakeBackground();
    const target = await place.at.browser.waitForTarget((each) => each.type() === "service_worker");
    const background = await target.worker();
    await background?.evaluate((given) => chrome.commands.onCommand.dispatch(given), command);
  }
});
