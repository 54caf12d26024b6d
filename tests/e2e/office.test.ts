import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DocumentKind } from "../../extension/editors/document-kinds.ts";
import type { Bytes } from "../../shared/bytes.ts";
import { hasOffice, wordsInOffice } from "../../tools/fidelity/office.ts";
import { landedOn } from "../support/browsers.ts";
import { documentSays, documentStands, newDocument, saveStateIs, type } from "../support/document-page.ts";
import { enter, goToCell, gridStands, newSpreadsheet } from "../support/grid-page.ts";
import { chooseFor, openRow } from "../support/room-page.ts";
import { choose, press } from "../support/screen.ts";
import { slideStands } from "../support/slide-page.ts";
import { openTwoPeople, PATIENCE_MS, type TwoPeople } from "../support/two-at-once.ts";
import { until } from "../support/until.ts";

const IS_HERE = hasOffice();
const WHY_NOT = IS_HERE ? "" : " (LibreOffice is not on this machine)";
const ALICE = "Alicewasinhere";
const BOB = "Bobwroteonit";

interface Work {
  readonly kind: DocumentKind;
  readonly name: string;
  stands(page: Page): Promise<unknown>;
  alice(page: Page): Promise<unknown>;
  bob(page: Page): Promise<unknown>;
  /** What alice wrote has come to bob. */
  arrives?(page: Page): Promise<unknown>;
}

/** The middle of the n-th box of the slide, from above; the pictures of the slides beside it are smaller. */
const boxAt = (page: Page, n: number): Promise<{ x: number; y: number } | undefined> =>
  page.evaluate((at) => {
    const boxes = [...document.querySelectorAll("[data-pptx-element][data-element-id]")]
      .map((each) => each.getBoundingClientRect())
      .filter(({ width }) => width > 150)
      .sort((a, b) => a.y - b.y);
    const box = boxes[at];
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, n);

/** Clicked again as a person does: others' work may just be drawn where the first click went. */
async function writeInBox(page: Page, n: number, text: string): Promise<void> {
  await page.bringToFront();
  await until("a box that is open for typing", async () => {
    const place = await boxAt(page, n);
    if (place === undefined) throw new Error(`There is no box ${n} on the slide`);
    const { x, y } = place;
    await page.mouse.click(x, y);
    await page.mouse.click(x, y, { count: 2 });
    return page.waitForSelector("[data-inline-editor]", { timeout: 1500 });
  });
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

async function writeInCell(page: Page, row: number, text: string): Promise<void> {
  await goToCell(page, row, 0);
  await enter(page, text);
}

const WORKS: readonly Work[] = [
  {
    kind: "docx",
    name: "New document.docx",
    stands: documentStands,
    alice: (page) => type(page, ALICE),
    bob: (page) => type(page, BOB),
    arrives: (page) => documentSays(page, ALICE),
  },
  {
    kind: "xlsx",
    name: "New spreadsheet.xlsx",
    stands: gridStands,
    alice: (page) => writeInCell(page, 0, ALICE),
    bob: (page) => writeInCell(page, 2, BOB),
  },
  {
    kind: "pptx",
    name: "New presentation.pptx",
    stands: slideStands,
    alice: (page) => writeInBox(page, 0, ALICE),
    bob: (page) => writeInBox(page, 1, BOB),
  },
];

const isTogether = (page: Page) =>
  until(
    "somebody else beside the document",
    () => page.evaluate(() => document.querySelector("[data-testid=people-here] > li") !== null),
    PATIENCE_MS,
  );

async function leave(page: Page): Promise<void> {
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}

/** Makes one file of each kind, empty. */
async function makeAll(page: Page): Promise<readonly string[]> {
  await newDocument(page);
  await leave(page);
  await newSpreadsheet(page);
  await leave(page);
  await choose(page, "New", "Presentation");
  await slideStands(page);
  await leave(page);
  return WORKS.map(({ name }) => name);
}

/** What alice gets who downloads a file from the list. */
async function downloaded(page: Page, name: string): Promise<Bytes> {
  const folder = await mkdtemp(join(tmpdir(), "office-"));
  try {
    const session = await page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await page.evaluate(() => Object.assign(globalThis, { showSaveFilePicker: undefined }));
    await chooseFor(page, name, "Download");
    const path = join(folder, name);
    await until("the downloaded file", async () => (await stat(path)).size > 0, PATIENCE_MS);
    return new Uint8Array(await readFile(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!IS_HERE)(`what alice in Chromium and bob in Firefox wrote at once${WHY_NOT}`, () => {
  let two: TwoPeople;
  beforeAll(async () => {
    two = await openTwoPeople({ alice: "chrome", bob: "firefox" }, ({ page }) => makeAll(page));
    await press(two.bob, "Shared with me");
  }, 300_000);
  afterAll(() => two?.close());

  it.each(WORKS)(
    "stands in the .$kind that LibreOffice opens when both have left",
    async (work) => {
      const { alice, bob } = two;
      for (const page of [alice, bob]) {
        await openRow(page, work.name);
        await work.stands(page);
      }
      for (const page of [alice, bob]) await isTogether(page);
      await work.alice(alice);
      await work.arrives?.(bob);
      await work.bob(bob);
      for (const page of [alice, bob]) await saveStateIs(page, "Saved at");
      await leave(bob);
      await leave(alice);
      const words = await wordsInOffice(work.kind, await downloaded(alice, work.name));
      expect(words?.join("")).toContain(ALICE);
      expect(words?.join("")).toContain(BOB);
    },
    240_000,
  );
});
