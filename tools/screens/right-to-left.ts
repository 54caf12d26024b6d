import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { loadLocale } from "../../extension/ui/strings/load-locale.ts";
import { type BrowserName, landedOn, openPage } from "../../tests/support/browsers.ts";
import { documentStands } from "../../tests/support/document-page.ts";
import {
  anew,
  joinByLink,
  makeLink,
  openWalk,
  pressRow,
  type RightsWalk,
} from "../../tests/support/rights-walk.ts";
import { listHolds, openRow, pickFiles } from "../../tests/support/room-page.ts";
import { fill, find, press, reload, sees, waitForElement } from "../../tests/support/screen.ts";
import type { Take } from "./capture.ts";
import { letterPdf, termsDocx } from "./papers.ts";

/** The pages in Arabic, from right to left, with names of both directions in them. */

const { strings } = await loadLocale("ar");
const { actions, people, rail, rooms, files, ownAccount } = strings;
const NARROW_AND_WIDE = [380, 1024];
const LEASE = "عقد الإيجار 2027.docx";

export async function lookFromTheRight(name: BrowserName, take: Take): Promise<void> {
  const walk = await openWalk(name);
  try {
    await fillPortal(walk);
    await lookAtOptions(walk, take);
    await lookAtFiles(walk, take);
    await lookAtPopup(walk, take);
    await lookAtWelcome(walk, take);
  } finally {
    await walk.close();
  }
}

/** In English, before the language is chosen. */
async function fillPortal(walk: RightsWalk): Promise<void> {
  const { page, popup } = walk;
  await page.bringToFront();
  const folder = await mkdtemp(join(tmpdir(), "strongroom-screens-"));
  const papers = { [LEASE]: termsDocx(), "Signed copy (2).pdf": letterPdf() };
  for (const [paper, bytes] of Object.entries(papers)) await writeFile(join(folder, paper), bytes);
  await pickFiles(page, ...Object.keys(papers).map((paper) => join(folder, paper)));
  await listHolds(page, Object.keys(papers));
  await press(page, "Close");
  await popup.bringToFront();
  await anew(popup);
  await press(popup, "New room");
  await fill(popup, "Title", "مجلس الإدارة 2027");
  await press(popup, "Create the room");
  await press(popup, "Invitations");
  await press(popup, "Invite by link");
  await joinByLink(walk, await makeLink(popup, "User"), "Layla");
  await anew(popup, "People");
  await press(popup, "Invitations");
  await press(popup, "Invite by link");
  await joinByLink(walk, await makeLink(popup, "DocSpace admin"), "Dora");
}

async function lookAtOptions({ at }: RightsWalk, take: Take): Promise<void> {
  const page = await openPage(at, "options.html");
  await page.waitForSelector("[data-testid=settings]");
  await page.select(".settings:nth-of-type(6) select", "ar");
  await page.waitForSelector("html[dir=rtl]");
  await take(page, "rtl-options", NARROW_AND_WIDE);
  await press(page, ownAccount.devicesShow);
  await sees(page, ownAccount.devicesAlone);
  await take(page, "rtl-devices", NARROW_AND_WIDE);
  await page.close();
}

async function lookAtFiles({ page }: RightsWalk, take: Take): Promise<void> {
  await page.bringToFront();
  await reload(page);
  await listHolds(page, [LEASE, "Signed copy (2).pdf"]);
  await take(page, "rtl-files", NARROW_AND_WIDE);
  await press(page, plain(files.rowMenu(LEASE)));
  await take(page, "rtl-files-menu", [1024]);
  await press(page, actions.share);
  await sees(page, rooms.share.people);
  await take(page, "rtl-share", NARROW_AND_WIDE);
  await press(page, actions.cancel);
  await press(page, plain(files.rowMenu(LEASE)));
  await press(page, actions.delete);
  await take(page, "rtl-delete", NARROW_AND_WIDE);
  await press(page, actions.cancel);
  await openRow(page, LEASE);
  await documentStands(page);
  await take(page, "rtl-editor", NARROW_AND_WIDE);
  await press(page, strings.editor.menu);
  await take(page, "rtl-editor-menu", [1024]);
  await page.keyboard.press("Escape");
  await press(page, strings.editor.backToFiles);
  await landedOn(page, "files.html");
  await press(page, rail.rooms);
  await sees(page, "مجلس الإدارة 2027");
  await take(page, "rtl-rooms", NARROW_AND_WIDE);
  await press(page, "مجلس الإدارة 2027");
  await press(page, rooms.room.members);
  await sees(page, "Layla");
  await take(page, "rtl-room", NARROW_AND_WIDE);
}

async function lookAtPopup({ popup }: RightsWalk, take: Take): Promise<void> {
  await popup.bringToFront();
  await reload(popup);
  await find(popup, "field", people.rooms.which);
  await take(popup, "rtl-popup", NARROW_AND_WIDE);
  await pressRow(popup, "مجلس الإدارة 2027");
  await sees(popup, "Layla");
  for (const section of ["members", "invitations", "history", "more"] as const) {
    await press(popup, people.sections[section]);
    await take(popup, `rtl-popup-${section}`, [380]);
  }
  await pressRow(popup, people.room.archive);
  await sees(popup, people.room.archiveTitle);
  await take(popup, "rtl-popup-question", [380]);
  await press(popup, actions.cancel);
  await press(popup, actions.back);
  await press(popup, people.tabs.people);
  await sees(popup, "Dora");
  await take(popup, "rtl-popup-people", NARROW_AND_WIDE);
  await pressRow(popup, "Dora");
  await sees(popup, plain(people.rights.title("Dora")));
  await take(popup, "rtl-popup-person", [380]);
  await pressRow(popup, people.safety.title);
  await take(popup, "rtl-popup-number", [380]);
  await press(popup, actions.back);
  await press(popup, actions.back);
  await press(popup, people.invitations.title);
  await waitForElement(popup, "[data-testid=invitation]");
  await take(popup, "rtl-popup-links", [380]);
}

async function lookAtWelcome({ at, portal }: RightsWalk, take: Take): Promise<void> {
  const page: Page = await at.browser.newPage();
  const parts = new URLSearchParams({ origin: portal.url.replace("127.0.0.1", "localhost") });
  page.goto(`${at.origin}/welcome.html#${parts}`).catch(() => undefined);
  await landedOn(page, "welcome.html");
  await page.waitForSelector("[data-testid=connect]");
  await take(page, "rtl-welcome", NARROW_AND_WIDE);
  await page.close();
}

/** As `tests/support/screen.ts` reads it: without the marks that isolate a name. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");
