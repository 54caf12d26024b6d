import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type BrowserName, landedOn } from "../../tests/support/browsers.ts";
import { documentStands, pressKeys, save, type } from "../../tests/support/document-page.ts";
import { pick } from "../../tests/support/rights-walk.ts";
import { listHolds, openRow, pickFiles } from "../../tests/support/room-page.ts";
import { choose, fill, press, sees, waitForElement } from "../../tests/support/screen.ts";
import { openTwoPeople, PATIENCE_MS, type TwoPeople } from "../../tests/support/two-at-once.ts";
import type { Take } from "./capture.ts";
import { termsDocx } from "./papers.ts";

/** Two people in each other's way: one restores while the other writes, both save, or one may only look. */

const TERMS = "Lindenhof, heads of terms.docx";

/** @param take pictures of what the person sees who is in the way */
export async function lookApart(name: BrowserName, take: Take): Promise<void> {
  const paper = join(await mkdtemp(join(tmpdir(), "strongroom-screens-")), TERMS);
  await writeFile(paper, termsDocx());
  const put = async (page: Page): Promise<void> => {
    await pickFiles(page, paper);
    await listHolds(page, [TERMS]);
    await press(page, "Close"); // the panel of transfers
  };
  // The pictures of bob are of his browser, not of alice's
  const two = await openTwoPeople({ alice: name, bob: name }, async ({ page }) => {
    await put(page);
    return [TERMS];
  });
  try {
    await restore(two, take);
    await lookOnly(two, put, take);
    // Firefox's driver puts no script before those of an extension's page: there the lines open, and nothing collides
    if (name === "chrome") await collide(two, take);
  } finally {
    await two.close();
  }
}

async function restore({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await press(bob, "Shared with me");
  await openRow(bob, TERMS);
  await documentStands(bob);
  await alice.bringToFront();
  await openRow(alice, TERMS);
  await documentStands(alice);
  await type(alice, " By hand.");
  await save(alice);
  await waitForElement(alice, "[data-testid=people-here]");
  await choose(alice, "More actions for this document", "Version history");
  await press(alice, "Restore version 1");
  await press(alice, "Restore this version");
  await sees(alice, "Others have this document open.", PATIENCE_MS);
  await take(alice, "docx-restore-refused", [380, 1024]);
  await press(alice, "Close");
  for (const page of [bob, alice]) await leave(page);
}

/** Nobody's line to the others opens, so that each saves for himself. */
async function collide({ alice, bob }: TwoPeople, take: Take): Promise<void> {
  await leave(bob);
  for (const page of [alice, bob]) {
    await page.bringToFront();
    await page.evaluateOnNewDocument(closeLines);
    await press(page, page === alice ? "Private Room" : "Shared with me");
    await openRow(page, TERMS);
    await documentStands(page);
  }
  await type(bob, " Bob was faster.");
  await save(bob);
  await type(alice, " Alice as well.");
  await pressKeys(alice, "Control", "s");
  await sees(alice, "Both versions are safe", PATIENCE_MS);
  await take(alice, "docx-conflict");
  await press(alice, "Open the newer version");
  await take(alice, "docx-conflict-question", [380, 1024]);
  await press(alice, "Cancel");
  await press(alice, "Save mine as a copy");
  await sees(alice, "(2)", PATIENCE_MS);
  await documentStands(alice);
}

/** Runs in the page. */
function closeLines(): void {
  globalThis.WebSocket = class extends WebSocket {
    constructor() {
      super("wss://nobody.invalid");
    }
  };
}

/** Alice makes a room in which bob is a Viewer. */
async function lookOnly({ alice, bob }: TwoPeople, put: (page: Page) => Promise<void>, take: Take) {
  await press(alice, "Rooms");
  await press(alice, "New room");
  await fill(alice, "Title", "Contracts");
  await press(alice, "Bobbob@example.org");
  await pick(alice, "Level", "Viewer");
  await press(alice, "Create the room");
  await sees(alice, "This room is empty", PATIENCE_MS);
  await put(alice);
  await bob.bringToFront();
  await press(bob, "Rooms");
  await press(bob, "Contracts");
  await listHolds(bob, [TERMS]);
  await take(bob, "room-viewer");
  await openRow(bob, TERMS);
  await documentStands(bob);
  await take(bob, "docx-viewer");
}

async function leave(page: Page): Promise<void> {
  await page.bringToFront();
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}
