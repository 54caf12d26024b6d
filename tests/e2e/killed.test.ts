import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUp, unlock } from "../support/at-browser.ts";
import { addressOf, BROWSERS, killBackground, launch, type TestBrowser } from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  pressKeys,
  save,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";
import { digestOf, downloadDigest, listHolds, openRow, pickFiles } from "../support/room-page.ts";
import { find, press, sees } from "../support/screen.ts";
import { until } from "../support/until.ts";

describe.each(BROWSERS)("what is killed in %s", (name) => {
  let server: LastingServer;
  let at: TestBrowser;
  let page: Page;
  let profile: string;
  let downloads: string;
  let file: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "strongroom-profile-"));
    downloads = await mkdtemp(join(tmpdir(), "strongroom-downloads-"));
    file = join(await mkdtemp(join(tmpdir(), "strongroom-")), "long.bin");
    await writeFile(file, randomBytes(60 * 1024 * 1024));
    server = await startLastingServer();
    at = await launch(name, { profile, downloads });
    ({ page } = await setUp(at, server));
  });
  afterAll(async () => {
    await at?.close().catch(() => {});
    await server?.kill();
  });

  const isUnderWay = () =>
    until("an upload under way", () =>
      page.evaluate(
        () => (document.querySelector<HTMLProgressElement>(".transfer progress")?.value ?? 0) > 0,
      ),
    );

  it("the Worker in the middle of an upload: it goes on with the new one, and the bytes are the same", async () => {
    await pickFiles(page, file);
    await isUnderWay();
    await server.kill();
    await server.start();
    await find(page, "row", "long.bin");
    const digest = await downloadDigest({ at, downloads, page }, "long.bin");
    expect(digest).toBe(digestOf(await readFile(file)));
  });

  it("the Worker while a document is open: its work is kept and saved to the new one", async () => {
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

  it.runIf(name === "chrome")(
    "the background, between any two steps: the document goes on without it",
    async () => {
      await killBackground(at);
      await type(page, "Without background.");
      await killBackground(at).catch(() => {});
      await save(page);
      const address = await addressOf(page);
      await page.evaluate(() => location.reload());
      await documentStands(page);
      await documentSays(page, "Without background.");
      expect(await addressOf(page)).toBe(address);
    },
  );

  it("the browser in the middle of an upload and of a sentence: the list is whole, the sentence is offered", async () => {
    const address = await addressOf(page);
    await server.kill(); // so that the sentence cannot have been saved
    await type(page, "Never sent.");
    await pressKeys(page, "Control", "s");
    await saveStateIs(page, "Not saved: offline");
    await server.start();
    const files = await at.browser.newPage();
    await files.goto(`${at.origin}/files.html#${encodeURIComponent(server.url)}/`).catch(() => {});
    await find(files, "row", "long.bin");
    at.browser.process()?.kill("SIGKILL");
    at = await launch(name, { profile, downloads });
    page = await at.browser.newPage();
    page.goto(address).catch(() => {});
    await unlock(page);
    await sees(page, "Unsaved work of");
    await press(page, "Restore");
    await documentStands(page);
    await documentSays(page, "Never sent.");
    await saveStateIs(page, "Saved at");
    await press(page, "Back to files");
    await listHolds(page, ["long.bin", "New document.docx"]);
    await openRow(page, "New document.docx");
    await documentSays(page, "Never sent.");
  });
});
