import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSPHRASE, unlock } from "../support/at-browser.ts";
import { addressOf, BROWSERS, killBackground, landedOn, launch, openPage } from "../support/browsers.ts";
import { documentSays, documentStands, newDocument, save, type } from "../support/document-page.ts";
import { listHolds, openRow } from "../support/room-page.ts";
import { fill, press, sees } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { until } from "../support/until.ts";

/** What the tests use of the browser's own interface, inside pages of the extension. */
declare const chrome: {
  readonly storage: { readonly session: { set(values: object): Promise<void>; get(): Promise<object> } };
  readonly alarms: { create(name: string, when: { when: number }): Promise<void> };
  readonly runtime: { sendMessage(message: object): Promise<unknown> };
  readonly commands: { readonly onCommand: { dispatch(command: string): void } };
};

describe.each(BROWSERS)("locking in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let profile: string;
  let file: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "strongroom-profile-"));
    home = await openHome(name, { profile });
    page = home.page;
    await newDocument(page);
    file = new URLSearchParams(new URL(await addressOf(page)).hash.slice(1)).get("file") ?? "";
    await type(page, "Only for alice.");
    await save(page);
    await press(page, "Back to files");
    await listHolds(page, ["New document.docx"]);
  });
  afterAll(() => home?.close());

  const sessionOf = (shown: Page): Promise<object> => shown.evaluate(() => chrome.storage.session.get());

  const everythingIn = (shown: Page): Promise<string> =>
    shown.evaluate(() => document.title + document.documentElement.outerHTML);

  it("by the button takes names off every page and keys out of memory", async () => {
    const document = await openPage(
      home.at,
      `editor.html#origin=${encodeURIComponent(home.portal.url)}&file=${file}`,
    );
    await documentSays(document, "Only for alice.");
    await page.bringToFront();
    await press(page, "Lock now");
    for (const shown of [page, document]) {
      await sees(shown, "Unlock Strongroom");
      await until(
        "a page that shows nothing",
        async () => !/New document|Only for alice/.test(await everythingIn(shown)),
      );
    }
    expect(await sessionOf(page)).toEqual({});
    await document.close();
  });

  it("says plainly that a passphrase was wrong, not which part, and makes further tries wait", async () => {
    for (const wrong of ["not this one at all", `${PASSPHRASE}x`]) {
      await fill(page, "Passphrase", wrong);
      await press(page, "Unlock");
      await sees(page, "That did not unlock it.");
    }
    await fill(page, "Passphrase", PASSPHRASE.toUpperCase());
    await press(page, "Unlock");
    await sees(page, "Too many tries.");
  });

  it("unlocks after the wait and continues with the list", async () => {
    await unlock(page);
    await listHolds(page, ["New document.docx"]);
  });

  it("by idle time: the alarm locks when nobody did anything for longer than the setting", async () => {
    await page.evaluate(async () => {
      await chrome.storage.session.set({ activity: Date.now() - 16 * 60_000 });
      await chrome.alarms.create("lock-when-idle", { when: Date.now() + 1 });
    });
    await sees(page, "Unlock Strongroom");
    // What was being written in that moment is taken back right after it
    await expect.poll(() => sessionOf(page)).toEqual({});
    await unlock(page);
    await listHolds(page, ["New document.docx"]);
  });

  it.runIf(name === "chrome")(
    "by the keyboard shortcut, also when the background was stopped before",
    async () => {
      await killBackground(home.at);
      // Headless browsers take no shortcuts of extensions: the background, woken, is told what the browser tells it then
      await page.evaluate(() => chrome.runtime.sendMessage({}).catch(() => undefined));
      const target = await home.at.browser.waitForTarget((each) => each.type() === "service_worker");
      await (await target.worker())?.evaluate(() => chrome.commands.onCommand.dispatch("lock-now"));
      await sees(page, "Unlock Strongroom");
      await unlock(page);
      await listHolds(page, ["New document.docx"]);
    },
  );

  it("by the end of the browser; unlocking then continues to the file that was asked for", async () => {
    await home.at.close();
    const at = await launch(name, { profile });
    Object.assign(home, { at });
    page = await at.browser.newPage();
    page.goto(`${home.portal.url}/files/${file}`).catch(() => {});
    await landedOn(page, "editor.html");
    await sees(page, "Unlock to open what you asked for.");
    expect(Object.keys(await sessionOf(page)).filter((key) => !key.startsWith("connecting"))).toEqual([]);
    await unlock(page);
    await documentStands(page);
    await documentSays(page, "Only for alice.");
  });

  it("lets the recovery kit open it, too", async () => {
    await press(page, "More actions for this document");
    await press(page, "Lock now");
    await press(page, "Use the recovery kit");
    for (const [index, group] of home.kit.entries()) await fill(page, `Group ${index + 1}`, group);
    await press(page, "Open with the kit");
    await sees(page, "Choose a new passphrase?");
    await press(page, "Not now");
    await documentSays(page, "Only for alice.");
    await press(page, "Back to files");
    await openRow(page, "New document.docx");
    await documentSays(page, "Only for alice.");
  });
});
