import type { Sealed } from "../../shared/bytes.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import { CurrentSealer } from "./current-sealer.ts";
import { hasNewestKey } from "./held-generation.ts";
import { keepOnDisk, queuedOf } from "./kept-on-disk.ts";
import { type Acked, ackedOf, type Content, type Pending, sealPart } from "./outgoing.ts";
import { PAUSE_FOR_KEY_MS, Refusals, type RefusedFrame } from "./refusals.ts";
import { SaidAnew } from "./said-anew.ts";
import type { FrameQueue, LiveClock, LiveLine, LogView, QueuedFrame } from "./surroundings.ts";

/** What this page says in a session: sealed once, kept on the disk, and sent until the portal says that it is kept there. */

export interface OutboxInput {
  readonly session: LiveSessionId;
  readonly view: LogView;
  readonly clock: LiveClock;
  readonly queue: FrameQueue;
  readonly line: LiveLine;
  /** What was sent may be told once more as all that this person wrote, whatever was lost of it. */
  readonly wholeState: () => Content;
  /** To be awaited before anything is kept on the disk. */
  readonly before: () => Promise<void>;
  /** The log has to be looked at: there is a newer key, or a right is gone. */
  readonly onStale: () => void;
  readonly onChange: () => void;
}

export class Outbox {
  readonly #input: OutboxInput;
  #pending: Pending[] = [];
  readonly #before: SaidAnew;
  /** For want of a key. */
  #unsealed: Content[] = [];
  readonly #sealers: CurrentSealer;
  #turn: Promise<void> = Promise.resolve();
  #sealing = 0;
  #isUp = false;
  #resume: (() => void) | null = null;
  readonly #refusals = new Refusals();
  isFull = false;
  /** The portal takes no further connection of this person's: nothing that is said here reaches anybody. */
  isCrowded = false;

