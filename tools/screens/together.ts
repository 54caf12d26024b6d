import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type BrowserName, landedOn } from "../../tests/support/browsers.ts";
import {
  documentSays,
  documentStands,
  pressKeys,
  save,
  saveStateIs,
  type,
} from "../../tests/support/document-page.ts";
import { goToCell, gridStands } from "../../tests/support/grid-page.ts";
import { listHolds, openRow, pickFiles } from "../../tests/support/room-page.ts";
import { choose, press, sees, waitForElement } from "../../tests/support/screen.ts";
import { denyBob, openTwoPeople, PATIENCE_MS, type TwoPeople } from "../../tests/support/two-at-once.ts";
import { until } from "../../tests/support/until.ts";
import type { Take } from "./capture.ts";
import { budgetXlsx, planPptx, termsDocx } from "./papers.ts";

/** Two people in one document of each kind, each in the other browser; and all that can stand above a document. */

const TERMS = "Lindenhof, heads of terms.docx";
const BUDGET = "Budget of the purchase.xlsx";
const PLAN = "The first hundred days.pptx";

/** @param take pictures of what alice sees */
export async function lookAtEditors(name: BrowserName, take: Take): Promise<void> {
  const bob = name === "chrome" ? "firefox" : "chrome";
  const two = await openTwoPeople({ alice: name, bob }, async ({ page }) => {
    await upload(page, { [TERMS]: termsDocx(), [BUDGET]: budgetXlsx(), [PLAN]: planPptx() });
    return [TERMS, BUDGET, PLAN];
  });
  try {
    await write(two, take);
    await lookBack(two.alice, take);
    await loseTheLine(two, take);
    await leave(two.bob);
    await leave(two.alice);
    await calculate(two, take);
    await present(two, take);
    await part(two, take);
  } finally {
    await two.close();
  }
}

async function upload(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-screens-"));
  const paths = Object.keys(files).map((name) => join(folder, name));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await pickFiles(page, ...paths);
  await listHolds(page, Object.keys(files));
  await press(page, "Close"); // the panel of transfers
}

async function write({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await press(bob, "Shared with me");
  for (const page of [alice, bob]) {
    await openRow(page, TERMS);
    await documentStands(page);
  }
  await isTogether(alice);
  await type(bob, " Bob asks: until when?");
  await documentSays(alice, "until when?");
  await save(alice);
  await alice.bringToFront();
  await take(alice, "docx-together", [380, 1024, 1280, 1600]);
  await press(alice, "Share");
  await sees(alice, "People with access");
  await take(alice, "docx-share", [380, 1024]);
  await press(alice, "Cancel");
}

async function lookBack(alice: Page, take: Take): Promise<void> {
  await choose(alice, "More actions for this document", "Version history");
  await waitForElement(alice, "[data-testid=version-rows]");
  await take(alice, "docx-history");
  await press(alice, "Restore version 1");
  await take(alice, "docx-restore", [380, 1024]);
  await press(alice, "Cancel");
  await press(alice, "View version 1");
  await sees(alice, "You are looking at version 1");
  await documentStands(alice);
  await take(alice, "docx-version");
  await press(alice, "Back to the newest version");
  await documentStands(alice);
}

/** The portal refuses to keep anything, then it is away altogether. */
async function loseTheLine({ alice, home }: TwoPeople, take: Take): Promise<void> {
  const takeBack = home.line.play(({ method, path }, response) => {
    if (method === "GET" || path.startsWith("/api/live/")) return false;
    response.statusCode = 503;
    response.setHeader("content-type", "application/json");
    response.end('{"error":{"code":"STORAGE_FAILED","requestId":"0"}}');
    return true;
  });
  await type(alice, " For ever.");
  await pressKeys(alice, "Control", "s");
  await saveStateIs(alice, "Not saved: try again");
  await take(alice, "docx-not-saved");
  takeBack();
  home.line.cut();
  await type(alice, " Or nearly.");
  await saveStateIs(alice, "Not saved: offline");
  await take(alice, "docx-offline");
  home.line.mend();
  await until("a line again", async () => {
    await pressKeys(alice, "Control", "s");
    return saveStateIs(alice, "Saved at").then(
      () => true,
      () => false,
    );
  });
}

async function calculate({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await press(bob, "Shared with me");
  for (const page of [alice, bob]) {
    await openRow(page, BUDGET);
    await gridStands(page);
  }
  await isTogether(alice);
  await goToCell(bob, 2, 2);
  await goToCell(alice, 3, 1);
  await take(alice, "xlsx-together");
  await leave(bob);
  await leave(alice);
}

async function present({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await press(bob, "Shared with me");
  for (const page of [alice, bob]) {
    await openRow(page, PLAN);
    await landedOn(page, "editor.html");
    await waitForElement(page, "[data-pptx-element]");
  }
  await isTogether(alice);
  await bob.bringToFront();
  await (await bob.$("[data-pptx-element][data-element-id]"))?.click();
  await alice.bringToFront();
  await take(alice, "pptx-together");
  await leave(bob);
  await leave(alice);
}

/** Bob has the document open when alice takes it from him. */
async function part({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await press(bob, "Shared with me");
  await openRow(bob, TERMS);
  await documentStands(bob);
  await denyBob(alice, TERMS);
  await sees(bob, "Your access was taken away", PATIENCE_MS);
  await take(bob, "denied");
}

async function leave(page: Page): Promise<void> {
  await page.bringToFront();
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}

const isTogether = (page: Page): Promise<unknown> =>
  until(
    "somebody else beside the document",
    () => page.evaluate(() => document.querySelector("[data-testid=people-here] > li") !== null),
    PATIENCE_MS,
  );
