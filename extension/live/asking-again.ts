import type { Bytes } from "../../shared/bytes.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { Outcome } from "./outcome.ts";
import type { Progress } from "./progress.ts";
import type { LiveClock, LiveLine } from "./surroundings.ts";

const HEALS_MAX = 20;
/** What could not be judged yet is asked for after a second and a half, and ever less often; after four tries it is missing. */
const LATER = { ms: 1500, doublingsMax: 6, patience: 4 };

/** The portal is called again for what is missing, or for everything that it keeps: what comes on the old line is of no use. */
export class AskingAgain {
  readonly #line: Pick<LiveLine, "restart">;
  readonly #clock: LiveClock;
  readonly #healed = new Set<number>();
  #wasForAll = false;
  isUnderWay = false;
  /** Everything that the portal keeps is wanted. */
  isForAll = false;
  /** Whether the line that is opened last was opened with that wish. */
  isSaid = false;
  /** Whether what comes now comes by a line that was. */
  isAnswered = false;
  #tries = 0;
  /** What was held up, as it was heard last before it was asked for. */
  #asked: Bytes | null = null;
  #cancel: (() => void) | null = null;

  constructor(line: Pick<LiveLine, "restart">, clock: LiveClock) {
    this.#line = line;
    this.#clock = clock;
  }

  /** Calls again in a while if something is still held up then. */
  askLater(progress: Pick<Progress, "isHeld" | "tire">): void {
    if (this.#cancel) return;
    if (this.#tries >= LATER.patience) progress.tire();
    this.#cancel = this.#clock.after(LATER.ms * 2 ** Math.min(this.#tries++, LATER.doublingsMax), () => {
      this.#cancel = null;
      // The line may be down meanwhile: nothing that comes is passed over for this
      if (progress.isHeld) this.#line.restart();
    });
  }

  /** The log has moved: what was held up is asked for, if it can be judged now. Once: it comes by the line that is opened then. */
  askNow({ heldWire }: Pick<Progress, "heldWire">, judge: Pick<FrameJudge, "isAhead" | "unsureOf">): void {
    if (!heldWire || heldWire === this.#asked) return;
    if (judge.isAhead(heldWire) || judge.unsureOf(heldWire) !== null) return;
    this.#asked = heldWire;
    this.#line.restart();
  }

  /** Nothing is held up any more. */
  forgetTries(): void {
    this.#tries = 0;
  }

  end(): void {
    this.#cancel?.();
  }

  /** A frame that cannot be placed is asked for once more: it may have been the line. */
  isWorthwhile(position: number): boolean {
    return !this.#healed.has(position) && this.#healed.size < HEALS_MAX;
  }

  /** @param isAll where what is missing may have come before the snapshot that was gone on from */
  askFor(position: number, isAll: boolean): void {
    this.#healed.add(position);
    this.isForAll ||= isAll;
    this.#wasForAll ||= isAll;
    this.#ask();
  }

  /** What somebody's word is taken for is looked at in the frames themselves. */
  askForAll(): void {
    this.isForAll = true;
    this.#wasForAll = true;
    this.#ask();
  }

  /** Gives whether it was not asked for before. */
  askForAllOnce(): boolean {
    if (this.#wasForAll) return false;
    this.askForAll();
    return true;
  }

  /** What a line is opened with. */
  say(): boolean {
    this.isSaid = this.isForAll;
    return this.isSaid;
  }

  /** Whether everything was wanted, and this is it: not what was heard before that, nor only its beginning. */
  isAllHeard(outcomes: ReadonlyMap<number, Outcome> | null): boolean {
    if (!this.isForAll || !this.isAnswered) return false;
    this.isForAll = [...(outcomes ?? [])].some(
      ([position, outcome]) => outcome === "gap" && this.isWorthwhile(position),
    );
    return !this.isForAll;
  }

  #ask(): void {
    this.isUnderWay = true;
    this.#line.restart();
  }
}
