import type { AskingAgain } from "./asking-again.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { KeptFrames } from "./kept-frames.ts";
import type { OpeningAnew } from "./opening-anew.ts";
import type { Outcome } from "./outcome.ts";
import type { SnapshotWriter } from "./snapshot-writer.ts";
import type { LogView } from "./surroundings.ts";

interface AftermathInput {
  readonly kept: KeptFrames;
  readonly asking: AskingAgain;
  readonly snapshots: Pick<SnapshotWriter, "answerPoor">;
  readonly anew: Pick<OpeningAnew, "raise">;
  readonly onRefused: (count: number) => void;
}

/** What a page does about a frame, after what has become of it. */
export class Aftermath {
  readonly #input: AftermathInput;
  /** The newest version for which it was looked whether somebody said to save it. */
  #lookedFor = 0;

  constructor(input: AftermathInput) {
    this.#input = input;
  }

  /** The log has moved: what could not be judged before may be now, and what was refused may be missing. */
  lookAgain({ judge, view }: { readonly judge: FrameJudge; readonly view: LogView }): void {
    const { kept, asking, anew } = this.#input;
    asking.askNow(kept.progress, judge);
    if (kept.unjudged.isMistaken((user) => view.mayWrite(user))) anew.raise();
    this.lookForSave(view);
  }

  /** Who joined by a snapshot may not have heard the word of a save that became a version only after it. */
  lookForSave(view: Pick<LogView, "newestVersion">): void {
    const { kept, asking } = this.#input;
    const newest = view.newestVersion();
    const isKnown = newest <= Math.max(kept.baseVersion, this.#lookedFor) || kept.claims.versions.has(newest);
    if (isKnown || !kept.chains.isOnWord) return;
    this.#lookedFor = newest;
    asking.askForAll();
  }

  note(position: number, outcome: Outcome): void {
    const { kept, asking, snapshots, anew, onRefused } = this.#input;
    if (outcome === "ahead") {
      asking.askLater(kept.progress);
      return;
    }
    if (!kept.progress.isHeld) asking.forgetTries();
    if (outcome === "taken" || outcome === "repeated") return;
    if (outcome === "poor" || outcome === "late" || outcome === "doubted") snapshots.answerPoor();
    if (outcome === "late") return;
    if (outcome === "doubted") asking.askForAll();
    if (outcome === "gap" && asking.isWorthwhile(position)) {
      asking.askFor(position, kept.chains.isOnWord);
      return;
    }
    onRefused(1);
    kept.skip(position);
    // A page that comes is given all of it, unless the portal withholds it
    if (outcome === "gap" && kept.isLacking) anew.raise();
  }
}
