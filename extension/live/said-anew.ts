import type { Pending } from "./outgoing.ts";
import type { FrameQueue } from "./surroundings.ts";

/** Frames of this page that are said anew on another connection. */
export class SaidAnew {
  readonly #queue: Pick<FrameQueue, "remove">;
  /** They lie on the disk until all of it does that is said in their place. */
  #onDisk: Pending[] = [];
  /** Perhaps on their way all the same. */
  #onWay: Pending[] = [];

  constructor(queue: Pick<FrameQueue, "remove">) {
    this.#queue = queue;
  }

  add(frames: readonly Pending[]): void {
    this.#onDisk.push(...frames);
    this.#onWay.push(...frames);
  }

  /** The line is another one: what was on its way on the one before never arrives. */
  lineUp(): void {
    this.#onWay = [];
  }

  /** Gives those of them that are confirmed after all. */
  ack(isAcked: (pending: Pending) => boolean): Pending[] {
    const acked = this.#onWay.filter(isAcked);
    this.#onWay = this.#onWay.filter((pending) => !isAcked(pending));
    return acked;
  }

  /** The last one goes first: at no moment one is left without those before it, which nobody could place. */
  leaveDisk(): void {
    for (const { frame } of this.#onDisk.splice(0).reverse()) void this.#queue.remove(frame);
  }
}
