import type { Page } from "puppeteer-core";
import { landedOn, openPage, type TestBrowser } from "../../tests/support/browsers.ts";
import { documentStands } from "../../tests/support/document-page.ts";
import { openRow as openFile } from "../../tests/support/room-page.ts";
import { choose, fill, find, press, sees } from "../../tests/support/screen.ts";
import { startServer } from "../../tests/support/server.ts";
import { giveEverybodyOwnModules } from "../demo/own-modules.ts";
import { type Demo, tellStory } from "../demo/story.ts";
import type { Take } from "./capture.ts";

/** People, rooms and rights, seen by the Owner of the demo's portal and by somebody who is invited to it. */

let hasOwnModules = false;

export async function lookAtOrganisation(at: TestBrowser, take: Take): Promise<void> {
  const server = await startServer();
  try {
    if (!hasOwnModules) giveEverybodyOwnModules();
    hasOwnModules = true;
    const { url, setupToken } = server;
    const demo = await tellStory({ url, setupToken, isFixed: true, onStep: () => undefined });
    const page = await beInvited(at, demo, take);
    await signIn(page, demo, take);
    await lookAtFiles(page, take);
    await lookAtPopup(at, take);
  } finally {
    await server.close();
  }
}

async function beInvited(at: TestBrowser, { invitation }: Demo, take: Take): Promise<Page> {
  const page = await at.browser.newPage();
  await page.goto(invitation);
  await take(page, "portal-invitation");
  const { origin, hash } = new URL(invitation);
  const parts = new URLSearchParams({ origin, invite: hash.slice(1) });
  page.goto(`${at.origin}/welcome.html#${parts}`).catch(() => undefined);
  await landedOn(page, "welcome.html");
  await press(page, "Connect this portal");
  await sees(page, "You are invited");
  await take(page, "invitation");
  return page;
}

async function signIn(page: Page, { people: [alice] }: Demo, take: Take): Promise<void> {
  await press(page, "I have an account on this portal already");
  await fill(page, "E-mail", alice?.email ?? "");
  await take(page, "sign-in");
  await press(page, "Continue");
  await fill(page, "Passphrase", alice?.passphrase ?? "");
  await press(page, "Open");
  await landedOn(page, "files.html");
  await find(page, "row", "Offer letter.docx");
}

async function lookAtFiles(page: Page, take: Take): Promise<void> {
  await take(page, "private-room");
  await press(page, "Actions for “Offer letter.docx”");
  await press(page, "Share");
  await sees(page, "Add users");
  await take(page, "share");
  await page.keyboard.press("Escape");
  await press(page, "Shared with me");
  await find(page, "row", "Plan.docx");
  await take(page, "files-shared");
  for (const [section, room] of [
    ["Rooms", "Board"],
    ["Archive", "Last year"],
  ] as const) {
    await press(page, section);
    await sees(page, room);
    await take(page, `files-${section.toLowerCase()}`);
  }
  await press(page, "Last year");
  await openFile(page, "Summary.docx");
  await documentStands(page);
  await take(page, "docx-read-only");
  await press(page, "Back to files");
  await landedOn(page, "files.html");
  await press(page, "Trash");
  await sees(page, "The trash is empty");
  await take(page, "files-trash");
  await press(page, "Rooms");
  await press(page, "Board");
  await find(page, "row", "Minutes.docx");
  await take(page, "room");
  await press(page, "Info");
  await sees(page, "Members");
  await take(page, "room-info");
}

async function lookAtPopup(at: TestBrowser, take: Take): Promise<void> {
  const popup = await openPage(at, "popup.html");
  await sees(popup, "Board");
  await take(popup, "popup-rooms", [380]);
  await openRow(popup, "Board");
  await sees(popup, "Members");
  await take(popup, "popup-room", [380]);
  for (const section of ["Invitations", "History", "More"] as const) {
    await press(popup, section);
    await take(popup, `popup-room-${section.toLowerCase()}`, [380]);
  }
  await press(popup, "Back");
  await press(popup, "People");
  await sees(popup, "Bob Birch");
  await take(popup, "popup-people", [380]);
  await openRow(popup, "Bob Birch");
  await sees(popup, "bob@example.org");
  await take(popup, "popup-person", [380]);
  await press(popup, "Safety number");
  await take(popup, "popup-number", [380]);
  await press(popup, "Back");
  await press(popup, "What can Bob Birch do here, and why?");
  await take(popup, "popup-rights", [380]);
  await press(popup, "Back");
  await press(popup, "Back");
  for (const section of ["Invitations", "Groups"] as const) {
    await press(popup, section);
    await take(popup, `popup-${section.toLowerCase()}`, [380]);
    await press(popup, "Back");
  }
  await press(popup, "Pending");
  await take(popup, "popup-pending", [380]);
  await lookAtForms(popup, take);
}

async function lookAtForms(popup: Page, take: Take): Promise<void> {
  await choose(popup, "More", "Settings of the portal");
  await take(popup, "popup-settings", [380]);
  await press(popup, "Back");
  await press(popup, "Rooms");
  await press(popup, "New room");
  await take(popup, "popup-new-room", [380]);
  await press(popup, "Back");
  await openRow(popup, "Board");
  await press(popup, "Add people");
  await take(popup, "popup-add-people", [380]);
}

const openRow = (page: Page, text: string): Promise<void> =>
  page.locator(`::-p-xpath(//button[contains(., ${JSON.stringify(text)})])`).click();
