import { mergeUpdates } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";
import type { LiveClock } from "./surroundings.ts";

/** Yjs tells each keystroke; this is how long they are gathered before they are sealed. */
const GATHER_MS = 30;

/** What is typed in this page, on its way into the session. */
export class Typing {
  readonly #clock: LiveClock;
  readonly #onGathered: () => void;
  #typed: Uint8Array[] = [];
  #cancel: (() => void) | null = null;
  /** Changes that were made while no session had them, and how many of them a version holds. */
  #aloneEdits = 0;
  #aloneSaved = 0;

  constructor(clock: LiveClock, onGathered: () => void) {
    this.#clock = clock;
    this.#onGathered = onGathered;
  }

  get isWaiting(): boolean {
    return this.#typed.length > 0;
  }

  get aloneEdits(): number {
    return this.#aloneEdits;
  }

  get isDirtyAlone(): boolean {
    return this.#aloneEdits > this.#aloneSaved;
  }

  add(update: Uint8Array, isAlone: boolean): void {
    if (isAlone) this.#aloneEdits++;
    else this.#typed.push(update);
    this.#cancel ??= this.#clock.after(GATHER_MS, () => {
      this.#cancel = null;
      this.#onGathered();
    });
  }

  /** All that waits as one update; null when nothing does. */
  take(): Bytes | null {
    this.stop();
    if (this.#typed.length === 0) return null;
    const update = new Uint8Array(mergeUpdates(this.#typed));
    this.#typed = [];
    return update;
  }

  /** What waits goes with the whole state, which is about to be sent. */
  forget(): void {
    this.#typed = [];
  }

  /** The state has changes that no session and no version has. */
  noteDirty(): void {
    if (!this.isDirtyAlone) this.#aloneEdits++;
  }

  noteSavedAlone(upTo: number): void {
    this.#aloneSaved = Math.max(this.#aloneSaved, upTo);
  }

  /** A session has it all. Gives whether there was anything. */
  settleAlone(): boolean {
    const isDirty = this.isDirtyAlone;
    this.#aloneSaved = this.#aloneEdits;
    return isDirty;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
