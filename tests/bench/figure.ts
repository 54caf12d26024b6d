export type BrowserName = "Chromium" | "Firefox";

/** One measured number. */
export interface Figure {
  /** Heading of the table that it stands in. */
  readonly area: string;
  readonly what: string;
  /** Node: for what no browser has a part in. */
  readonly browser: BrowserName | "Node";
  readonly value: number;
  readonly unit: "MB/s" | "of openssl" | "times" | "ms" | "MB" | "KiB" | "edits";
  readonly goal?: Goal;
  /** How busy others kept the machine before this was measured. */
  readonly load?: number;
  /** The day on which it was measured. */
  readonly date?: string;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** Whether a figure is where it should be; null without a goal. */
export function isReached({ value, goal }: Figure): boolean | null {
  if (goal === undefined) return null;
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  if (middle === undefined) throw new Error("Nothing was measured.");
  return middle;
}

/** The value that this share of all does not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** Megabytes (10^6) a second. */
export const speedOf = (sizeBytes: number, durationMs: number): number => sizeBytes / 1000 / durationMs;
