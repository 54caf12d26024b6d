import { equalBytes } from "../../shared/bytes.ts";
import type { ConnectionId, UserId } from "../../shared/ids.ts";
import { CONNECTIONS_EACH_MAX, type Covers } from "../../shared/live/covers.ts";
import { type ConnectionHead, type Frame, followsHead } from "../../shared/live/frame-check.ts";
import { Generations } from "./generations.ts";
import { HeadsHistory } from "./heads-history.ts";
import type { Outcome } from "./outcome.ts";

/** How far each connection of a session has come here. */
export class Chains {
  readonly #heads = new Map<ConnectionId, ConnectionHead>();
  /** The same without frames whose content is not whole yet: of what is never finished, some hear the beginning and some do not. */
  readonly #settled = new HeadsHistory();
  /** How many connections of each author began while this page heard them: nobody else's word counts against him. */
  readonly #begun = new Map<UserId, number>();
  readonly #generations = new Generations();
  /** Up to which clock of each connection a snapshot's word was taken, and the position of that. */
  readonly #onWord = new Map<ConnectionId, number>();
  #wordUpTo = 0;
  /** The state stands on somebody's word: what he left out is not here, and nobody's frames were looked at. */
  isOnWord = false;

  /** "covered": a snapshot says to hold it; "disputed": it said so of what came only after it. "crowded": one connection too many of this author's. "gap" also for who speaks on somebody else's connection, or under an older key than what stands before it. */
  placeOf(frame: Frame, position: number): "next" | "repeated" | "gap" | "covered" | "disputed" | "crowded" {
    const head = this.#heads.get(frame.connection);
    if (frame.clock <= (this.#onWord.get(frame.connection) ?? -1))
      return position > this.#wordUpTo ? "disputed" : "covered";
    if (head && head.author === frame.author && frame.clock <= head.clock) return "repeated";
    if (this.#generations.isOld(frame.generation, position)) return "gap";
    if (!head && (this.#begun.get(frame.author) ?? 0) >= CONNECTIONS_EACH_MAX) return "crowded";
    if (!head) return frame.clock === 0 ? "next" : "gap";
    return followsHead(frame, head) ? "next" : "gap";
  }

  take(
    frame: Pick<Frame, keyof ConnectionHead | "generation">,
    { isWhole, position }: { readonly isWhole: boolean; readonly position: number },
  ): void {
    const { author, connection, clock, hash } = frame;
    const head = { author, connection, clock, hash };
    if (clock === 0 && !this.#heads.has(connection))
      this.#begun.set(author, (this.#begun.get(author) ?? 0) + 1);
    this.#heads.set(connection, head);
    // It said so of what came only after it
    if (clock <= (this.#onWord.get(connection) ?? -1)) this.#onWord.set(connection, clock - 1);
    if (isWhole) this.#settled.set(head, position);
    this.#generations.note(frame.generation, position);
  }

  /** Goes on from a state that somebody else has put together, in a snapshot of so many frames at this position: a seed is nobody's word for others. */
  adopt(covers: Covers, { position, parts }: { readonly position: number; readonly parts: number }): void {
    if (covers.size > 0 || position > parts) this.isOnWord = true;
    this.#wordUpTo = Math.max(this.#wordUpTo, position);
    for (const [connection, head] of covers) {
      if ((this.#heads.get(connection)?.clock ?? -1) >= head.clock) continue;
      this.#heads.set(connection, head);
      this.#settled.set(head, position);
      this.#onWord.set(connection, head.clock);
    }
    this.#settled.forgetBefore(position);
  }

  /** All frames that the portal keeps were looked at: there is nothing more to be had. */
  noteAllHeard(): void {
    this.isOnWord = false;
  }

  /** What becomes of a snapshot that cannot be true together with what was gone on from. */
  get doubt(): Outcome {
    return this.isOnWord ? "doubted" : "poor";
  }

  /** Whether all of this has come here: nobody covers what is still to come. */
  holds(covers: Covers): boolean {
    return [...covers.values()].every(({ author, connection, clock, hash }) => {
      const head = this.#heads.get(connection);
      if (head?.author !== author) return false;
      return clock < head.clock || (clock === head.clock && equalBytes(hash, head.hash));
    });
  }

  /** The clock of the last frame of a connection that was heard; -1 before the first. */
  reachOf(connection: ConnectionId): number {
    return this.#heads.get(connection)?.clock ?? -1;
  }

  /** Whether frames of a connection came to this page itself, so that one that is missing is missing here alone. */
  isHeard(connection: ConnectionId): boolean {
    return this.#onWord.size === 0 || this.reachOf(connection) > (this.#onWord.get(connection) ?? -1);
  }

  /** What was whole right after a position that was heard; null where that is not known. */
  headsAt(position: number): Covers | null {
    return this.#settled.at(position);
  }

  /** What the state here holds. */
  covers(): Covers {
    return this.#settled.now();
  }
}
