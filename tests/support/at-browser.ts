import { randomBytes } from "node:crypto";
import type { Page } from "puppeteer-core";
import { landedOn, type TestBrowser } from "./browsers.ts";
import { fill, find, paste, press, sees, waitForElement } from "./screen.ts";

/** What alice does in front of a real browser in every story. */

export const ALICE = { name: "Alice Owner", email: "alice@example.org" } as const;

/** Another one in each run, so that no leak of an earlier run is mistaken for one of this. */
export const PASSPHRASE = `seven quiet herons cross ${randomBytes(4).toString("hex")} lakes`;

interface Person {
  readonly name: string;
  readonly email: string;
}

export interface PortalAddress {
  readonly url: string;
  readonly setupToken: string;
}

/** Answers the first questions of setup. */
export async function answerNameAndEmail(page: Page, enter = fill, who: Person = ALICE): Promise<void> {
  await enter(page, "Name", who.name);
  await press(page, "Continue");
  await enter(page, "E-mail", who.email);
  await press(page, "Continue");
}

export async function choosePassphrase(page: Page, enter = fill): Promise<void> {
  await enter(page, "Passphrase", PASSPHRASE);
  await enter(page, "Passphrase again", PASSPHRASE);
  await press(page, "Make my keys");
  await sees(page, "Your recovery kit");
}

/** The groups that stand on the sheet. */
export const readKit = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".kit-groups code")].map((code) => code.textContent ?? ""),
  );

/** Which groups are asked for, counted from 1. */
export const askedPositions = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("[data-testid=kit-proof] label")].map((label) =>
      Number(label.textContent?.replace(/\D/g, "")),
    ),
  );

export async function typeAskedGroups(
  page: Page,
  groupAt: (position: number) => string,
  enter = fill,
): Promise<void> {
  await waitForElement(page, "[data-testid=kit-proof]");
  for (const position of await askedPositions(page)) {
    await enter(page, `Group ${position}`, groupAt(position));
  }
}

/** From the first question to the proof that the kit is in hand, for a test that is about something later. Gives the kit. */
export async function answerQuickly(page: Page, who: Person = ALICE): Promise<string[]> {
  await answerNameAndEmail(page, paste, who);
  await choosePassphrase(page, paste);
  const kit = await readKit(page);
  await press(page, "I have it in a safe place");
  await press(page, "Continue");
  await typeAskedGroups(page, (position) => kit[position - 1] ?? "", paste);
  await press(page, "Check");
  return kit;
}

/** Connects and sets up a new portal in this browser. Ends on the files page; gives the page and the kit. */
export async function setUp(at: TestBrowser, portal: PortalAddress): Promise<{ page: Page; kit: string[] }> {
  const page = await at.browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const origin = encodeURIComponent(portal.url);
  // The token leaves the address bar at once, so this address itself is never landed on
  page.goto(`${at.origin}/welcome.html#origin=${origin}&setup=${portal.setupToken}`).catch(() => {});
  await landedOn(page, "welcome.html");
  await press(page, "Connect this portal");
  return { page, kit: await finishSetUp(page) };
}

/** All that is asked after connecting. Ends on the files page; gives the kit. */
export async function finishSetUp(page: Page): Promise<string[]> {
  const kit = await answerQuickly(page);
  await press(page, "Open my Private Room");
  await landedOn(page, "files.html");
  await find(page, "control", "New");
  return kit;
}

/** Types the passphrase where Strongroom asks for it. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await fill(page, "Passphrase", passphrase);
  await press(page, "Unlock");
}
