import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import type { BrowserName, Figure } from "./figure.ts";
import type { MemoryTask } from "./in-browser/memory.worker.ts";
import { keepParts } from "./kept-parts.ts";
import { inLab } from "./lab.ts";
import { residentBytes } from "./process-tree.ts";

const SAMPLE_MS = 100;
const GOAL_MB = 100;
/** What a browser loads once, and starts beside its first page, is not growth. */
const WARM_UP_BYTES = 2 * PART_CONTENT_SIZE_BYTES;
const SETTLED_BYTES = 2_000_000;
const SETTLING_STEP_MS = 2000;
const STILL_STEPS = 5;
const SETTLING_STEPS_MAX = 20;

/** How much a whole browser grows while a file is sealed, sent, fetched back and opened. */
export async function benchMemory(browser: BrowserName, sizeBytes: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "strongroom-bench-"));
  try {
    const growth = await inLab(
      browser,
      async ({ pid, run }) => {
        const work = (size: number) => run<MemoryTask, number>("memory", { sizeBytes: size });
        await work(WARM_UP_BYTES);
        await settled(pid);
        return growthDuring(pid, () => work(sizeBytes));
      },
      keepParts(join(folder, "parts")),
    );
    const what = `${sizeBytes / 2 ** 20} MiB sealed, sent, fetched, opened: growth of the browser`;
    return [{ area: "Memory", what, browser, value: growth / 1e6, unit: "MB", goal: { atMost: GOAL_MB } }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Waits until memory has stood still for a while: browsers start spare processes long after their first page. */
async function settled(pid: number): Promise<void> {
  let last = residentBytes(pid);
  for (let step = 0, still = 0; step < SETTLING_STEPS_MAX && still < STILL_STEPS; step++) {
    await wait(SETTLING_STEP_MS);
    const now = residentBytes(pid);
    still = Math.abs(now - last) < SETTLED_BYTES ? still + 1 : 0;
    last = now;
  }
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
