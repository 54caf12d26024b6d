import type { LiveSessionId } from "../../shared/ids.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { KeptFrames } from "./kept-frames.ts";
import { type LostWork, readLostWork } from "./lost-work.ts";
import { restoreLeft } from "./restore-left.ts";
import type { FrameQueue, LogView, QueuedFrame } from "./surroundings.ts";

/** What pages of this browser that are no more could not send. */
export class LeftFrames {
  readonly #queue: FrameQueue;
  #waiting: QueuedFrame[] = [];
  /** Of a session that is no more: shown to the person, who decides what becomes of them. */
  #lost: readonly QueuedFrame[] = [];
  /** What was lost where the file was before: it goes the same way. */
  #former: LeftFrames | null = null;

  constructor(queue: FrameQueue) {
    this.#queue = queue;
  }

  /** Whether they go on with something whose beginning the portal had, and this page has not. */
  async haveLostBeginning(kept: KeptFrames): Promise<boolean> {
    await this.#take();
    const first = new Map<string, QueuedFrame>();
    for (const frame of this.#waiting) {
      const { connection, clock, session, role } = frame;
      if (role === "state") continue;
      if (session === kept.session && clock < (first.get(connection)?.clock ?? Number.POSITIVE_INFINITY))
        first.set(connection, frame);
    }
    return [...first.values()].some(({ connection, clock }) => clock > kept.chains.reachOf(connection) + 1);
  }

  /** Gives the states that are needed until the rest is confirmed. */
  async restore(into: Parameters<typeof restoreLeft>[1]): Promise<readonly QueuedFrame[]> {
    await this.#take();
    const isHere = ({ session }: QueuedFrame): boolean => session === into.kept.session;
    const here = this.#waiting.filter(isHere);
    this.#waiting = this.#waiting.filter((frame) => !isHere(frame));
    const isState = ({ role }: QueuedFrame): boolean => role === "state";
    await restoreLeft(
      here.filter((frame) => !isState(frame)),
      into,
    );
    return here.filter(isState);
  }

  /**
   * What was typed in another session than the one that there is now, if any. What can be shown to nobody, or was asked about
   * before, goes from the disk.
   */
  async findLost(
    current: LiveSessionId | null,
    around: { readonly judge: FrameJudge; readonly view: LogView },
  ): Promise<LostWork | null> {
    await this.#take();
    for (const session of new Set(this.#waiting.map((frame) => frame.session))) {
      if (session === current) continue;
      const frames = this.#waiting.filter((frame) => frame.session === session);
      this.#waiting = this.#waiting.filter((frame) => frame.session !== session);
      const work = await readLostWork(frames, { ...around, session });
      this.#lost = frames;
      if (work) return work;
      this.giveUp();
    }
    return null;
  }

  /** Also lost is what this page could not send into a session that it has left. */
  hold(frames: readonly QueuedFrame[]): void {
    this.#lost = [...this.#lost, ...frames];
  }

  /** A draft holds what was lost. */
  noteDrafted(): void {
    this.#lost = this.#lost.map((frame) =>
      frame.role === "waiting" ? { ...frame, role: "drafted" } : frame,
    );
    for (const frame of this.#lost) void this.#queue.put(frame);
    this.#former?.noteDrafted();
  }

  /** What was lost is in a session again, or nobody wants it any more. */
  giveUp(): void {
    for (const frame of this.#lost) void this.#queue.remove(frame);
    this.#lost = [];
    this.#former?.giveUp();
  }

  /** These are shown to the person here, too. */
  follow(former: LeftFrames): void {
    this.#former = former;
  }

  async #take(): Promise<void> {
    this.#waiting.push(...(await this.#queue.takeLeft()));
  }
}
