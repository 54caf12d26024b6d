import type { Bytes, Plain } from "../../shared/bytes.ts";
import { SIGNATURE_BYTES } from "../../shared/crypto/verify.ts";
import type { LiveSessionId, UserId } from "../../shared/ids.ts";
import type { Covers } from "../../shared/live/covers.ts";
import { createFrameOpener } from "../../shared/live/frame.ts";
import { nullIfRefused, parseFrames } from "../../shared/live/frame-batch.ts";
import { type Frame, readFrame } from "../../shared/live/frame-check.ts";
import type { LiveClock, LogView } from "./surroundings.ts";
import { WritingClients } from "./writing-clients.ts";

/** Whether a frame may be listened to, by the verified log alone. The portal's word for it counts for nothing. */

/** A frame that fails may only be ahead of the log; who sends many such must not make us read the log all the time. */
const CATCH_UP_EVERY_MS = 1000;
/** What somebody wrote while he might is on its way for so long, after a page has read in the log that he may not. */
const ON_ITS_WAY_MS = 5000;
const OPENERS_MAX = 4096;

export class FrameJudge {
  readonly clients: WritingClients;
  readonly #view: LogView;
  readonly #clock: LiveClock;
  /** Who was seen with the right to write, and when he was first found without it. */
  readonly #writers = new Map<UserId, number | null>();
  /** Former writers of whom everything that they might still send has come. */
  readonly #closed = new Set<UserId>();
  readonly #openers = new Map<string, ReturnType<typeof createFrameOpener>>();
  #caughtUpAtMs = Number.NEGATIVE_INFINITY;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(view: LogView, clock: LiveClock) {
    this.clients = new WritingClients(view);
    this.#view = view;
    this.#clock = clock;
  }

  /**
   * Size, suite, signature, membership and level, place. Null for what does not hold. What is kept from before (`isPast`) may be
   * of who could write then; what comes while one is in the session is of who may write now.
   */
  async parse(
    wire: Bytes,
    { session, isPast = false }: { readonly session: LiveSessionId; readonly isPast?: boolean },
  ): Promise<Frame | null> {
    const [frame = null] = await this.parseAll([wire], { session, isPast });
    return frame;
  }

  /** The same for many at once. */
  async parseAll(
    wires: readonly Bytes[],
    at: { readonly session: LiveSessionId; readonly isPast: boolean },
  ): Promise<(Frame | null)[]> {
    const frames = await this.#parseNow(wires, at);
    if (!frames.includes(null)) return frames;
    await this.#catchUp();
    const missing = wires.filter((_, index) => frames[index] === null);
    const again = await this.#parseNow(missing, at);
    return frames.map((frame) => frame ?? again.shift() ?? null);
  }

  /** Whether a frame that did not hold names a key or a person that the log here does not have yet: that may only be late. */
  isAhead(wire: Bytes): boolean {
    try {
      const { author, generation } = readFrame(wire.subarray(SIGNATURE_BYTES));
      return !this.#view.spaceKey(generation) || !this.#view.signPublicOf(author);
    } catch {
      return false;
    }
  }

  /**
   * Who signed a frame that did not hold, where he reads the file and was never seen to write it: an honest portal keeps no frame
   * of his unless he has just got the right to. Null for all others.
   */
  unsureOf(wire: Bytes): UserId | null {
    try {
      const { author } = readFrame(wire.subarray(SIGNATURE_BYTES));
      const isReader = this.#view.mayRead(author) && !this.#view.mayWrite(author);
      return isReader && !this.#writers.has(author) ? author : null;
    } catch {
      return null;
    }
  }

  /** Opens what was parsed and is the next of its connection. Null when it does not open. */
  async open(frame: Frame, session: LiveSessionId): Promise<Plain | null> {
    const { space, node } = this.#view;
    const spaceKey = this.#view.spaceKey(frame.generation);
    if (!spaceKey) return null;
    const { author, connection, generation } = frame;
    const key = `${session} ${generation} ${author} ${connection}`;
    const opener =
      this.#openers.get(key) ??
      createFrameOpener({ space, node, session, author, connection, generation, spaceKey });
    if (this.#openers.size >= OPENERS_MAX) this.#openers.clear();
    this.#openers.set(key, opener);
    return opener.then((openIt) => openIt(frame)).catch(nullIfRefused);
  }

  /**
   * Whether somebody who may write speaks in what is kept. Without him it may be made up: who might write once and a portal that
   * lies could begin a session under the key of then.
   */
  hasWriter(frames: readonly (Frame | null)[]): boolean {
    return frames.some((frame) => frame !== null && this.#view.mayWrite(frame.author));
  }

  /** Whether everybody who is named may edit the file, or might at some time. */
  async couldAllWrite(covers: Covers): Promise<boolean> {
    for (const author of new Set([...covers.values()].map((head) => head.author)))
      if (!this.#view.mayWrite(author) && !(await this.#couldEverWrite(author))) return false;
    return true;
  }

  async #couldEverWrite(author: UserId): Promise<boolean> {
    for (let generation = this.#view.generation(); generation > 0; generation--)
      if (await this.#view.couldWrite(author, generation)) return true;
    return false;
  }

  /** The log was read: looks who may write no more, and who may again. */
  noteRights(): void {
    for (const [author, lostAtMs] of this.#writers) {
      if (this.#view.mayWrite(author)) this.#noteWriter(author);
      else if (lostAtMs === null) this.#writers.set(author, this.#clock.nowMs());
    }
  }

  /** The line broke that everything had come by: what former writers say to have sent before has come as well. */
  noteHangUp(): void {
    this.noteRights();
    for (const author of this.#writers.keys()) if (!this.#isOnItsWay(author)) this.#closed.add(author);
  }

  #catchUp(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#caughtUpAtMs >= CATCH_UP_EVERY_MS) {
      this.#caughtUpAtMs = nowMs;
      this.#catchingUp = this.#view.catchUp().then(() => this.noteRights());
    }
    return this.#catchingUp;
  }

  async #parseNow(
    wires: readonly Bytes[],
    at: { readonly session: LiveSessionId; readonly isPast: boolean },
  ): Promise<(Frame | null)[]> {
    const frames = await parseFrames(wires, (user) => this.#view.signPublicOf(user));
    return Promise.all(frames.map((frame) => frame && this.#placed(frame, at)));
  }

  async #placed(
    frame: Frame,
    { session, isPast }: { readonly session: LiveSessionId; readonly isPast: boolean },
  ): Promise<Frame | null> {
    if (!(await this.#isAllowed(frame, isPast))) return null;
    const { space, node } = this.#view;
    const isHere = frame.space === space && frame.node === node && frame.session === session;
    return isHere && this.#view.spaceKey(frame.generation) ? frame : null;
  }

  async #isAllowed({ author, kind, generation }: Frame, isPast: boolean): Promise<boolean> {
    const mayWrite = this.#view.mayWrite(author);
    if (mayWrite) this.#noteWriter(author);
    if (kind === "presence") return this.#view.mayRead(author);
    if (mayWrite) return true;
    this.noteRights();
    const isBelieved = isPast ? !this.#closed.has(author) : this.#isOnItsWay(author);
    return isBelieved && this.#view.couldWrite(author, generation);
  }

  #noteWriter(author: UserId): void {
    this.#writers.set(author, null);
    this.#closed.delete(author);
  }

  #isOnItsWay(author: UserId): boolean {
    if (this.#view.mayWrite(author)) return true;
    const lostAtMs = this.#writers.get(author);
    return typeof lostAtMs === "number" && this.#clock.nowMs() - lostAtMs < ON_ITS_WAY_MS;
  }
}
