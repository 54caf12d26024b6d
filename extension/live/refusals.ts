import type { LiveNews, LiveRefusal } from "../../shared/api/live.ts";

export type RefusedFrame = Extract<LiveNews, { kind: "refused" }>;

const LONG_PAUSE_MS = 30_000;
/** A key that is due is asked for this often. */
export const PAUSE_FOR_KEY_MS = 5000;
const PAUSE_MS: Partial<Record<LiveRefusal, number>> = {
  RATE_LIMITED: 1000,
  LIVE_FULL: 3000,
  LIVE_CROWDED: LONG_PAUSE_MS,
  LIVE_ORDER: 500,
  RIGHT_MISSING: 5000,
  KEY_STALE: 2000,
};
/** Tries in a row without any success before it is told anew on another connection. */
const ORDER_TRIES = 2;
const REBUILDS_MAX = 3;

/** What the portal refused in a row. */
export class Refusals {
  #ofOrder = 0;
  #rebuilds = 0;

  /** Something was taken. */
  forget(): void {
    this.#ofOrder = 0;
    this.#rebuilds = 0;
  }

  /** After how long the same is said once more; null where it is to be told anew, on another connection. */
  pauseAfter(code: LiveRefusal): number | null {
    const pauseMs = PAUSE_MS[code];
    const isOutOfOrder = code === "LIVE_ORDER" && ++this.#ofOrder > ORDER_TRIES;
    if (pauseMs !== undefined && !isOutOfOrder) return pauseMs;
    return ++this.#rebuilds <= REBUILDS_MAX ? null : LONG_PAUSE_MS;
  }
}
