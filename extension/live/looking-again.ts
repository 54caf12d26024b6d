import type { FrameJudge } from "./frame-judge.ts";
import type { JoiningInput } from "./joining-input.ts";
import type { Kept, KeptFrames } from "./kept-frames.ts";

/**
 * `ended`: somebody else's try may be why one's own came to nothing. `none`: there was a session that is none. `unjudged`: what
 * it names may be here soon.
 */
const AGAIN_MS = { begin: 3000, ended: 300, none: 30_000, unjudged: 1500 };
const UNJUDGED_MAX_MS = 24_000;

/** How a page that is in no session looks for one again. */
export class LookingAgain {
  readonly #input: Pick<JoiningInput, "clock" | "line">;
  #tries = 0;
  #isUnjudged = false;

  constructor(input: Pick<JoiningInput, "clock" | "line">) {
    this.#input = input;
  }

  /** There is a session that this page cannot judge yet: nothing is typed or saved beside it. */
  get isUnjudged(): boolean {
    return this.#isUnjudged;
  }

  /** Calls the portal again in a while, if there is still a reason. */
  after(why: keyof typeof AGAIN_MS, isStill: () => boolean): void {
    if (why === "unjudged" || why === "none") this.#isUnjudged = why === "unjudged";
    const ms = AGAIN_MS[why] * (why === "unjudged" ? 2 ** this.#tries++ : 1);
    const { clock, line } = this.#input;
    clock.after(Math.min(ms, Math.max(AGAIN_MS[why], UNJUDGED_MAX_MS)), () => isStill() && line.restart());
  }

  /** A session was found, or there is none. */
  end(): void {
    this.#isUnjudged = false;
    this.#tries = 0;
  }
}

/** Whether a key, a person or a right that the log here does not have yet may be all that is missing to read a session. */
export const mayComeLater = (
  { unreadable }: Pick<KeptFrames, "unreadable">,
  frames: readonly Kept[],
  judge: Pick<FrameJudge, "isAhead" | "unsureOf">,
): boolean =>
  unreadable === "unjudged" &&
  frames.some(({ wire }) => judge.isAhead(wire) || judge.unsureOf(wire) !== null);
