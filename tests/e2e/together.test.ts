import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { killBrowser, landedOn, screenshot } from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  save,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { openRow } from "../support/room-page.ts";
import { choose, press, sees } from "../support/screen.ts";
import { denyBob, openTwoPeople, PATIENCE_MS, type TwoPeople } from "../support/two-at-once.ts";
import { until } from "../support/until.ts";

const DOCUMENT = "New document.docx";
const SECOND = "New document (2).docx";
const ALICE = "Alice Owner";

/** The names beside the document, as a person reads them. */
const peopleOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("[data-testid=people-here] .visually-hidden")].map((each) =>
      (each.textContent ?? "").replace(/[\u2068\u2069]/g, ""),
    ),
  );
const isWith = (page: Page, ...names: readonly string[]) =>
  until(
    `${names.join(" and ") || "nobody"} beside the document`,
    async () => (await peopleOn(page)).join() === names.join(),
    PATIENCE_MS,
  );
const isLive = (page: Page) =>
  until(
    "a live document",
    () => page.evaluate(() => document.querySelector("[data-testid=live-state][data-state=live]") !== null),
    PATIENCE_MS,
  );

async function open(page: Page, name: string): Promise<void> {
  await openRow(page, name);
  await documentStands(page);
  await isLive(page);
}

async function leave(page: Page): Promise<void> {
  await press(page, "Back to files");
  await landedOn(page, "files.html");
}

describe("alice in Chromium and bob in Firefox, in one document", () => {
  let two: TwoPeople;
  let alice: Page;
  let bob: Page;
  beforeAll(async () => {
    two = await openTwoPeople({ alice: "chrome", bob: "firefox" }, async ({ page }) => {
      for (const text of ["A plan.", "A list."]) {
        await newDocument(page);
        await type(page, text);
        await save(page);
        await leave(page);
      }
      return [DOCUMENT, SECOND];
    });
    ({ alice, bob } = two);
    await press(bob, "Shared with me");
  }, 300_000);
  afterAll(() => two?.close());

  it("see each other, and what the other types", async () => {
    await open(alice, DOCUMENT);
    await open(bob, DOCUMENT);
    await isWith(alice, "Bob");
    await isWith(bob, ALICE);
    await type(alice, " Written by alice.");
    await documentSays(bob, "Written by alice.");
    await type(bob, " Written by bob.");
    await documentSays(alice, "Written by bob.");
    await screenshot(alice, "together/alice");
    await screenshot(bob, "together/bob");
  }, 120_000);

  it("both read that it is saved", async () => {
    await saveStateIs(alice, "Saved at");
    await saveStateIs(bob, "Saved at");
    expect(await bob.evaluate(() => document.querySelectorAll("[data-testid=banner]").length)).toBe(0);
  });

  it("are told that the other is here when one of them wants an older version back", async () => {
    await choose(alice, "More actions for this document", "Version history");
    await press(alice, "Restore version 1");
    await press(alice, "Restore this version");
    await sees(alice, "Others have this document open");
    await press(alice, "Close");
  });

  it("both leave, and the file holds what both have written", async () => {
    await leave(bob);
    await isWith(alice);
    await leave(alice);
    await open(alice, DOCUMENT);
    await documentSays(alice, "Written by alice.");
    await documentSays(alice, "Written by bob.");
    await leave(alice);
  }, 120_000);

  it("part when alice takes the access away", async () => {
    await open(bob, DOCUMENT);
    await denyBob(alice, DOCUMENT);
    await sees(bob, "Your access was taken away", PATIENCE_MS);
    await press(bob, "Back to files");
    await landedOn(bob, "files.html");
  }, 120_000);

  it("lose nothing when bob's browser is killed in the middle of typing", async () => {
    await open(alice, SECOND);
    await press(bob, "Shared with me");
    await open(bob, SECOND);
    await type(bob, " Bob's last words.");
    await documentSays(alice, "Bob's last words.");
    await killBrowser(two.bobAt);
    await isWith(alice);
    await type(alice, " And alice's.");
    await saveStateIs(alice, "Saved at");
    await leave(alice);
    await open(alice, SECOND);
    await documentSays(alice, "Bob's last words.");
    await documentSays(alice, "And alice's.");
  }, 150_000);
});
