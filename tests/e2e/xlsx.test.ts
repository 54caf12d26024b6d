import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, landedOn, screenshot } from "../support/browsers.ts";
import { save, saveStateIs } from "../support/document-page.ts";
import {
  cellIs,
  enter,
  goToCell,
  gridStands,
  newSpreadsheet,
  press as pressKeys,
  strayRequests,
} from "../support/grid-page.ts";
import { openRow } from "../support/room-page.ts";
import { press } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";

describe.each(BROWSERS)("a spreadsheet in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    await page.bringToFront();
    await newSpreadsheet(page);
  });
  afterAll(() => home?.close());

  it("takes what is typed at once, and computes", async () => {
    await enter(page, "20");
    await enter(page, "22");
    await enter(page, "=A1+A2");
    await goToCell(page, 2, 0);
    await cellIs(page, "A3, 42, =A1+A2");
  });

  it("is walked by the keyboard: Home, End, Page Down, with Ctrl", async () => {
    await goToCell(page, 0, 2);
    await enter(page, "far");
    await pressKeys(page, "Control", "End");
    await cellIs(page, "C3");
    await page.keyboard.press("Home");
    await cellIs(page, "A3, 42, =A1+A2");
    await page.keyboard.press("PageDown");
    await cellIs(page, "A28");
    await pressKeys(page, "Control", "Home");
    await cellIs(page, "A1, 20");
  });

  it("takes back one's own changes, step by step", async () => {
    await goToCell(page, 0, 2);
    await cellIs(page, "C1, far");
    await pressKeys(page, "Control", "z");
    await cellIs(page, "C1");
    await pressKeys(page, "Control", "y");
    await cellIs(page, "C1, far");
  });

  it("saves with Ctrl+S, formats and all", async () => {
    await goToCell(page, 2, 0);
    await pressKeys(page, "Control", "b");
    await goToCell(page, 3, 0);
    await enter(page, "=SUM(A1:A3)");
    await save(page);
    await screenshot(page, `xlsx-${name}`);
  });

  it("opens again as she left it, with what stood half written in a cell", async () => {
    await goToCell(page, 5, 0);
    await page.keyboard.type("in the middle of");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await openRow(page, "New spreadsheet.xlsx");
    await gridStands(page);
    await goToCell(page, 2, 0);
    await cellIs(page, "A3, 42, =A1+A2");
    await page.keyboard.press("ArrowDown");
    await cellIs(page, "A4, 84, =SUM(A1:A3)");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await cellIs(page, "A6, in the middle of");
  });

  it("saves by itself when she stops typing", async () => {
    await goToCell(page, 6, 0);
    await enter(page, "typed and stopped");
    await saveStateIs(page, "Saved at");
  });

  it("asks nobody but the portal for anything", async () => {
    expect(await strayRequests(page, home.portal.url)).toEqual([]);
  });
});
