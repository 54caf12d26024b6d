import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { bothOrNone } from "../support/both-or-none.ts";
import { addressOf, goTo, landedOn, launch, openPage, type TestBrowser } from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  save,
  saveState,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { openToolbarPopup } from "../support/popup.ts";
import { chooseFor, listHolds, openRow } from "../support/room-page.ts";
import { choose, fill, find, press, reload, sees, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { joinAsBob, PATIENCE_MS } from "../support/two-at-once.ts";
import { until } from "../support/until.ts";

const DOCUMENT = "New document.docx";
const OPEN_DOCUMENT = "New document (2).docx";

describe("alice in Chromium and bob in Firefox", () => {
  let home: AliceAtHome;
  let bobAt: TestBrowser;
  let alice: Page;
  let bob: Page;
  beforeAll(async () => {
    [home, bobAt] = await bothOrNone(openHome("chrome"), launch("firefox"));
    alice = home.page;
  });
  afterAll(async () => {
    await bobAt?.close();
    await home?.close();
  });

  const openSharing = async () => {
    await alice.bringToFront();
    await chooseFor(alice, DOCUMENT, "Share");
    await sees(alice, "People with access");
  };

  it("meet by a link from the Share dialog", async () => {
    await newDocument(alice);
    await type(alice, "From alice.");
    await save(alice);
    await press(alice, "Back to files");
    await landedOn(alice, "files.html");
    await openSharing();
    await press(alice, "Invite by link");
    const field = await find(alice, "field", "Invitation link");
    const link = await field.evaluate((input) => (input as HTMLInputElement).value);
    await press(alice, "Cancel");
    bob = await bobAt.browser.newPage();
    await bob.goto(link);
    await (await openToolbarPopup(bobAt, bob)).press("Connect this portal");
    await landedOn(bob, "welcome.html");
    await joinAsBob(bob);
  });

  it("share a document, which bob reads and changes", async () => {
    await openSharing();
    await press(alice, "Add Bob");
    await press(alice, "Save");
    await sees(alice, "Access saved.", PATIENCE_MS);
    await press(bob, "Shared with me");
    await listHolds(bob, [DOCUMENT]);
    await openRow(bob, DOCUMENT);
    await documentStands(bob);
    await documentSays(bob, "From alice.");
    await type(bob, " And from bob.");
    await save(bob);
    await openRow(alice, DOCUMENT);
    await documentStands(alice);
    await documentSays(alice, "And from bob.");
    await press(alice, "Back to files");
    await landedOn(alice, "files.html");
  });

  it("stop sharing it: the open document closes, and a reload is refused", async () => {
    await openSharing();
    await (await find(alice, "field", "Access of Bob")).select("DenyAccess");
    await press(alice, "Save");
    await sees(alice, "Access saved.", PATIENCE_MS);
    await sees(bob, "Your access was taken away", PATIENCE_MS);
    await reload(bob);
    await sees(bob, "it is not for you");
  });

  it("share what alice has open in another tab, which goes on where it is now", async () => {
    await newDocument(alice);
    await type(alice, "Open.");
    await save(alice);
    const former = await alice.waitForSelector("[data-testid=editor-page] main");
    const list = await openPage(home.at, `files.html#${encodeURIComponent(home.portal.url)}/`);
    await chooseFor(list, OPEN_DOCUMENT, "Share");
    await press(list, "Add Bob");
    await press(list, "Save");
    await sees(list, "Access saved.", PATIENCE_MS);
    await list.close();
    // The page leaves the old place by itself, though nothing is typed
    await until(
      "the document to be opened anew",
      async () => !(await former?.evaluate((was) => was.isConnected)),
    );
    await documentStands(alice);
    await type(alice, " Goes on.");
    await until("something to be saved", async () => !(await saveState(alice)).startsWith("Saved"));
    await saveStateIs(alice, "Saved");
    await press(bob, "Back to files");
    await press(bob, "Shared with me");
    await listHolds(bob, [OPEN_DOCUMENT]);
    await openRow(bob, OPEN_DOCUMENT);
    await documentStands(bob);
    await documentSays(bob, "Open. Goes on.");
    await documentSays(alice, "Open. Goes on.");
    await press(alice, "Back to files");
    await landedOn(alice, "files.html");
  });

  it("have a room, made by alice with bob in it", async () => {
    await press(alice, "Rooms");
    await press(alice, "New room");
    await fill(alice, "Title", "Contracts");
    // The name and the address below it
    await press(alice, "Bobbob@example.org");
    await press(alice, "Create the room");
    await sees(alice, "This room is empty", PATIENCE_MS);
    bob = await openPage(bobAt, `files.html#${encodeURIComponent(home.portal.url)}/rooms`);
    await sees(bob, "Contracts", PATIENCE_MS);
    await press(bob, "Contracts");
    await sees(bob, "This room is empty");
  });

  it("have no Private Rooms while alice has them switched off", async () => {
    await turnPrivateRooms();
    await openPrivateRoom(bob, bobAt);
    await sees(bob, "The Private Room is switched off", PATIENCE_MS);
    await turnPrivateRooms();
    await openPrivateRoom(bob, bobAt);
    await find(bob, "control", "New");
  });

  async function turnPrivateRooms(): Promise<void> {
    const address = `popup.html#${new URLSearchParams({ origin: home.portal.url })}`;
    const page = await openPage(home.at, address);
    await choose(page, "More", "Settings of the portal");
    // Until it is known who asks, nothing can be changed
    await waitForElement(page, ".popup-form .checkbox input:not(:disabled)");
    await press(page, "Private Room");
    await press(page, "Save");
    await sees(page, "Saved.", PATIENCE_MS);
    await page.close();
  }

  async function openPrivateRoom(page: Page, at: TestBrowser): Promise<void> {
    const address = `${at.origin}/files.html#${encodeURIComponent(home.portal.url)}/`;
    if ((await addressOf(page)) !== address) await goTo(at, page, address);
    await reload(page);
  }
});
