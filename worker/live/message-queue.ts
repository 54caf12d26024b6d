import { LiveRate } from "./live-rate.ts";

interface Line {
  readonly rate: LiveRate;
  last: Promise<void>;
}

/** Messages of each socket one after the other, at the pace that one socket may have; other sockets do not wait. */
export class MessageQueue {
  readonly #lines = new Map<string, Line>();

  /** Resolves when it was worked off; null when more came than anybody honest sends. */
  add(
    { key, sizeBytes, nowMs }: { readonly key: string; readonly sizeBytes: number; readonly nowMs: number },
    work: () => Promise<void>,
  ): Promise<void> | null {
    const line = this.#lines.get(key) ?? { rate: new LiveRate(), last: Promise.resolve() };
    this.#lines.set(key, line);
    const waitMs = line.rate.draw(sizeBytes, nowMs);
    if (waitMs === null) return null;
    line.last = line.last.catch(() => undefined).then(() => this.#run(waitMs, nowMs, work));
    return line.last;
  }

  /** Resolves when everything that was added is worked off. */
  async end(key: string): Promise<void> {
    await this.#lines.get(key)?.last;
    this.#lines.delete(key);
  }

  async #run(waitMs: number, sinceMs: number, work: () => Promise<void>): Promise<void> {
    const leftMs = sinceMs + waitMs - Date.now();
    if (leftMs > 0) await scheduler.wait(leftMs);
    await work();
  }
}
