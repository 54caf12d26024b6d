import type { Plain } from "../../shared/bytes.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import type { FrameJudge } from "./frame-judge.ts";

/** So many frames are being opened while the ones before them are read. */
const AHEAD = 128;

/** Opens frames that are about to be read, some ahead of the one whose turn it is. Whether they are read is not decided here. */
export class OpeningAhead {
  readonly #judge: Pick<FrameJudge, "open">;
  readonly #session: LiveSessionId;
  readonly #opening = new Map<Frame, Promise<Plain | null>>();

  constructor({ judge, session }: { judge: Pick<FrameJudge, "open">; session: LiveSessionId }) {
    this.#judge = judge;
    this.#session = session;
  }

  /** The one at this index is next. */
  expect(frames: readonly (Frame | null)[], index: number): void {
    const last = frames[index + AHEAD];
    const all = index === 0 ? frames.slice(0, AHEAD + 1) : [last];
    for (const frame of all) if (frame) this.#opening.set(frame, this.#judge.open(frame, this.#session));
  }

  async open(frame: Frame): Promise<Plain | null> {
    const opening = this.#opening.get(frame);
    this.#opening.delete(frame);
    return opening ?? this.#judge.open(frame, this.#session);
  }

  forget(): void {
    this.#opening.clear();
  }
}
