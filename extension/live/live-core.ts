import type { LiveNews } from "../../shared/api/live.ts";
import type { Plain } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { BlobId } from "../../shared/ids.ts";
import { REMOTE, type SharedState } from "../editors/adapter.ts";
import { FrameJudge } from "./frame-judge.ts";
import { Joining } from "./joining.ts";
import type { Kept } from "./kept-frames.ts";
import type { LiveSession, LiveStatus, PersonHere, SavePoint } from "./live-session.ts";
import { waitLonely } from "./loneliness.ts";
import { patiently } from "./patience.ts";
import { SavingPart } from "./saving-part.ts";
import { isAlone, isUnjudged, statusOf } from "./status.ts";
import type { CoreInput, Hello, LineEvents, LiveLine } from "./surroundings.ts";
import { Typing } from "./typing.ts";

const FLUSH_MAX_MS = 2000;

/**
 * One page's part in a live document. Everything that comes is worked through one after the other, whenever it came; what is
 * around it is given, so that it can be tried without a portal, a disk or a clock.
 */
export class LiveCore implements LiveSession, LineEvents {
  readonly #input: CoreInput;
  readonly #line: LiveLine;
  readonly #typing: Typing;
  readonly #joining: Joining;
  readonly #saving: SavingPart;
  readonly #listeners = new Set<() => void>();
  readonly #ready = Promise.withResolvers<void>();
  #turn: Promise<void> = Promise.resolve();
  #isClosed = false;
  refused = 0;
  isOccupied = false;
  #whyNotIn: ErrorCode | null = null;
  readonly onFrames = (frames: readonly Kept[]): void =>
    void this.#inTurn(() => this.#joining.takeFrames(frames));
  readonly onDown = (): void => void this.#inTurn(() => this.#joining.lineDown());
  readonly hurry = (): void => this.#line.hurry();
  readonly isOwnSave = (version: number): boolean =>
    this.#joining.standing.isOwn(version, this.#joining.part?.kept);
  readonly people = (): readonly PersonHere[] => this.#joining.part?.people() ?? [];

