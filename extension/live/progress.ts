import type { Bytes } from "../../shared/bytes.ts";
import type { ConnectionId } from "../../shared/ids.ts";
import { Holes } from "./holes.ts";
import type { LiveClock } from "./surroundings.ts";

/** An update that is never finished keeps snapshots waiting no longer than this. */
const UNFINISHED_MS = 60_000;

/** How far a session was heard, and where something was missing for good. */
export class Progress {
  readonly #clock: LiveClock;
  readonly #gaps = new Map<number, ConnectionId>();
  readonly #holes = new Holes();
  readonly #broken = new Set<ConnectionId>();
  /** What came before it is in a snapshot that was gone on from. */
  #from = 0;
  /** Where something stands that may still turn out to hold. */
  #heldAt: number | null = null;
  #unfinishedSinceMs: number | null = null;
  /** The frame that stands there. */
  heldWire: Bytes | null = null;
  #isTired = false;
  #isBroken = false;
  #isCutShort = false;
  /** Everything up to here was heard. */
  position = 0;
  /** Nothing that the portal keeps up to here is missing from the state. */
  wholePosition = 0;

  constructor(clock: LiveClock) {
    this.#clock = clock;
  }

  /** @param isWhole whether no update waits for the rest of it */
  advance(position: number, isWhole: boolean): void {
    this.#holes.hear(position, this.#reach);
    this.release(position);
    this.position = Math.max(this.position, position);
    if (!this.isHeld) this.#isTired = false;
    this.#unfinishedSinceMs = isWhole ? null : (this.#unfinishedSinceMs ?? this.#clock.nowMs());
    const sinceMs = this.#unfinishedSinceMs;
    if (this.isShort) return;
    if (sinceMs === null || this.#clock.nowMs() - sinceMs > UNFINISHED_MS) this.wholePosition = this.position;
  }

  /** Nothing from here on counts as whole, until it is heard again. */
  hold(position: number, wire: Bytes): "ahead" {
    this.#holes.hear(position, this.#reach);
    this.position = Math.max(this.position, position);
    if (position >= (this.#heldAt ?? Number.POSITIVE_INFINITY)) return "ahead";
    this.#heldAt = position;
    this.heldWire = wire;
    return "ahead";
  }

  /** What was held up comes again, to be judged anew; what stands behind it was not looked at, and comes once more. */
  release(position: number): void {
    if (position !== this.#heldAt) return;
    this.#heldAt = null;
    this.heldWire = null;
    this.position = position - 1;
  }

  get isHeld(): boolean {
    return this.#heldAt !== null;
  }

  /** Whether something stands before this position that could not be judged: nothing behind it can be either. */
  isHeldBefore(position: number): boolean {
    return this.#heldAt !== null && this.#heldAt < position;
  }

  /** Something was refused that may be missing here alone: nothing from there on counts as whole any more. */
  cutShort(): void {
    this.#isCutShort = true;
  }

  /** Not everything up to here is for certain in the state. */
  get isShort(): boolean {
    return this.isHeld || this.isLacking || this.#isCutShort;
  }

  /** It was asked for so often that it does not seem to come. */
  tire(): void {
    this.#isTired = this.isHeld;
  }

  /** Something is missing that others may have. */
  get isLacking(): boolean {
    return this.#isTired || this.#isBroken;
  }

  /** What comes behind this is to be heard. */
  get since(): number {
    return Math.min(this.position, (this.#heldAt ?? Number.POSITIVE_INFINITY) - 1);
  }

  noteGap(position: number, connection: ConnectionId): void {
    this.#gaps.set(position, connection);
  }

  /**
   * What comes behind a gap for good cannot be placed any more. It is no lack where the beginning may be from before the snapshot
   * that was gone on from, and kept no more: unless something that came after that is missing.
   */
  breakAt(position: number, isHeard: (connection: ConnectionId) => boolean): void {
    const connection = this.#gaps.get(position);
    if (!connection) return;
    this.#broken.add(connection);
    const isHole = position > this.#reach + 1 || this.#holes.isAnyBefore(position);
    if (isHole || isHeard(connection)) this.#isBroken = true;
  }

  /** Goes on from a snapshot: with it the portal gave everything from this position on. */
  goOnFrom(position: number): void {
    this.#holes.forgetBefore(position);
    this.#from = Math.max(this.#from, position);
  }

  get #reach(): number {
    return Math.max(this.position, this.#from - 1);
  }

  isBroken(connection: ConnectionId): boolean {
    return this.#broken.has(connection);
  }
}
