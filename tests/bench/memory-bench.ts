import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import type { BrowserName, Figure } from "./figure.ts";
import { keepParts } from "./kept-parts.ts";
import { openLab } from "./lab.ts";
import { residentBytes } from "./process-tree.ts";

const SAMPLE_MS = 100;
const GOAL_MB = 100;

/** How much a whole browser grows while a file on disk is sealed, sent, fetched back and opened. */
export async function benchMemory(browser: BrowserName, sizeBytes: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-bench-"));
  const lab = await openLab(browser, keepParts(join(folder, "parts")));
  try {
    const file = join(folder, "content");
    await writeContent(file, sizeBytes);
    const growth = await growthDuring(lab.pid, () => lab.run("memory", {}, file));
    const what = `${sizeBytes / 2 ** 20} MiB sealed, sent, fetched, opened: growth of the browser`;
    return [{ area: "Memory", what, browser, value: growth / 1e6, unit: "MB", goal: { atMost: GOAL_MB } }];
  } finally {
    await lab.close();
    await rm(folder, { recursive: true });
  }
}

/** The same random part again and again: what the worker compares with. */
async function writeContent(path: string, sizeBytes: number): Promise<void> {
  const part = randomBytes(PART_CONTENT_SIZE_BYTES);
  const file = await open(path, "w");
  for (let offset = 0; offset < sizeBytes; offset += part.length)
    await file.write(part, 0, Math.min(part.length, sizeBytes - offset));
  await file.close();
}

/** The most memory in RAM while `work` runs, less what there was before, in bytes. */
async function growthDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = residentBytes(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most - before;
}