  constructor(input: CoreInput) {
    const { clock, view } = input;
    this.#input = input;
    this.#line = input.openLine(this);
    this.#typing = new Typing(clock, () => this.#sendTyped());
    this.#joining = new Joining({
      ...input,
      ...{ line: this.#line, judge: new FrameJudge(view, clock), typing: this.#typing },
      onChange: () => this.#changed(),
      inTurn: (task) => void this.#inTurn(task),
      onStale: () => void this.#inTurn(() => this.#joining.logMoved()),
      onRefused: (count) => {
        this.refused += count;
      },
      onShown: (shared) => this.#shown(shared),
      onSynced: () => this.#sendTyped(),
    });
    this.#saving = new SavingPart({ ...input, joining: this.#joining, typing: this.#typing });
    waitLonely({
      clock,
      isOver: () => this.#isClosed || this.#joining.shared !== null,
      isUp: () => this.#joining.isUp,
      heard: () => this.#joining.heard,
      onLonely: () => void this.#inTurn(() => this.#joining.showSomething()),
    });
  }

  /** Settles when there is a state to show. @throws what kept it from being made */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get shared(): SharedState {
    const { shared } = this.#joining;
    if (!shared) throw new AppError("INTERNAL");
    return shared;
  }

  get baseVersion(): number {
    return this.#joining.shown.base.version;
  }

  get baseBytes(): Plain {
    return this.#joining.shown.base.bytes;
  }

  get status(): LiveStatus {
    return statusOf(this.#joining, this.mayWrite);
  }

  get mayWrite(): boolean {
    return this.#input.view.mayWrite(this.#input.view.user);
  }

  get isUnjudged(): boolean {
    return isUnjudged(this.#joining);
  }

  get isLacking(): boolean {
    return this.#joining.inside?.kept.isLacking ?? false;
  }

  get trouble(): ErrorCode | null {
    return this.#joining.part?.sending.isCrowded ? "LIVE_CROWDED" : this.#whyNotIn;
  }

  get isFull(): boolean {
    return this.#joining.part?.sending.isFull ?? false;
  }

  get savedVersion(): number | null {
    return this.#joining.standing.newest(this.#joining.part?.kept);
  }

  isSaver(): boolean {
    const { phase, isUp, part } = this.#joining;
    if (isAlone(this.#joining)) return this.mayWrite && !this.isUnjudged;
    return phase === "synced" && isUp && (part?.isFirstWriter ?? false);
  }

  hasUnacked(): boolean {
    const { phase, part } = this.#joining;
    if (phase === "apart" || phase === "alone") return this.#typing.isDirtyAlone;
    return this.#typing.isWaiting || !(part?.isAllAcked ?? true);
  }

  hasUnsaved(): boolean {
    return this.hasUnacked() || (this.#joining.part?.kept.hasUnsaved ?? false);
  }

  async flush(): Promise<void> {
    this.#sendTyped();
    const isDone = () => this.status !== "live" || !this.hasUnacked();
    await patiently(isDone, { of: this, clock: this.#input.clock, mostMs: FLUSH_MAX_MS });
    await this.#turn;
    await this.#joining.part?.idle(); // Without a line it is sealed at least, and on the disk
  }

  savePoint(): SavePoint {
    return this.#saving.point();
  }

  async noteSaving(version: number, blob: BlobId, point: SavePoint): Promise<void> {
    const { part } = this.#joining;
    await this.#inTurn(() => this.#saving.claim(part, { version, blob, point }));
    await this.flush();
    // Appended, it would be a stranger's version to everybody
    if (part?.sending.isCrowded) throw new AppError("LIVE_CROWDED");
  }

  noteSaved(version: number, point: SavePoint): Promise<void> {
    return this.#inTurn(() => this.#saving.noteSaved(version, point));
  }

  noteDrafted(point: SavePoint): Promise<void> {
    return this.#inTurn(() => this.#saving.noteDrafted(point));
  }

  giveUp(): void {
    this.#saving.giveUp();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (!this.#isClosed) await this.flush();
    this.stop();
  }

  /** Ends at once, with what waits left on the disk. */
  stop(): void {
    this.#isClosed = true;
    this.#line.close();
    this.#typing.stop();
    this.#joining.part?.end();
    this.#listeners.clear();
    this.#joining.shared?.awareness.destroy();
    this.#joining.shared?.doc.destroy();
    this.#ready.resolve();
    this.#input.onStopped?.();
  }

  /** Settles when all that has come or was typed so far is worked through. */
  async idle(): Promise<void> {
    for (let turn: Promise<void> | null = null; turn !== this.#turn; ) {
      turn = this.#turn;
      await turn;
      await this.#joining.part?.idle();
    }
  }

  hello(): Hello {
    return this.#joining.part?.hello() ?? { session: null, since: 0, isAll: false };
  }

  onTrouble(code: ErrorCode): void {
    this.#whyNotIn = code;
    this.#changed();
  }

  onNews(news: LiveNews): void {
    this.#whyNotIn = null;
    if (news.kind === "admitted") this.isOccupied = news.isOccupied;
    const { isSaid = false } = this.#joining.part?.asking ?? {};
    void this.#inTurn(() => this.#joining.hear(news, isSaid));
  }

  onSilence(): void {
    void this.#inTurn(() => (this.#joining.isUp ? undefined : this.#joining.showSomething()));
  }

  #shown({ doc }: SharedState): void {
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      const { phase } = this.#joining;
      if (origin !== REMOTE) this.#typing.add(update, phase === "alone" || phase === "apart");
    });
    this.#ready.resolve();
  }

  /** A reader's changes stay in his page: nobody would take them. */
  #sendTyped(): void {
    const { phase, part } = this.#joining;
    if (part && (phase === "synced" || phase === "joining") && this.mayWrite) {
      const update = this.#typing.take();
      if (update) part.send(update);
    }
    this.#changed();
  }

  #inTurn(task: () => Promise<void> | void): Promise<void> {
    const done = this.#turn.then(() => (this.#isClosed ? undefined : task()));
    // What fails here is one frame's or one piece of news' affair, unless there is nothing to show without it
    this.#turn = done
      .catch((error: unknown) => this.#ready.reject(error))
      .then(() => {
        if (!this.#isClosed) this.#changed();
      });
    return this.#turn;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
