/** The things that make up a document, each replaced by a new object when it changes. Compared by identity only. */
export type DocumentParts = readonly unknown[];

/** What a person can change a document with; seen before the editor sees it, wherever on the page. */
const BEFORE = ["keydown", "beforeinput", "compositionstart", "pointerdown", "paste", "cut", "drop"] as const;
/** When the editor may have acted on it. */
const AFTER = ["keyup", "input", "compositionend", "pointerup", "click", "paste", "cut", "drop"] as const;

/**
 * Counts the changes that a person makes. The editor's own change event leaves out headers, footers, comments and page set-up,
 * and it fires while the editor tidies up after opening. So the parts are compared, and only from the first touch on.
 */
export class ChangeWatch {
  readonly #read: () => DocumentParts;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  #seen: DocumentParts = [];
  #isTouched = false;
  #revision = 0;
  #told = 0;

  constructor(read: () => DocumentParts, onChange: () => void) {
    this.#read = read;
    this.#onChange = onChange;
    const options = { capture: true, passive: true, signal: this.#stop.signal };
    for (const type of BEFORE) document.addEventListener(type, () => this.#touch(), options);
    for (const type of AFTER) document.addEventListener(type, () => this.checkSoon(), options);
  }

  /** Exact: compares now. */
  revision(): number {
    if (this.#isTouched && !this.#stop.signal.aborted) this.#compare();
    return this.#revision;
  }

  /** Compares after the editor had its turn, and tells. Cheap enough for every event. */
  checkSoon(): void {
    setTimeout(() => this.#tell(), 0);
  }

  stop(): void {
    this.#stop.abort();
  }

  #touch(): void {
    if (this.#isTouched) return;
    this.#seen = this.#read();
    this.#isTouched = true;
  }

  #compare(): void {
    const parts = this.#read();
    const isSame = parts.length === this.#seen.length && parts.every((part, i) => part === this.#seen[i]);
    if (!isSame) this.#revision += 1;
    this.#seen = parts;
  }

  #tell(): void {
    const revision = this.revision();
    if (this.#stop.signal.aborted || revision === this.#told) return;
    this.#told = revision;
    this.#onChange();
  }
}
