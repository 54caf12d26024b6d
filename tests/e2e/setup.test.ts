import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerNameAndEmail,
  choosePassphrase,
  PASSPHRASE,
  readKit,
  typeAskedGroups,
} from "../support/at-browser.ts";
import { addressOf, BROWSERS, goTo, landedOn } from "../support/browsers.ts";
import { openToolbarPopup } from "../support/popup.ts";
import { fill, find, isThere, press, reload, sees, textOf } from "../support/screen.ts";
import { openPlace, type Place } from "../support/story-world.ts";

describe.each(BROWSERS)("a stranger's first contact in %s", (name) => {
  let place: Place;
  let page: Page;
  beforeAll(async () => {
    place = await openPlace(name);
    page = await place.at.browser.newPage();
  });
  afterAll(() => place?.close());

  it("explains itself on the portal's page and offers the extension for both browsers", async () => {
    await page.goto(`${place.portal.url}/setup#${place.portal.setupToken}`);
    const text = await textOf(page);
    for (const part of [
      "waits for its owner",
      "Download for Chrome",
      "Download for Firefox",
      "Connect this portal",
    ])
      expect(text).toContain(part);
  });

  it("connects the portal by the button in the toolbar and goes on to the page that stands in the tab", async () => {
    const popup = await openToolbarPopup(place.at, page);
    await popup.press("Connect this portal");
    await landedOn(page, "welcome.html");
    await sees(page, "What is your name?");
    expect(await addressOf(page)).not.toContain(place.portal.setupToken);
  });

  it("asks for a name and an address, and keeps them over a reload", async () => {
    await answerNameAndEmail(page);
    await sees(page, "Choose a passphrase");
    await reload(page);
    await sees(page, "Choose a passphrase");
  });

  it("refuses a passphrase that is easy to guess and two that differ", async () => {
    await fill(page, "Passphrase", "password1234");
    await fill(page, "Passphrase again", "password1234");
    await sees(page, "This passphrase is too easy to guess.");
    expect(await isThere(page, "control", "Make my keys")).toBe(false);
    await fill(page, "Passphrase", PASSPHRASE);
    await sees(page, "The two fields are not the same yet.");
    expect(await isThere(page, "control", "Make my keys")).toBe(false);
  });

  it("lets nobody past the recovery kit without proving it", async () => {
    await choosePassphrase(page);
    const kit = await readKit(page);
    expect(kit).toHaveLength(9);
    await press(page, "I have it in a safe place");
    await press(page, "Continue");
    await typeAskedGroups(page, () => "0000");
    await press(page, "Check");
    await sees(page, "This is not the group in your kit.");
    expect(await place.server.rows("select count(*) as people from users")).toEqual([{ people: 0 }]);
    await typeAskedGroups(page, (position) => kit[position - 1] ?? "");
    await press(page, "Check");
    await sees(page, "Your Private Room is ready");
  });

  it("opens the Private Room in the same tab", async () => {
    await press(page, "Open my Private Room");
    await landedOn(page, "files.html");
    await sees(page, "Your Private Room is empty");
    await find(page, "control", "New");
  });

  it("is taken to the Private Room from the portal's section, and back by Back", async () => {
    const { at, portal } = place;
    const visit = await at.browser.newPage();
    await goTo(at, visit, `${portal.url}/`);
    await press(visit, "Private Room");
    await landedOn(visit, "files.html");
    await visit.evaluate(() => history.back());
    await landedOn(visit, `${portal.url}/`);
    await visit.close();
  });

  it("refuses the link once the portal has its owner", async () => {
    const { rows } = place.server;
    expect(await rows("select count(*) as people from users")).toEqual([{ people: 1 }]);
    const reply = await fetch(`${place.portal.url}/api/setup`);
    expect(await reply.json()).toMatchObject({ open: false });
  });
});
