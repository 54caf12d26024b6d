import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerNameAndEmail, choosePassphrase, readKit, typeAskedGroups } from "../support/at-browser.ts";
import { violationsOn } from "../support/axe.ts";
import { landedOn, openPage } from "../support/browsers.ts";
import { newDocument, save, type } from "../support/document-page.ts";
import { chooseFor, nameRow, openRow, pickFiles } from "../support/room-page.ts";
import { choose, errorCodeOn, fill, find, press, reload, sees, waitForElement } from "../support/screen.ts";
import { openPlace, type Place } from "../support/story-world.ts";

// One browser is enough: both draw the same elements in the same colours.
describe("every page and state, in both themes", () => {
  let place: Place;
  let page: Page;
  beforeAll(async () => {
    place = await openPlace("chrome");
    page = await place.at.browser.newPage();
  });
  afterAll(() => place?.close());

  const isFine = async (state: string, shown: Page = page) =>
    expect(await violationsOn(shown), state).toEqual([]);

  it("the portal's own page", async () => {
    await page.goto(`${place.portal.url}/private`);
    await isFine("the portal's page");
  });

  it("the steps of setup", async () => {
    const { url, setupToken } = place.portal;
    const address = `welcome.html#origin=${encodeURIComponent(url)}&setup=${setupToken}`;
    page.goto(`${place.at.origin}/${address}`).catch(() => {});
    await sees(page, "Connect this portal?");
    await isFine("connecting");
    await press(page, "Connect this portal");
    await sees(page, "What is your name?");
    await isFine("the name");
    await answerNameAndEmail(page);
    await isFine("the passphrase");
    await choosePassphrase(page);
    await isFine("the kit");
    const kit = await readKit(page);
    await press(page, "I have it in a safe place");
    await press(page, "Continue");
    await typeAskedGroups(page, () => "0000");
    await press(page, "Check");
    await sees(page, "This is not the group in your kit.");
    await isFine("the proof");
    await typeAskedGroups(page, (position) => kit[position - 1] ?? "");
    await press(page, "Check");
    await sees(page, "Your Private Room is ready");
    await isFine("the end of setup");
    await press(page, "Open my Private Room");
    await landedOn(page, "files.html");
    await sees(page, "Your Private Room is empty");
    await isFine("the empty room");
  });

  it("the list with its menus, dialogs and panels", async () => {
    const folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    await writeFile(join(folder, "broken.docx"), "no document");
    await pickFiles(page, join(folder, "broken.docx"));
    await sees(page, "1 file finished");
    await choose(page, "New", "Folder");
    await nameRow(page, "Work");
    await find(page, "row", "Work");
    await isFine("the list");
    await press(page, "Actions for “broken.docx”");
    await isFine("the menu of a row");
    await press(page, "Info");
    await sees(page, "Versions");
    await isFine("the panel about a file");
    await reload(page); // without the panels, which stand before the rows
    await find(page, "row", "broken.docx");
    await chooseFor(page, "broken.docx", "Rename");
    await waitForElement(page, ".name-input");
    await isFine("renaming");
    await page.keyboard.press("Escape");
    await chooseFor(page, "broken.docx", "Move to…");
    await sees(page, "Move 1 item");
    await isFine("the dialog for moving");
    await press(page, "Cancel");
    await chooseFor(page, "broken.docx", "Delete");
    await isFine("the question before deleting");
    await press(page, "Cancel");
    await page.keyboard.press("?");
    await sees(page, "Keyboard shortcuts");
    await isFine("the shortcuts");
    await page.keyboard.press("Escape");
    place.line.cut();
    await reload(page);
    await waitForElement(page, "[data-testid=offline]");
    await isFine("the list while offline");
    place.line.mend();
    await reload(page);
    await find(page, "row", "Work");
  });

  it("documents: open, not openable, none for it", async () => {
    await openRow(page, "broken.docx");
    expect(await errorCodeOn(page)).toBe("DOCUMENT_NOT_PACKAGE");
    await isFine("a broken document");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await newDocument(page);
    await type(page, "Text.");
    await save(page);
    await isFine("a document");
    await press(page, "More actions for this document");
    await isFine("the document's menu");
    await page.keyboard.press("Escape");
    place.line.cut();
    await type(page, "More.");
    await sees(page, "Not saved: offline");
    await isFine("a document while offline");
    place.line.mend();
  });

  it("versions, and the question before one is restored", async () => {
    await choose(page, "More actions for this document", "Version history");
    await sees(page, "Version 1");
    await isFine("the versions of a document");
    await press(page, "Restore version 1");
    await sees(page, "Restore version 1?");
    await isFine("the question before restoring");
    await press(page, "Cancel");
    await press(page, "Close");
  });

  it("rooms with their trash, and the questions before what is deleted there", async () => {
    const { at, portal } = place;
    const rooms = await openPage(at, `files.html#${encodeURIComponent(portal.url)}/rooms`);
    await press(rooms, "New room");
    await isFine("a new room", rooms);
    await fill(rooms, "Title", "Contracts");
    await press(rooms, "Create the room");
    await sees(rooms, "This room is empty");
    await choose(rooms, "New", "Folder");
    await nameRow(rooms, "Old");
    await chooseFor(rooms, "Old", "Delete");
    await sees(rooms, "Move 1 item to the trash?");
    await isFine("the question before the trash", rooms);
    await press(rooms, "Move to the trash");
    await press(rooms, "Trash");
    await chooseFor(rooms, "Old", "Delete for good");
    await isFine("the question before deleting for good", rooms);
    await press(rooms, "Cancel");
    await press(rooms, "Empty the trash");
    await sees(rooms, "Empty the trash?");
    await isFine("the question before emptying the trash", rooms);
    await press(rooms, "Cancel");
    await press(rooms, "Rooms");
    await choose(rooms, "Actions for “Contracts”", "Archive");
    await sees(rooms, "Archive this room?");
    await isFine("the question before archiving", rooms);
    await press(rooms, "Archive");
    await press(rooms, "Archive");
    await choose(rooms, "Actions for “Contracts”", "Remove for good");
    await sees(rooms, "Remove “Contracts” for good?");
    await isFine("the question before removing a room", rooms);
    await rooms.close();
  });

  it("options, the popup, and the locked page", async () => {
    for (const path of ["options.html", "popup.html", "files.html#nonsense"]) {
      const shown = await openPage(place.at, path);
      await waitForElement(shown, "h1, h2");
      await isFine(path, shown);
      await shown.close();
    }
    await save(page);
    await press(page, "More actions for this document");
    await press(page, "Lock now");
    await sees(page, "Unlock Strongroom");
    await isFine("the locked page");
    await press(page, "Use the recovery kit");
    await isFine("the kit asked for");
  });
});
