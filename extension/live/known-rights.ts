import type { FrameJudge } from "./frame-judge.ts";
import { heldGeneration } from "./held-generation.ts";
import type { LogView } from "./surroundings.ts";

/** The key and the right to write as they were acted upon: others read on in the same log. */
export class KnownRights {
  readonly #view: LogView;
  readonly #judge: FrameJudge;
  #generation: number;
  #mayWrite: boolean;

  constructor({ view, judge }: { readonly view: LogView; readonly judge: FrameJudge }) {
    this.#view = view;
    this.#judge = judge;
    this.#generation = heldGeneration(view);
    this.#mayWrite = view.mayWrite(view.user);
  }

  /** Reads the log. Gives what there is to act upon: a new key, or the right to write that is back. */
  async catchUp(head: Parameters<LogView["catchUp"]>[0]): Promise<"renewed" | "regained" | null> {
    const view = this.#view;
    const [generation, couldWrite] = [this.#generation, this.#mayWrite];
    await view.catchUp(head);
    this.#judge.noteRights();
    this.#generation = heldGeneration(view);
    this.#mayWrite = view.mayWrite(view.user);
    if (this.#generation !== generation) return "renewed";
    return !couldWrite && this.#mayWrite ? "regained" : null;
  }
}
