import type { LiveClock } from "./surroundings.ts";

/** The browser's own. */
export const systemClock: LiveClock = {
  nowMs: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
