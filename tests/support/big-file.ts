import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { residentBytes } from "../bench/process-tree.ts";
import { setUp } from "./at-browser.ts";
import { bothOrNone } from "./both-or-none.ts";
import { type BrowserName, launch, type TestBrowser } from "./browsers.ts";
import { type LastingServer, startLastingServer } from "./lasting-server.ts";
import { chooseFor, pickFiles } from "./room-page.ts";
import { isThere } from "./screen.ts";
import { until } from "./until.ts";

/** One large file through the files page and the real Worker, up and down again, with an eye on memory. */

const NAME = "big.bin";
const SLICE_BYTES = 8 * 2 ** 20;
const MARK_EVERY_BYTES = 5 * 2 ** 20;
/** What even a busy machine gets through. */
const SLOWEST_BYTES_PER_MS = 2_000;
const SAMPLE_MS = 250;

export interface Trip {
  readonly sent: string;
  readonly received: string;
  readonly upMs: number;
  readonly downMs: number;
  /** The most memory in RAM meanwhile, less what there was before. */
  readonly growthBytes: {
    readonly browserUp: number;
    readonly browserDown: number;
    readonly portal: number;
  };
}

export async function carryBigFile(name: BrowserName, sizeBytes: number): Promise<Trip> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-big-"));
  const downloads = join(folder, "downloads");
  await mkdir(downloads);
  const [server, at] = await bothOrNone(startLastingServer(), launch(name, { downloads }));
  try {
    const { page } = await setUp(at, server);
    const source = join(folder, NAME);
    await writeSparse(source, sizeBytes);
    return await carry({ server, at, page, downloads, source, sizeBytes });
  } finally {
    await at.close();
    await server.kill();
    await rm(folder, { recursive: true });
    await rm(join(server.data, ".."), { recursive: true });
  }
}

interface Journey {
  readonly server: LastingServer;
  readonly at: TestBrowser;
  readonly page: Page;
  readonly downloads: string;
  readonly source: string;
  readonly sizeBytes: number;
}

async function carry(journey: Journey): Promise<Trip> {
  const { server, at, page, source, sizeBytes } = journey;
  const patienceMs = 60_000 + sizeBytes / SLOWEST_BYTES_PER_MS;
  const browserPid = at.browser.process()?.pid ?? 0;
  const up = watchMemory(browserPid);
  const portal = watchMemory(server.pid());
  const startMs = Date.now();
  await pickFiles(page, source);
  await until("the uploaded file", () => isThere(page, "row", NAME), patienceMs);
  const upMs = Date.now() - startMs;
  const browserUp = up.end();
  const down = watchMemory(browserPid);
  const { received, downMs } = await download(journey, patienceMs);
  const growthBytes = { browserUp, browserDown: down.end(), portal: portal.end() };
  return { sent: await digestOfFile(source), received, upMs, downMs, growthBytes };
}

/** As without a save dialog to stream into: the file goes through the browser's own disk into the folder of downloads. */
async function download({ page, downloads, sizeBytes }: Journey, patienceMs: number) {
  await page.evaluate(() => Object.assign(globalThis, { showSaveFilePicker: undefined }));
  const startMs = Date.now();
  await chooseFor(page, NAME, "Download");
  const path = join(downloads, NAME);
  await until("the downloaded file", async () => (await stat(path)).size === sizeBytes, patienceMs);
  return { received: await digestOfFile(path), downMs: Date.now() - startMs };
}

/** A file of holes that takes no room on the disk, with a mark in every few MiB, so that no two pieces can be mistaken for each other. */
async function writeSparse(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, "w");
  for (let at = 0; at + 1024 <= sizeBytes; at += MARK_EVERY_BYTES)
    await file.write(randomBytes(1024), 0, 1024, at);
  await file.truncate(sizeBytes);
  await file.close();
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path);
  for await (const piece of file.createReadStream({ highWaterMark: SLICE_BYTES }))
    hash.update(piece as Buffer);
  return hash.digest("hex");
}

function watchMemory(pid: number): { end(): number } {
  const before = residentBytes(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, SAMPLE_MS);
  return {
    end() {
      clearInterval(timer);
      return most - before;
    },
  };
}
