import type { SharedWork } from "./shared-work.ts";

export const AUTOSAVE_LATEST_MS = 30_000;
/** So long a page leaves its changes to the one who is elected; then it saves them itself. */
export const ELECTED_PATIENCE_MS = 2 * AUTOSAVE_LATEST_MS;
/** Not all who lost patience save at the same moment. */
export const PATIENCE_SPREAD_MS = 5_000;

/**
 * Whose turn it is to save. The election only says who is first, for the elected may be one who never saves:
 * whoever waited too long saves too, and whoever is asked to.
 */
export class SavingTurn {
  readonly spreadMs = Math.random() * PATIENCE_SPREAD_MS;
  readonly #shared: SharedWork;
  #sinceMs: number | null = null;
  #isWished = false;
  #wasOwn = false;
  #wasFull = false;

  constructor(shared: SharedWork) {
    this.#shared = shared;
  }

  /** Since when changes wait for a version; null while none do. */
  get sinceMs(): number | null {
    return this.#sinceMs;
  }

  /** There are changes, from now on or from before. Gives since when. */
  begin(): number {
    this.#sinceMs ??= Date.now();
    return this.#sinceMs;
  }

  /** A version was saved: what it does not hold waits for the next one from now on. */
  waitAnew(isDirty: boolean): void {
    this.#isWished = false;
    this.#sinceMs = isDirty ? Date.now() : null;
  }

  /** Somebody wants the next version to be made by this page. */
  wish(): void {
    this.#isWished = true;
    this.#shared.hurry();
  }

  isOwn(): boolean {
    if (this.#shared.isSaver()) return true;
    return this.#shared.mayWrite() && (this.#isWished || this.leftMs() <= 0);
  }

  /** Whether it is this page's turn, and was not when this was asked before. */
  comes(): boolean {
    const was = this.#wasOwn;
    this.#wasOwn = this.isOwn();
    return this.#wasOwn && !was;
  }

  /** Whether the session keeps nothing more before a version is saved, and did when this was asked before. */
  fills(): boolean {
    const was = this.#wasFull;
    this.#wasFull = this.#shared.isFull();
    return this.#wasFull && !was;
  }

  /** So long the elected one still has. */
  leftMs(): number {
    return ELECTED_PATIENCE_MS + this.spreadMs - this.#waitedMs();
  }

  isLate(): boolean {
    return this.#waitedMs() >= ELECTED_PATIENCE_MS;
  }

  #waitedMs(): number {
    return this.#sinceMs === null ? 0 : Date.now() - this.#sinceMs;
  }
}
