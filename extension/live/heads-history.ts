import type { ConnectionId } from "../../shared/ids.ts";
import type { Covers } from "../../shared/live/covers.ts";
import type { ConnectionHead } from "../../shared/live/frame-check.ts";

/** What others say of earlier moments is compared as far back as this. */
const STEPS_MAX = 2000;

interface Step {
  readonly position: number;
  readonly connection: ConnectionId;
  readonly before: ConnectionHead | undefined;
}

/** The newest frame of each connection that ended something, now and some time back. */
export class HeadsHistory {
  readonly #heads = new Map<ConnectionId, ConnectionHead>();
  #steps: Step[] = [];
  /** Nothing is known of what was before this. */
  #from = 0;

  now(): Covers {
    return new Map(this.#heads);
  }

  set(head: ConnectionHead, position: number): void {
    const { connection } = head;
    if (position <= (this.#steps.at(-1)?.position ?? 0)) this.forgetBefore(position);
    this.#steps.push({ position, connection, before: this.#heads.get(connection) });
    this.#heads.set(connection, head);
    if (this.#steps.length > STEPS_MAX) this.#from = this.#steps.shift()?.position ?? 0;
  }

  /** What was known before this position is not what it was then. */
  forgetBefore(position: number): void {
    this.#from = Math.max(this.#from, position, this.#steps.at(-1)?.position ?? 0);
    this.#steps = [];
  }

  /** As it was right after a position that was heard; null where that is not known. */
  at(position: number): Covers | null {
    if (position < this.#from) return null;
    const heads = new Map(this.#heads);
    for (const step of this.#steps.toReversed()) {
      if (step.position <= position) break;
      if (step.before) heads.set(step.connection, step.before);
      else heads.delete(step.connection);
    }
    return heads;
  }
}
