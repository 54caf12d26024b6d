import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALICE, askedPositions, PASSPHRASE, readKit } from "../support/at-browser.ts";
import { landedOn } from "../support/browsers.ts";
import { documentSays, documentStands, pressKeys, saveStateIs } from "../support/document-page.ts";
import { enter, tabTo, typeInto } from "../support/keyboard.ts";
import { listHolds, nameRow } from "../support/room-page.ts";
import { sees, waitForElement } from "../support/screen.ts";
import { openPlace, type Place } from "../support/story-world.ts";
import { until } from "../support/until.ts";

describe("the main story by the keyboard alone", () => {
  let place: Place;
  let page: Page;
  beforeAll(async () => {
    place = await openPlace("chrome");
    page = await place.at.browser.newPage();
  });
  afterAll(() => place?.close());

  it("sets the portal up", async () => {
    const { url, setupToken } = place.portal;
    const address = `welcome.html#origin=${encodeURIComponent(url)}&setup=${setupToken}`;
    page.goto(`${place.at.origin}/${address}`).catch(() => {});
    await sees(page, "Connect this portal?");
    await enter(page, "Connect this portal");
    await sees(page, "What is your name?");
    await typeInto(page, "Name", ALICE.name);
    await page.keyboard.press("Enter");
    await sees(page, "What is your e-mail address?");
    await typeInto(page, "E-mail", ALICE.email);
    await page.keyboard.press("Enter");
    await sees(page, "Choose a passphrase");
    await typeInto(page, "Passphrase", PASSPHRASE);
    await typeInto(page, "Passphrase again", PASSPHRASE);
    await enter(page, "Make my keys");
    await sees(page, "Your recovery kit");
    const kit = await readKit(page);
    await tabTo(page, "I have it in a safe place");
    await page.keyboard.press("Space");
    await enter(page, "Continue");
    await waitForElement(page, "[data-testid=kit-proof]");
    for (const position of await askedPositions(page))
      await typeInto(page, `Group ${position}`, kit[position - 1] ?? "");
    await page.keyboard.press("Enter");
    await sees(page, "Your Private Room is ready");
    await enter(page, "Open my Private Room");
    await landedOn(page, "files.html");
    await sees(page, "Your Private Room is empty");
  });

  it("makes a document, writes, saves and goes back", async () => {
    await enter(page, "New");
    await page.keyboard.press("Enter");
    await documentStands(page);
    await page.keyboard.type("By keyboard.");
    await documentSays(page, "By keyboard.");
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Saved at");
    await page.evaluate(() => history.back());
    await landedOn(page, "files.html");
    await listHolds(page, ["New document.docx"]);
  });

  it("renames, opens and deletes in the list", async () => {
    await tabTo(page, "Private Room");
    await page.evaluate(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("F2");
    await nameRow(page, "Keys.docx");
    await listHolds(page, ["Keys.docx"]);
    await page.keyboard.press("Enter");
    await documentStands(page);
    await documentSays(page, "By keyboard.");
    await page.evaluate(() => history.back());
    await landedOn(page, "files.html");
    await listHolds(page, ["Keys.docx"]);
    await page.evaluate(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await sees(page, "This cannot be undone.");
    await page.keyboard.press("Enter"); // Cancel has the focus
    await until("the list to have the focus again", () =>
      page.evaluate(() => document.activeElement?.getAttribute("role") === "grid"),
    );
    await listHolds(page, ["Keys.docx"]);
    await page.keyboard.press("Delete");
    await sees(page, "This cannot be undone.");
    await enter(page, "Delete for good");
    await sees(page, "Your Private Room is empty");
    expect(await page.evaluate(() => document.activeElement !== null)).toBe(true);
  });

  it("locks and unlocks", async () => {
    await enter(page, "Lock now");
    await sees(page, "Unlock Strongroom");
    await typeInto(page, "Passphrase", PASSPHRASE);
    await page.keyboard.press("Enter");
    await sees(page, "Your Private Room is empty");
  });
});
