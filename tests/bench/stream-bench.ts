import { type BrowserName, type Figure, median, speedOf } from "./figure.ts";
import type { StreamTask, StreamTimes } from "./in-browser/speed.worker.ts";
import type { Lab } from "./lab.ts";
import { opensslSpeed } from "./openssl.ts";

const GOALS: Readonly<Record<BrowserName, number>> = { Chromium: 0.8, Firefox: 0.4 };
const ROUNDS = 7;

/** Speed of the product's stream in a dedicated worker, against openssl run right before and right after. */
export async function benchStream(lab: Lab, sizeBytes: number): Promise<Figure[]> {
  const before = await opensslSpeed();
  const times = await lab.run<StreamTask, StreamTimes>("speed", { sizeBytes, rounds: ROUNDS });
  const after = await opensslSpeed();
  const openssl = before === null || after === null ? null : (before + after) / 2;
  const figure = { area: "Stream", browser: lab.browser };
  const speeds = {
    "openssl, one core": openssl,
    "the browser's AES-GCM alone": speedOf(sizeBytes, median(times.plainMs)),
    seal: speedOf(sizeBytes, median(times.sealMs)),
    "seal, best round": speedOf(sizeBytes, Math.min(...times.sealMs)),
    open: speedOf(sizeBytes, median(times.openMs)),
    "open, best round": speedOf(sizeBytes, Math.min(...times.openMs)),
  };
  const goal = { atLeast: GOALS[lab.browser] };
  const ratio = (what: "seal" | "open"): Figure[] =>
    openssl === null ? [] : [{ ...figure, what, value: speeds[what] / openssl, unit: "of openssl", goal }];
  return [
    ...Object.entries(speeds).flatMap(([what, value]) =>
      value === null ? [] : [{ ...figure, what, value, unit: "MB/s" as const }],
    ),
    ...ratio("seal"),
    ...ratio("open"),
  ];
}
