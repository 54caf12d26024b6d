import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, landedOn } from "../support/browsers.ts";
import { documentStands } from "../support/document-page.ts";
import { chooseFor, listHolds, pickFiles } from "../support/room-page.ts";
import { choose, fill, find, isThere, press, reload, sees } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";
import { takenOver } from "../support/taken-over.ts";

describe.each(BROWSERS)("rooms in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let file: string;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    file = join(await mkdtemp(join(tmpdir(), "strongroom-")), "Plan.pdf");
    await writeFile(file, "plan");
  });
  afterAll(() => home?.close());

  it("are found at the portal's address, and a new one opens at once", async () => {
    await takenOver(page, `${home.portal.url}/rooms`, "files.html");
    await sees(page, "No rooms yet");
    await press(page, "New room");
    await fill(page, "Title", "Contracts 2027");
    await press(page, "Create the room");
    await sees(page, "This room is empty");
  });

  it("hold files like the Private Room, and Back leads from a document to its room", async () => {
    await pickFiles(page, file);
    await listHolds(page, ["Plan.pdf"]);
    await choose(page, "New", "Document");
    await documentStands(page);
    expect(await isThere(page, "control", "Share")).toBe(false);
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await listHolds(page, ["Plan.pdf", "New document.docx"]);
  });

  it("keep what is deleted in the trash, from where it comes back", async () => {
    await chooseFor(page, "Plan.pdf", "Delete");
    await press(page, "Move to the trash");
    await listHolds(page, ["New document.docx"]);
    await press(page, "Trash");
    await listHolds(page, ["Plan.pdf"]);
    await chooseFor(page, "Plan.pdf", "Restore");
    await sees(page, "The trash is empty");
    await press(page, "Rooms");
    await press(page, "Contracts 2027");
    await listHolds(page, ["New document.docx", "Plan.pdf"]);
  });

  it("say who is in them, and what was done", async () => {
    await press(page, "Members");
    await sees(page, "Alice Owner");
    await press(page, "Close");
    await press(page, "Info");
    await sees(page, "My safety number");
    await press(page, "Close");
  });

  it("go to the archive, where nothing can be changed, and come back", async () => {
    await press(page, "Rooms");
    await choose(page, "Actions for “Contracts 2027”", "Archive");
    await press(page, "Archive");
    await sees(page, "No rooms yet");
    await press(page, "Archive");
    await press(page, "Contracts 2027");
    await sees(page, "This room is archived");
    expect(await isThere(page, "control", "New")).toBe(false);
    await reload(page);
    await sees(page, "This room is archived");
    await press(page, "Archive");
    await choose(page, "Actions for “Contracts 2027”", "Restore");
    await sees(page, "The archive is empty");
  });

  it("leave the Private Room as it was, with Share for each file", async () => {
    await press(page, "Private Room");
    await sees(page, "Your Private Room is empty");
    await pickFiles(page, file);
    await listHolds(page, ["Plan.pdf"]);
    await chooseFor(page, "Plan.pdf", "Share");
    await sees(page, "Nobody but you has access.");
    await find(page, "control", "Cancel");
    await press(page, "Cancel");
  });
});
