import { type BrowserName, type Figure, median, speedOf } from "./figure.ts";
import type { StreamTask, StreamTimes } from "./in-browser/speed.worker.ts";
import type { Lab } from "./lab.ts";
import { opensslSpeed } from "./openssl.ts";

const GOALS: Readonly<Record<BrowserName, number>> = { Chromium: 0.8, Firefox: 0.4 };
const ROUNDS = 5;

/** Speed of the product's stream in a dedicated worker, against openssl run right before and right after. */
export async function benchStream(lab: Lab, sizeBytes: number): Promise<Figure[]> {
  const before = await opensslSpeed();
  const times = await lab.run<StreamTask, StreamTimes>("speed", { sizeBytes, rounds: ROUNDS });
  const after = await opensslSpeed();
  const openssl = before === null || after === null ? null : (before + after) / 2;
  const figure = { area: "Stream", browser: lab.browser };
  const plain = speedOf(sizeBytes, median(times.plainMs));
  return [
    { ...figure, what: "the browser's AES-GCM alone", value: plain, unit: "MB/s" },
    ...(openssl === null
      ? []
      : [{ ...figure, what: "openssl, one core", value: openssl, unit: "MB/s" as const }]),
    ...(["seal", "open"] as const).flatMap((what) => {
      const speed = speedOf(sizeBytes, median(what === "seal" ? times.sealMs : times.openMs));
      const goal = { atLeast: GOALS[lab.browser] };
      const ratio =
        openssl === null
          ? []
          : [{ ...figure, what, value: speed / openssl, unit: "of openssl" as const, goal }];
      return [{ ...figure, what, value: speed, unit: "MB/s" as const }, ...ratio];
    }),
  ];
}
