import type { ConnectionId, LiveSessionId } from "../../shared/ids.ts";
import { createFrameSealer } from "../../shared/live/frame.ts";
import { heldGeneration } from "./held-generation.ts";
import type { Sealing } from "./outgoing.ts";
import type { LogView } from "./surroundings.ts";

/** A connection of this page in a session: under a newer key it is another one. */
export class CurrentSealer {
  readonly #session: LiveSessionId;
  readonly #view: LogView;
  #current: Sealing | null = null;

  constructor({ session, view }: { readonly session: LiveSessionId; readonly view: LogView }) {
    this.#session = session;
    this.#view = view;
  }

  get connection(): ConnectionId | null {
    return this.#current?.sealer.connection ?? null;
  }

  is(sealing: Sealing): boolean {
    return this.#current === sealing;
  }

  /** What comes next begins another connection. */
  renew(): void {
    this.#current = null;
  }

  /** Null for want of the newest key. */
  async next(): Promise<Sealing | null> {
    return this.#under(this.#view.generation());
  }

  /** Under an earlier key where the newest is not here: for this browser's disk alone. */
  async nextOnDisk(): Promise<Sealing | null> {
    return this.#under(heldGeneration(this.#view));
  }

  async #under(generation: number): Promise<Sealing | null> {
    const view = this.#view;
    if (this.#current?.generation === generation) return this.#current;
    const spaceKey = view.spaceKey(generation);
    if (!spaceKey) return null;
    const { space, node, user, signKey } = view;
    const place = { space, node, session: this.#session, author: user, generation };
    const sealer = await createFrameSealer({ ...place, spaceKey, signKey });
    this.#current = { sealer, generation, clock: 0 };
    return this.#current;
  }
}
