import type { LiveClock } from "./surroundings.ts";

const LOOK_EVERY_MS = 500;
/** Each time it takes longer; what is missing then is withheld. */
const WAITS_MS = [500, 2000, 8000, 32_000];
/** After so long without any, the next one is as the first one was. */
const FORGIVEN_MS = 600_000;

/** How often a document was opened anew in this page, for something was missing. */
export class AnewTries {
  #count = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** After how long it may be tried once more; null when it is of no use. */
  next(nowMs: number): number | null {
    if (nowMs - this.#lastMs > FORGIVEN_MS) this.#count = 0;
    this.#lastMs = nowMs;
    return WAITS_MS[this.#count++] ?? null;
  }
}

interface AnewInput {
  readonly clock: LiveClock;
  readonly tries: AnewTries;
  /** What was typed here is on its way no more. */
  readonly isAllSent: () => boolean;
  readonly open: () => void;
}

/** A page from which something is missing is opened anew as soon as nothing of its own can be lost by that. */
export class OpeningAnew {
  readonly #input: AnewInput;
  #cancel: (() => void) | null = null;
  #isRaised = false;

  constructor(input: AnewInput) {
    this.#input = input;
  }

  raise(): void {
    if (this.#isRaised) return;
    this.#isRaised = true;
    const { clock, tries } = this.#input;
    const ms = tries.next(clock.nowMs());
    if (ms !== null) this.#lookIn(ms);
  }

  #lookIn(ms: number): void {
    this.#cancel = this.#input.clock.after(ms, () => {
      if (this.#input.isAllSent()) this.#input.open();
      else this.#lookIn(LOOK_EVERY_MS);
    });
  }

  end(): void {
    this.#cancel?.();
  }
}
