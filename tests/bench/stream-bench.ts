import { type BrowserName, type Figure, median, speedOf } from "./figure.ts";
import type { StreamTask, StreamTimes } from "./in-browser/speed.worker.ts";
import type { Lab } from "./lab.ts";
import { opensslSpeed } from "./openssl.ts";

const GOALS: Readonly<Record<BrowserName, number>> = { Chromium: 0.8, Firefox: 0.4 };
const TURNS = 7;
const ROUNDS_A_TURN = 3;

/**
 * Speed of the product's stream in a dedicated worker. A machine's pace drifts within a minute, so openssl and the
 * browser take turns, and a ratio is the median of those of the turns: each against openssl right before and after.
 */
export async function benchStream(lab: Lab, sizeBytes: number): Promise<Figure[]> {
  const turns: Turn[] = [];
  let before = await opensslSpeed();
  for (let turn = 0; turn < TURNS; turn++) {
    const times = await lab.run<StreamTask, StreamTimes>("speed", { sizeBytes, rounds: ROUNDS_A_TURN });
    const after = await opensslSpeed();
    turns.push({
      openssl: before === null || after === null ? null : (before + after) / 2,
      alone: speedOf(sizeBytes, median(times.plainMs)),
      seal: speedOf(sizeBytes, median(times.sealMs)),
      open: speedOf(sizeBytes, median(times.openMs)),
    });
    before = after;
  }
  return figuresOf(lab.browser, turns);
}

/** Speeds of one turn, in MB/s. */
interface Turn {
  readonly openssl: number | null;
  /** The browser's AES-GCM with nothing of ours around it. */
  readonly alone: number;
  readonly seal: number;
  readonly open: number;
}

const LABELS = {
  openssl: "openssl, one core",
  alone: "the browser's AES-GCM alone",
  seal: "seal",
  open: "open",
} as const;

function figuresOf(browser: BrowserName, turns: readonly Turn[]): Figure[] {
  const figure = { area: "Stream", browser };
  const middle = (value: (turn: Turn) => number | null): number | null => {
    const values = turns.map(value).filter((each) => each !== null);
    return values.length === 0 ? null : median(values);
  };
  const ratioOf = (what: "alone" | "seal" | "open") =>
    middle((turn) => turn.openssl && turn[what] / turn.openssl);
  const speeds = (["openssl", "alone", "seal", "open"] as const).flatMap((what) => {
    const value = middle((turn) => turn[what]);
    return value === null ? [] : [{ ...figure, what: LABELS[what], value, unit: "MB/s" as const }];
  });
  const ratios = (["alone", "seal", "open"] as const).flatMap((what) => {
    const value = ratioOf(what);
    const goal = what === "alone" ? {} : { goal: { atLeast: GOALS[browser] } };
    return value === null
      ? []
      : [{ ...figure, what: LABELS[what], value, unit: "of openssl" as const, ...goal }];
  });
  return [...speeds, ...ratios];
}
