import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, landedOn } from "../support/browsers.ts";
import { documentStands } from "../support/document-page.ts";
import { drop } from "../support/drop.ts";
import {
  chooseFor,
  digestOf,
  downloadDigest,
  listHolds,
  nameRow,
  openRow,
  pickFiles,
  pickFolder,
  rename,
} from "../support/room-page.ts";
import { choose, find, press, reload, sees, waitForElement } from "../support/screen.ts";
import { type AliceAtHome, openHome } from "../support/story-world.ts";

describe.each(BROWSERS)("the Private Room in %s", (name) => {
  let home: AliceAtHome;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    home = await openHome(name);
    page = home.page;
    folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    await mkdir(join(folder, "Letters", "Old"), { recursive: true });
    await writeFile(join(folder, "photo.png"), randomBytes(700_000));
    await writeFile(join(folder, "Letters", "one.txt"), "one");
    await writeFile(join(folder, "Letters", "Old", "two.txt"), "two");
    await writeFile(join(folder, "dropped.pdf"), randomBytes(1000));
  });
  afterAll(() => home?.close());

  it("makes a document, which opens, and on the way back it is in the list", async () => {
    await sees(page, "Your Private Room is empty");
    await choose(page, "New", "Document");
    await documentStands(page);
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await listHolds(page, ["New document.docx"]);
  });

  it.each([
    ["Spreadsheet", "New spreadsheet.xlsx", "Budget.xlsx"],
    ["Presentation", "New presentation.pptx", "Talk.pptx"],
  ])("makes a %s, which opens, and takes another name in the list", async (kind, made, called) => {
    await choose(page, "New", kind);
    await landedOn(page, "editor.html");
    await waitForElement(page, "[data-testid=editor-page]");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await rename(page, made, called);
    await find(page, "row", called);
  });

  it("makes a folder, and asks for its name in place", async () => {
    await choose(page, "New", "Folder");
    await nameRow(page, "Work");
    await listHolds(page, ["New document.docx", "Budget.xlsx", "Talk.pptx", "Work"]);
  });

  it("uploads by the button, with progress, and lists size, time and person", async () => {
    await pickFiles(page, join(folder, "photo.png"));
    await sees(page, "1 file finished");
    const row = await find(page, "row", "photo.png");
    const cells = await row.evaluate((each) => (each as HTMLElement).innerText);
    expect(cells).toMatch(/700 kB/);
    expect(cells).toContain("Alice Owner");
  });

  it("gives the same bytes back on download", async () => {
    const digest = await downloadDigest(home, "photo.png");
    expect(digest).toBe(digestOf(await readFile(join(folder, "photo.png"))));
  });

  it("uploads a whole folder with what is in it", async () => {
    await pickFolder(home.at, page, join(folder, "Letters"));
    await find(page, "row", "Letters");
    await openRow(page, "Letters");
    await listHolds(page, ["Old", "one.txt"]);
    await openRow(page, "Old");
    await listHolds(page, ["two.txt"]);
    await press(page, "Private Room");
    await find(page, "row", "Letters");
  });

  it("takes what is dropped on it", async () => {
    await drop(home.at, page, join(folder, "dropped.pdf"));
    await find(page, "row", "dropped.pdf");
  });

  it("never overwrites: it asks and keeps both", async () => {
    await pickFiles(page, join(folder, "dropped.pdf"));
    await sees(page, "This name is taken");
    await press(page, "Keep both");
    await find(page, "row", "dropped (2).pdf");
    await press(page, "Close"); // the panel of transfers, which may stand before the rows
  });

  it("renames", async () => {
    await rename(page, "dropped (2).pdf", "Contract.pdf");
    await sees(page, "Renamed to “Contract.pdf”.");
    await find(page, "row", "Contract.pdf");
  });

  it("moves into a folder", async () => {
    await chooseFor(page, "Contract.pdf", "Move to…");
    await press(page, "Work");
    await press(page, "Move here");
    await sees(page, "1 item moved.");
    await openRow(page, "Work");
    await listHolds(page, ["Contract.pdf"]);
  });

  it("deletes only after saying that it is final", async () => {
    await chooseFor(page, "Contract.pdf", "Delete");
    await sees(page, "This cannot be undone.");
    await press(page, "Cancel");
    await listHolds(page, ["Contract.pdf"]);
    await chooseFor(page, "Contract.pdf", "Delete");
    await press(page, "Delete for good");
    await sees(page, "This folder is empty");
  });

  it("has it all after a reload", async () => {
    await press(page, "Private Room");
    await reload(page);
    await listHolds(page, [
      ...["New document.docx", "Budget.xlsx", "Talk.pptx", "Work"],
      ...["photo.png", "Letters", "dropped.pdf"],
    ]);
  });
});
