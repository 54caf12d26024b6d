import { LIVE_BURST_MS, LIVE_BYTES_PER_SECOND, LIVE_FRAMES_PER_SECOND, LIVE_PATIENCE_MS } from "../limits.ts";

const SECOND_MS = 1000;

/**
 * How fast one socket's messages are worked off: two token buckets, of messages and of bytes, each kept as the time at which
 * it would be full again. Whoever waits for acknowledgements never meets the end of it.
 */
export class LiveRate {
  #framesUntilMs = 0;
  #bytesUntilMs = 0;

  /** How long this message has to wait, in ms; null when more came than anybody honest sends. */
  draw(sizeBytes: number, nowMs: number): number | null {
    this.#framesUntilMs = Math.max(this.#framesUntilMs, nowMs) + SECOND_MS / LIVE_FRAMES_PER_SECOND;
    this.#bytesUntilMs =
      Math.max(this.#bytesUntilMs, nowMs) + (sizeBytes * SECOND_MS) / LIVE_BYTES_PER_SECOND;
    const waitMs = Math.max(this.#framesUntilMs, this.#bytesUntilMs) - nowMs - LIVE_BURST_MS;
    return waitMs > LIVE_PATIENCE_MS ? null : Math.max(0, waitMs);
  }
}
