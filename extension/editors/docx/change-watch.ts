/** The things that make up what is watched. Compared by identity. */
export type WatchedParts = readonly unknown[];

/** What a person can change a document with; seen before the editor sees it, wherever on the page. */
const BEFORE = ["keydown", "beforeinput", "compositionstart", "pointerdown", "paste", "cut", "drop"] as const;
/** When the editor may have acted on it. */
const AFTER = ["keyup", "input", "compositionend", "pointerup", "click", "paste", "cut", "drop"] as const;

/** Some changes arrive with the editor's next drawing, and what follows from it. */
const TURNS_MS = [0, 200] as const;

/**
 * Finds the changes of which the editor does not tell: page set-up, headers that are added, the watermark. The editor tidies
 * up after opening, so the parts are compared from the person's first touch on only.
 */
export class ChangeWatch {
  readonly #read: () => WatchedParts;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  #seen: WatchedParts = [];
  #isTouched = false;

  constructor(read: () => WatchedParts, onChange: () => void) {
    this.#read = read;
    this.#onChange = onChange;
    const options = { capture: true, passive: true, signal: this.#stop.signal };
    for (const type of BEFORE) document.addEventListener(type, () => this.#touch(), options);
    for (const type of AFTER) document.addEventListener(type, () => this.checkSoon(), options);
  }

  /** Compares now, and tells of a change before it returns. */
  check(): void {
    if (!this.#isTouched || this.#stop.signal.aborted) return;
    const parts = this.#read();
    const isSame = parts.length === this.#seen.length && parts.every((part, i) => part === this.#seen[i]);
    this.#seen = parts;
    if (!isSame) this.#onChange();
  }

  /** Compares after the editor had its turn. Cheap enough for every event. */
  checkSoon(): void {
    for (const delayMs of TURNS_MS) setTimeout(() => this.check(), delayMs);
  }

  stop(): void {
    this.#stop.abort();
  }

  #touch(): void {
    if (this.#isTouched) return;
    this.#seen = this.#read();
    this.#isTouched = true;
  }
}
