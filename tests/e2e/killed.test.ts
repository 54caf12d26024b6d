import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUp, unlock } from "../support/at-browser.ts";
import { bothOrNone } from "../support/both-or-none.ts";
import {
  addressOf,
  BROWSERS,
  goTo,
  killBrowser,
  landedOn,
  launch,
  openPage,
  type TestBrowser,
} from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  pressKeys,
  save,
  saveState,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";
import { type Line, type LineRequest, openLine } from "../support/line.ts";
import { digestOf, downloadDigest, listHolds, pickFiles } from "../support/room-page.ts";
import { isThere, press } from "../support/screen.ts";
import { until } from "../support/until.ts";

const PART_COUNT = 4;
const LENGTH_BYTES = PART_COUNT * 8 * 1024 * 1024 - 1000;

/** The number of the part that a request brings; -1 for all other requests. */
const partIn = ({ method, path }: LineRequest): number =>
  method === "PUT" ? Number(/\/parts\/(\d+)$/.exec(path)?.[1] ?? -1) : -1;

const isEntry = ({ method, path }: LineRequest): boolean => method === "POST" && path.endsWith("/log");

describe.each(BROWSERS)("what is killed in %s", (name) => {
  let server: LastingServer;
  let line: Line;
  let at: TestBrowser;
  let page: Page;
  let profile: string;
  let downloads: string;
  let folder: string;
  /** Where the document is. */
  let address: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "strongroom-profile-"));
    downloads = await mkdtemp(join(tmpdir(), "strongroom-downloads-"));
    folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    for (const file of ["long.bin", "other.bin"])
      await writeFile(join(folder, file), randomBytes(LENGTH_BYTES));
    [server, at] = await bothOrNone(startLastingServer(), launch(name, { profile, downloads }));
    line = await openLine(server.url);
    ({ page } = await setUp(at, { url: line.url, setupToken: server.setupToken }));
  });
  afterAll(async () => {
    await at?.close();
    await line?.close();
    await server?.kill();
  });

  const digestOfOwn = async (file: string) => digestOf(await readFile(join(folder, file)));

  /** The browser after a crash, where the document is. */
  async function startAgain(): Promise<void> {
    at = await launch(name, { profile, downloads });
    page = await at.browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.goto(address).catch(() => {});
    await unlock(page);
  }

  it("the Worker in the middle of an upload: it goes on with the new one where it stopped", async () => {
    const before = line.requests.length;
    let isKilled = false;
    const letGo = line.play(async (request) => {
      if (!isKilled && partIn(request) === 2) {
        isKilled = true;
        await server.kill();
      }
      return false;
    });
    await pickFiles(page, join(folder, "long.bin"));
    await until("the end of the Worker", async () => isKilled);
    expect(await page.evaluate(() => document.querySelector(".transfer progress") !== null)).toBe(true);
    expect(await isThere(page, "row", "long.bin")).toBe(false);
    await server.start();
    await listHolds(page, ["long.bin"]);
    letGo();
    const parts = line.requests
      .slice(before)
      .map(partIn)
      .filter((part) => part >= 0);
    expect(new Set(parts).size).toBe(PART_COUNT);
    // Only what was on its way, two at a time, is sent anew
    const sentAgain = new Set(parts.filter((part, index) => parts.indexOf(part) !== index));
    expect(sentAgain.size).toBeLessThanOrEqual(2);
    expect(await downloadDigest({ at, downloads, page }, "long.bin")).toBe(await digestOfOwn("long.bin"));
  });

  it("the Worker while a document is open: it says so, keeps the work and saves it to the new one", async () => {
    await newDocument(page);
    await type(page, "Before.");
    await save(page);
    await server.kill();
    await type(page, "Meanwhile.");
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Not saved: offline");
    await server.start();
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Saved at");
  });

  it("the browser in the middle of an upload and of a save: no half file, the sentence is there", async () => {
    address = await addressOf(page);
    const files = await openPage(at, `files.html#${encodeURIComponent(line.url)}/`);
    await listHolds(files, ["long.bin", "New document.docx"]);
    let hasStopped = false;
    let isSaving = false;
    const letGo = line.play((request) => {
      hasStopped ||= partIn(request) >= 2;
      isSaving ||= isEntry(request);
      return partIn(request) >= 2 || isEntry(request); // never answered
    });
    await pickFiles(files, join(folder, "other.bin"));
    await until("an upload half-way", async () => hasStopped);
    expect(await sealedUploads(files)).toBe(1);
    await type(page, "Never sent.");
    await pressKeys(page, "Control", "s");
    await until("a save under way", async () => isSaving);
    await killBrowser(at);
    letGo();
    await startAgain();
    await documentStands(page);
    await documentSays(page, "Never sent.");
    // The held entry went out after all: the version that it made is known as this document's own, or another one is saved
    await until("a save", async () => (await saveState(page)).startsWith("Saved"));
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await listHolds(page, ["long.bin", "New document.docx"]);
  });

  /** How many uploads have sealed parts on this browser's disk. */
  const sealedUploads = (shown: Page): Promise<number> =>
    shown.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle("sealed-parts", { create: true });
      let count = 0;
      for await (const _ of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) count++;
      return count;
    });

  it("what the killed browser left of the upload is wiped, and the file can be uploaded again", async () => {
    await until("an empty disk", async () => (await sealedUploads(page)) === 0);
    await pickFiles(page, join(folder, "other.bin"));
    await listHolds(page, ["long.bin", "New document.docx", "other.bin"]);
    expect(await downloadDigest({ at, downloads, page }, "other.bin")).toBe(await digestOfOwn("other.bin"));
  });

  it("the browser between the portal's answer and hearing it: the sentence is there, and nothing is asked", async () => {
    await goTo(at, page, address);
    await documentStands(page);
    let isTaken = false;
    const letGo = line.play(async (request) => {
      if (!isEntry(request)) return false;
      await sendOn(request);
      isTaken = true;
      return true; // and the answer is lost
    });
    await type(page, "Sent, but who knows.");
    await pressKeys(page, "Control", "s");
    await until("an entry that the portal has", async () => isTaken);
    await killBrowser(at);
    letGo();
    await startAgain();
    await documentStands(page);
    await documentSays(page, "Sent, but who knows.");
  });

  async function sendOn({ method, path, headers, body }: LineRequest): Promise<void> {
    const { authorization = "", "content-type": type = "" } = headers as Record<string, string>;
    const reply = await fetch(server.url + path, {
      method,
      headers: { authorization, "content-type": type },
      body: new Uint8Array(body),
    });
    expect(reply.ok).toBe(true);
  }
});
