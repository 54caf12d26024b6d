import { encodeSnapshot } from "../../shared/live/frame-contents.ts";
import { CurrentSealer } from "./current-sealer.ts";
import { stateOf } from "./doc-states.ts";
import type { KeptFrames } from "./kept-frames.ts";
import type { Outbox } from "./outbox.ts";
import type { FrameQueue, LiveClock, LogView, QueuedFrame } from "./surroundings.ts";

/** What is sent is confirmed within this time, or the line may be dead. */
const WAITING_MS = 1000;

interface AsideInput {
  readonly kept: KeptFrames;
  readonly outbox: Pick<Outbox, "isUp" | "isEmpty">;
  readonly view: LogView;
  readonly queue: FrameQueue;
  readonly clock: LiveClock;
}

/**
 * The whole state, sealed on the disk beside what waits there for the portal's word. The portal may forget the session meanwhile,
 * for a version holds all that it has: without the state nobody could place any more what was typed.
 */
export class StateAside {
  readonly #input: AsideInput;
  #frames: readonly QueuedFrame[] = [];
  /** How far the session had come in the state that is kept, or about to be. */
  #keptAt: number | null = null;
  #turn: Promise<void> = Promise.resolve();
  #cancel: (() => void) | null = null;

  constructor(input: AsideInput) {
    this.#input = input;
  }

  /** To be awaited before anything is kept that waits for a line. */
  async before(): Promise<void> {
    if (!this.#input.outbox.isUp) await this.#keep();
  }

  /** Something was sent: it may never arrive. */
  watch(): void {
    this.#cancel ??= this.#input.clock.after(WAITING_MS, () => {
      this.#cancel = null;
      if (!this.#input.outbox.isEmpty) void this.#keep();
    });
  }

  /** Something was confirmed. With nothing left on its way there is nothing to wait for, however much is sent after it. */
  settle(): void {
    if (!this.#input.outbox.isEmpty) return;
    this.#callOff();
    this.drop();
  }

  /** What an earlier page kept goes when what it stood beside is confirmed. */
  adopt(frames: readonly QueuedFrame[]): void {
    this.#frames = [...this.#frames, ...frames];
    this.settle();
  }

  drop(): void {
    for (const frame of this.take()) void this.#input.queue.remove(frame);
  }

  /** Gives what is kept over to somebody else. */
  take(): readonly QueuedFrame[] {
    const frames = this.#frames;
    this.#frames = [];
    this.#keptAt = null;
    return frames;
  }

  end(): void {
    this.#callOff();
  }

  idle(): Promise<void> {
    return this.#turn;
  }

  #callOff(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #keep(): Promise<void> {
    const { position } = this.#input.kept;
    if (this.#keptAt === position) return this.#turn;
    this.#keptAt = position;
    this.#turn = this.#write().catch(() => {
      this.#keptAt = null;
    });
    return this.#turn;
  }

  async #write(): Promise<void> {
    const before = this.#frames;
    const frames = await this.#seal();
    await Promise.all(frames.map((frame) => this.#input.queue.put(frame)));
    for (const frame of before) void this.#input.queue.remove(frame);
    this.#frames = frames;
    this.settle();
  }

  /** On a connection that nobody ever hears. */
  async #seal(): Promise<QueuedFrame[]> {
    const { kept, view } = this.#input;
    const { session, baseVersion, claims } = kept;
    const sealing = await new CurrentSealer({ session, view }).nextOnDisk();
    if (!sealing) return [];
    const about = { baseVersion, saved: claims.newest, covers: new Map() };
    const { sealer } = sealing;
    const wires = encodeSnapshot(about, stateOf(kept.doc)).map((plain) => sealer.seal("snapshot", plain));
    const place = { session, connection: sealer.connection, role: "state" } as const;
    return (await Promise.all(wires)).map((wire, clock) => ({ ...place, clock, wire }));
  }
}
