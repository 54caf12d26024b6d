import type { Bytes } from "../../shared/bytes.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { Kept } from "./kept-frames.ts";
import type { Outcome } from "./outcome.ts";
import type { Progress } from "./progress.ts";

/** So often a frame is heard before it is taken for certain that its author has no right: the log may be late. */
const HEARINGS_MAX = 3;

/** No state comes of it for anybody · nobody speaks in it who may edit now · it cannot all be judged. */
export type Unreadable = "junk" | "former" | "unjudged";

/** What becomes of frames that did not hold: some may, once the log has come. */
export class Unjudged {
  readonly #judge: FrameJudge;
  readonly #progress: Progress;
  readonly #hearings = new Map<number, number>();
  /** Who was refused although he might have got the right to write a moment before. */
  readonly #refused = new Set<UserId>();

  constructor(judge: FrameJudge, progress: Progress) {
    this.#judge = judge;
    this.#progress = progress;
  }

  take({ position, wire }: Kept): Outcome {
    const author = this.#judge.unsureOf(wire);
    const isLate = author !== null && this.#isWaitedFor(author, position);
    if (isLate || this.#judge.isAhead(wire)) return this.#progress.hold(position, wire);
    if (author !== null) this.#progress.cutShort();
    return "refused";
  }

  /** Why nothing comes of a session of which this is all: what may only be late here may be of somebody who may edit. */
  whyUnreadable(
    wires: readonly Bytes[],
    { frames, isBegun }: { readonly frames: readonly (Frame | null)[]; readonly isBegun: boolean },
  ): Unreadable {
    const judge = this.#judge;
    const isLate = (wire: Bytes): boolean => judge.isAhead(wire) || judge.unsureOf(wire) !== null;
    const unjudged = wires.filter((_, index) => frames[index] === null);
    if (unjudged.some(isLate)) return "unjudged";
    if (isBegun) return "former";
    return unjudged.length > 0 ? "unjudged" : "junk";
  }

  /** Whether somebody was refused who may write by now: what he wrote is missing here. */
  isMistaken(mayWrite: (user: UserId) => boolean): boolean {
    return [...this.#refused].some(mayWrite);
  }

  #isWaitedFor(author: UserId, position: number): boolean {
    if (this.#refused.has(author)) return false;
    const hearings = (this.#hearings.get(position) ?? 0) + 1;
    this.#hearings.set(position, hearings);
    if (hearings > HEARINGS_MAX) this.#refused.add(author);
    return hearings <= HEARINGS_MAX;
  }
}
