import { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc } from "yjs";
import type { Plain } from "../../shared/bytes.ts";
import { REMOTE, type SharedState } from "../editors/adapter.ts";
import { NO_CHANGE } from "./doc-states.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { CoreInput } from "./surroundings.ts";

interface ShownInput extends Pick<CoreInput, "opened" | "loadVersion" | "seed"> {
  readonly judge: Pick<FrameJudge, "clients">;
  /** There is a state to show. */
  readonly onShown: (shared: SharedState) => void;
}

/** What a page shows for as long as it lives: one shared state, and the version that it stands on. */
export class ShownState {
  readonly #input: ShownInput;
  shared: SharedState | null = null;
  base: { readonly version: number; readonly bytes: Plain };

  constructor(input: ShownInput) {
    this.#input = input;
    this.base = input.opened;
  }

  /** Stands on another version from now on. */
  async standOn(version: number): Promise<void> {
    if (version !== this.base.version) this.base = { version, bytes: await this.#input.loadVersion(version) };
  }

  /** The state that the version makes. */
  async seedDoc(): Promise<Doc> {
    const seed = await this.#input.seed(this.base.bytes);
    const doc = new Doc();
    applyUpdate(doc, seed.length > 0 ? seed : NO_CHANGE, REMOTE);
    return doc;
  }

  /** What is written here from now on bears a number that is this person's. */
  async show(doc: Doc): Promise<SharedState> {
    const client = await this.#input.judge.clients.create();
    doc.clientID = client;
    // Yjs takes another one when it believes that somebody else has it
    doc.on("afterTransactionCleanup", () => {
      doc.clientID = client;
    });
    this.shared = { doc, awareness: new Awareness(doc) };
    this.#input.onShown(this.shared);
    return this.shared;
  }
}