  constructor(input: OutboxInput) {
    this.#input = input;
    this.#before = new SaidAnew(input.queue);
    this.#sealers = new CurrentSealer(input);
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** What was typed here reaches nobody. */
  get isCutOff(): boolean {
    return this.isCrowded && !this.isEmpty;
  }

  get isEmpty(): boolean {
    return this.#sealing === 0 && this.#pending.length === 0 && this.#unsealed.length === 0;
  }

  /** What was typed, as it lies on the disk. */
  get text(): QueuedFrame[] {
    const { session } = this.#input;
    return this.#pending.flatMap((each) => (each.content.kind === "update" ? queuedOf(each, session) : []));
  }

  /** Settles when all that was added is sealed. */
  idle(): Promise<void> {
    return this.#turn;
  }

  /** Seals it after all that was added before, and sends it when the line is up. */
  add(content: Content): Promise<void> {
    this.#sealing++;
    const done = this.#turn.then(() => this.#seal(content));
    this.#turn = done.catch(() => undefined).finally(() => this.#sealed());
    return done;
  }

  #sealed(): void {
    this.#sealing--;
    if (this.#sealing === 0 && this.#unsealed.length === 0) this.#before.leaveDisk();
  }

  /** Frames that an earlier page sealed. */
  restore(frame: Pending["frame"], wire: Sealed, content: Content): void {
    this.#pending.push({ content: { ...content, isRestored: true }, part: 0, frame, wire });
  }

  /** The portal is ready for frames of the session. */
  lineUp(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#before.lineUp();
    this.#endPause();
    this.#sendFrom(0);
  }

  lineDown(): void {
    this.#isUp = false;
  }

  /** Gives the frames that are settled by this, in order. */
  ack(connection: string, clock: number): Acked[] {
    const isAcked = ({ frame }: Pending) => frame.connection === connection && frame.clock <= clock;
    const acked = [...this.#before.ack(isAcked), ...this.#pending.filter(isAcked)];
    if (acked.length === 0) return [];
    this.#pending = this.#pending.filter((pending) => !isAcked(pending));
    for (const { frame } of acked) void this.#input.queue.remove(frame);
    this.isFull = false;
    this.isCrowded = false;
    this.#refusals.forget();
    this.#input.onChange();
    return acked.map(ackedOf);
  }

  refuse({ connection, clock, code }: RefusedFrame): void {
    const refused = this.#pending.find(
      ({ frame }) => frame.connection === connection && frame.clock === clock,
    );
    if (!refused || this.#resume) return;
    const isOld = refused.frame.generation !== this.#input.view.generation();
    if (code === "KEY_STALE" && isOld) return void this.renew();
    if (code === "LIVE_FULL") this.isFull = true;
    if (code === "LIVE_CROWDED") this.#keepTextOnly();
    if (code === "KEY_STALE" || code === "RIGHT_MISSING") this.#input.onStale();
    const pauseMs = code === "CONTEXT_WRONG" ? null : this.#refusals.pauseAfter(code);
    if (code === "CONTEXT_WRONG") this.#input.line.restart();
    else if (pauseMs === null) this.#rebuild(this.#anew());
    else this.#pause(pauseMs);
    this.#input.onChange();
  }

  /** What only tells others of text that they have is of no use any more. */
  #keepTextOnly(): void {
    this.isCrowded = true;
    this.#forget(({ content }) => content.kind !== "update");
  }

  /** The right to write is back. */
  retry(): void {
    if (!this.#resume) this.#sendFrom(0);
  }

  /** Says all that waits once more, on a new connection under the newest key. */
  renew(): void {
    const contents = this.#waiting();
    const isWhole = contents.every(({ isRestored, kind }) => !isRestored || kind === "saved");
    this.#rebuild(isWhole ? contents : this.#anew());
  }

  #waiting(): Content[] {
    return [...new Set([...this.#pending.map(({ content }) => content), ...this.#unsealed])];
  }

  /** The whole state instead of what waits, and which versions were saved of it. */
  #anew(): Content[] {
    return [this.#input.wholeState(), ...this.#waiting().filter(({ kind }) => kind === "saved")];
  }

  /** Nothing more is sent from here; what waits stays on the disk. */
  end(): void {
    this.#isUp = false;
    this.#endPause();
  }

  /** Gives up what waits, on the disk too: there what was typed may be kept. */
  drop(isTextKept = false): void {
    this.end();
    this.#forget(({ content }) => !isTextKept || content.kind !== "update");
    if (!isTextKept) this.#before.leaveDisk();
    this.#pending = [];
    this.#unsealed = [];
  }

  #forget(isGone: (pending: Pending) => boolean): void {
    for (const { frame } of this.#pending.filter(isGone)) void this.#input.queue.remove(frame);
    this.#pending = this.#pending.filter((pending) => !isGone(pending));
  }

  #rebuild(contents: readonly Content[]): void {
    if (!hasNewestKey(this.#input.view)) return void this.#waitForKey();
    this.#before.add(this.#pending);
    this.#pending = [];
    this.#unsealed = [];
    this.#sealers.renew();
    this.#endPause();
    for (const content of contents) void this.add(content);
  }

  async #seal(content: Content): Promise<void> {
    const current = await this.#sealers.nextOnDisk();
    if (!current) {
      this.#unsealed.push(content);
      return;
    }
    const sealed: Pending[] = [];
    for (const [part, plain] of content.plains.entries())
      sealed.push(await sealPart(current, content, { part, plain, author: this.#input.view.user }));
    // A new connection began meanwhile
    if (!this.#sealers.is(current)) return this.#seal(content);
    await keepOnDisk(sealed, this.#input);
    // Or while it was written to the disk
    if (!this.#sealers.is(current)) {
      for (const { frame } of sealed) void this.#input.queue.remove(frame);
      return this.#seal(content);
    }
    this.#pending.push(...sealed);
    if (!this.#resume) this.#sendFrom(this.#pending.length - sealed.length);
    this.#input.onChange();
  }

  #sendFrom(index: number): void {
    const { view } = this.#input;
    if (!this.#isUp || !view.mayWrite(view.user)) return;
    // Nothing that is typed after a key was left leaves this browser under it
    const isOlder = ({ frame }: Pending) => frame.generation < view.generation();
    if (this.#pending.some(isOlder)) return void this.renew();
    const toSend = this.#pending.slice(index);
    for (const [at, { content, part, wire }] of toSend.entries()) {
      const isFirst = toSend[at - 1]?.content !== content;
      if (isFirst && content.announce) this.#input.line.say(content.announce(content.plains.length - part));
      this.#input.line.send(wire);
    }
  }

  #waitForKey(): void {
    if (this.#pending.length === 0 || this.#resume) return;
    this.#pause(PAUSE_FOR_KEY_MS);
    this.#input.onStale();
  }

  #pause(ms: number): void {
    const cancel = this.#input.clock.after(ms, () => {
      this.#resume = null;
      this.#sendFrom(0);
    });
    this.#resume = cancel;
  }

  #endPause(): void {
    this.#resume?.();
    this.#resume = null;
  }
}
