import { decodeStateVector, decodeUpdate, encodeStateVectorFromUpdate } from "yjs";
import type { Bytes } from "../../shared/bytes.ts";

/**
 * How far each number's letters have come with the frames of a session in their order: the same for everybody who has come
 * equally far, whatever he has typed himself meanwhile.
 */
export class KnownLetters {
  readonly #reached = new Map<number, number>();

  /** A state that is gone on from. */
  addState(state: Bytes): void {
    for (const [client, clock] of decodeStateVector(encodeStateVectorFromUpdate(state)))
      this.#reach(client, clock);
  }

  add(update: Bytes): void {
    for (const { id, length } of decodeUpdate(update).structs) this.#reach(id.client, id.clock + length);
  }

  /** Under which numbers an update deletes what has not come yet. */
  deletedAhead(update: Bytes): Set<number> {
    const ahead = [...decodeUpdate(update).ds.clients].filter(([client, ranges]) =>
      ranges.some(({ clock, len }) => clock + len > (this.#reached.get(client) ?? 0)),
    );
    return new Set(ahead.map(([client]) => client));
  }

  #reach(client: number, clock: number): void {
    this.#reached.set(client, Math.max(clock, this.#reached.get(client) ?? 0));
  }
}
