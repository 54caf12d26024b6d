import { hasRoom } from "../../shared/live/covers.ts";
import { encodeSnapshot } from "../../shared/live/frame-contents.ts";
import { stateOf } from "./doc-states.ts";
import type { KeptFrames } from "./kept-frames.ts";
import type { Outbox } from "./outbox.ts";
import type { LiveClock, LogView } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

const SNAPSHOT_EVERY = 300;
/** A snapshot that leaves something out is answered after half a second to two, so that one of those here does it first. */
const ANSWER_MS = { least: 500, spread: 1500 };
/** Two that never agree answer each other ever more slowly. */
const DOUBLINGS_MAX = 6;
const AGAIN_MS = 200;
/** After so long without any, the next one is answered as the first one was. */
const FORGIVEN_MS = 300_000;

interface WriterInput {
  readonly kept: KeptFrames;
  readonly outbox: Outbox;
  readonly view: LogView;
  readonly clock: LiveClock;
  readonly typing: Pick<Typing, "isWaiting">;
}

/** Writes down the whole state now and then, so that who joins is soon there. */
export class SnapshotWriter {
  readonly #input: WriterInput;
  #answers = 0;
  #poorAtMs = Number.NEGATIVE_INFINITY;
  /** Calls off the answer that is to come. */
  #cancel: (() => void) | null = null;

  constructor(input: WriterInput) {
    this.#input = input;
  }

  /** Whose own writing never pauses finds no moment for it: the next one does it in his place. */
  writeIfDue(writersBefore: number): void {
    if (this.#input.kept.snapshots.recent.count >= SNAPSHOT_EVERY * (1 + writersBefore)) this.write();
  }

  /** One answer does for all that come before it. */
  answerPoor(): void {
    const nowMs = this.#input.clock.nowMs();
    if (nowMs - this.#poorAtMs > FORGIVEN_MS) this.#answers = 0;
    this.#poorAtMs = nowMs;
    if (this.#cancel) return;
    const ms = ANSWER_MS.least + Math.random() * ANSWER_MS.spread;
    this.#answerIn(ms * 2 ** Math.min(this.#answers++, DOUBLINGS_MAX));
  }

  /** Nothing is written any more. */
  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #answerIn(ms: number): void {
    this.#cancel = this.#input.clock.after(ms, () => {
      this.#cancel = null;
      this.#answer();
    });
  }

  /** In a moment in which nothing of this page's is under way. */
  #answer(): void {
    const { kept, outbox, view } = this.#input;
    if (this.#isWriteable()) this.write();
    else if (outbox.isUp && view.mayWrite(view.user) && !kept.progress.isShort) this.#answerIn(AGAIN_MS);
  }

  /** The state is what its covers say and nothing more: who has the same frames finds the same in it. */
  #isWriteable(): boolean {
    const { kept, view, outbox, typing } = this.#input;
    if (!view.mayWrite(view.user) || kept.progress.isShort) return false;
    // Nor is an earlier snapshot under way: that waits in the outbox until the portal has it, or is given up
    return outbox.isEmpty && !typing.isWaiting && kept.savePoint().upTo === kept.position;
  }

  write(): void {
    if (!this.#isWriteable()) return;
    const { kept, outbox } = this.#input;
    const { covers, upTo } = kept.savePoint();
    if (!hasRoom(covers)) return;
    const about = { baseVersion: kept.baseVersion, saved: kept.claims.newest, covers };
    const plains = encodeSnapshot(about, stateOf(kept.doc));
    const announce = (frames: number) => ({ kind: "snapshot", upTo, frames }) as const;
    kept.snapshots.recent.forget(covers);
    void outbox.add({ kind: "snapshot", plains, announce }).catch(() => undefined);
  }
}
