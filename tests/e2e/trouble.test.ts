import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { errorsEn } from "../../extension/ui/strings/errors/en.ts";
import { setUp } from "../support/at-browser.ts";
import { BROWSERS, landedOn, launch, type TestBrowser } from "../support/browsers.ts";
import {
  documentSays,
  documentStands,
  newDocument,
  pressKeys,
  save,
  saveStateIs,
  type,
} from "../support/document-page.ts";
import { breakBucket, lockDatabase, type Mend, refuseEntries } from "../support/failing-storage.ts";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";
import {
  digestOf,
  downloadDigest,
  listHolds,
  namesIn,
  openRow,
  pickFiles,
  rename,
} from "../support/room-page.ts";
import { find, isThere, press, reload, sees } from "../support/screen.ts";
import { until } from "../support/until.ts";

/** The portal's own storage fails in the middle: its database refuses, or the disk of its bucket. */

/** The Worker gives a bucket that says nothing fifteen seconds, the browser waits as long between two tries. */
const BUCKET_PATIENCE_MS = 30_000;

/** Runs in the page. */
const isUnderWay = (): boolean =>
  (document.querySelector<HTMLProgressElement>(".transfer progress")?.value ?? 0) > 0;

const REFUSED = errorsEn.STORAGE_FAILED.what;

describe.each(BROWSERS)("a portal whose storage fails, in %s", (name) => {
  let server: LastingServer;
  let at: TestBrowser;
  let page: Page;
  let downloads: string;
  let folder: string;
  let mend: Mend | null = null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "strongroom-"));
    downloads = await mkdtemp(join(tmpdir(), "strongroom-downloads-"));
    server = await startLastingServer();
    at = await launch(name, { downloads });
    ({ page } = await setUp(at, server));
    await pickFiles(page, await newFile("plan.bin", 1000));
    await find(page, "row", "plan.bin");
    await press(page, "Close"); // the panel of transfers
  });
  afterEach(() => mended());
  afterAll(async () => {
    await at?.close();
    await server?.kill();
  });

  const mended = async () => {
    await mend?.();
    mend = null;
  };

  async function newFile(called: string, sizeBytes: number): Promise<string> {
    const path = join(folder, called);
    await writeFile(path, randomBytes(sizeBytes));
    return path;
  }

  describe.each([
    ["is locked by somebody else", lockDatabase],
    ["has an error of its own", refuseEntries],
  ] as const)("while its database %s", (_, fail) => {
    it("does not rename, says so, keeps the list in sight, and renames when it is tried again", async () => {
      const before = await namesIn(page);
      mend = await fail(server);
      await rename(page, "plan.bin", "renamed.bin");
      await sees(page, REFUSED);
      expect(await namesIn(page)).toEqual(before);
      await mended();
      await rename(page, "plan.bin", "renamed.bin");
      await find(page, "row", "renamed.bin");
      await rename(page, "renamed.bin", "plan.bin");
      await find(page, "row", "plan.bin");
    });

    it("does not save a document, says why, and saves all of it afterwards", async () => {
      await newDocument(page);
      await type(page, "Before.");
      await save(page);
      mend = await fail(server);
      await type(page, "During.");
      await pressKeys(page, "Control", "s");
      await saveStateIs(page, "Not saved: try again");
      await sees(page, REFUSED);
      await type(page, "Still typing.");
      await mended();
      await pressKeys(page, "Control", "s");
      await saveStateIs(page, "Saved at");
      await reload(page);
      await documentStands(page);
      await documentSays(page, "Before.During.Still typing.");
      await press(page, "Back to files");
      await landedOn(page, "files.html");
      await find(page, "row", "plan.bin");
    });
  });

  it("whose bucket breaks in the middle of an upload says so, and goes on where it was when it is whole again", async () => {
    const file = await newFile("long.bin", 60 * 1024 * 1024);
    const before = await namesIn(page);
    await pickFiles(page, file);
    await until("an upload under way", () => page.evaluate(isUnderWay));
    mend = await breakBucket(server);
    await sees(page, REFUSED, BUCKET_PATIENCE_MS);
    expect(await namesIn(page)).toEqual(before);
    await mended();
    await until("the whole file", () => isThere(page, "row", "long.bin"), 2 * BUCKET_PATIENCE_MS);
    expect(await downloadDigest({ at, downloads, page }, "long.bin")).toBe(digestOf(await readFile(file)));
  }, 120_000);

  it("whose bucket is broken lists nothing of an upload that is cancelled meanwhile", async () => {
    const before = await namesIn(page);
    mend = await breakBucket(server);
    await pickFiles(page, await newFile("cancelled.bin", 20 * 1024 * 1024));
    await press(page, "Cancel “cancelled.bin”");
    await sees(page, "Cancelled");
    await mended();
    await reload(page);
    await find(page, "control", "New");
    await listHolds(page, before);
  });

  it("whose bucket cannot be read shows no document, says why, and opens it when it is whole again", async () => {
    await newDocument(page);
    await type(page, "Once upon a time.");
    await save(page);
    mend = await breakBucket(server);
    await reload(page);
    await sees(page, REFUSED);
    await mended();
    await press(page, "Try again");
    await documentStands(page);
    await documentSays(page, "Once upon a time.");
    await press(page, "Back to files");
    await landedOn(page, "files.html");
    await openRow(page, "New document.docx");
    await documentStands(page);
    await press(page, "Back to files");
    await landedOn(page, "files.html");
  });
});
