import type { LiveClock } from "./surroundings.ts";

const ALONE_AFTER_MS = 6000;
/** A portal that has let us in gets so many such whiles, counted from the last time that anything came. */
const WHILES = 2;

interface Waiting {
  readonly clock: LiveClock;
  isOver(): boolean;
  isUp(): boolean;
  /** How much has come so far. */
  heard(): number;
  readonly onLonely: () => void;
}

/** Calls `onLonely` once nobody can be reached, or the portal lets us in and then says nothing that gets us anywhere. */
export function waitLonely(waiting: Waiting, silence = 0): void {
  const before = waiting.heard();
  waiting.clock.after(ALONE_AFTER_MS, () => {
    if (waiting.isOver()) return;
    const silent = waiting.heard() === before ? silence + 1 : 0;
    if (!waiting.isUp() || silent >= WHILES) waiting.onLonely();
    else waitLonely(waiting, silent);
  });
}
