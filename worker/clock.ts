import { AppError } from "../shared/errors.ts";
import { CLOCK_SKEW_MAX_MS } from "./limits.ts";

/** @throws CLOCK_WRONG when what a client's clock said is more than ten minutes off */
export function checkClock(nowMs: number, timeMs: number): void {
  if (Math.abs(nowMs - timeMs) > CLOCK_SKEW_MAX_MS) throw new AppError("CLOCK_WRONG");
}
