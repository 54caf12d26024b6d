import { applyUpdate, type Doc } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { ConnectionId, LiveSessionId } from "../../shared/ids.ts";
import { type Covers, isCovered } from "../../shared/live/covers.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import { parseSaved, type SnapshotAbout } from "../../shared/live/frame-contents.ts";
import { REMOTE } from "../editors/adapter.ts";
import { Chains } from "./chains.ts";
import type { FrameJudge } from "./frame-judge.ts";
import { KnownLetters } from "./known-letters.ts";
import { findSnapshot, type Snapshot } from "./newest-snapshot.ts";
import { OnWord } from "./on-word.ts";
import { OpeningAhead } from "./opening-ahead.ts";
import type { Outcome } from "./outcome.ts";
import type { Acked } from "./outgoing.ts";
import { Progress } from "./progress.ts";
import { type AuthorOfClaim, SaveClaims } from "./save-claims.ts";
import { SnapshotReader } from "./snapshot-reader.ts";
import type { LiveClock } from "./surroundings.ts";
import { Unjudged, type Unreadable } from "./unjudged.ts";
import { UpdateReader } from "./update-reader.ts";

/** A frame as the portal keeps it. */
export interface Kept {
  readonly position: number;
  readonly wire: Bytes;
}

/** The frames of one session, turned into the shared state: checked, in order, and each once. */
export class KeptFrames {
  readonly session: LiveSessionId;
  /** The state; everything that comes is applied to it. */
  doc: Doc;
  baseVersion: number;
  readonly #judge: FrameJudge;
  readonly progress: Progress;
  readonly chains = new Chains();
  readonly #opening: OpeningAhead;
  readonly updates: UpdateReader;
  readonly snapshots: SnapshotReader;
  /** What the frames up to here have brought. */
  readonly known = new KnownLetters();
  /** The last update of each connection. */
  readonly #updated = new Map<ConnectionId, number>();
  readonly claims: SaveClaims;
  readonly unjudged: Unjudged;
  readonly #onWord: OnWord;
  /** Why there is no state. */
  unreadable: Unreadable | null = null;

  constructor(from: {
    session: LiveSessionId;
    doc: Doc;
    baseVersion: number;
    judge: FrameJudge;
    clock: LiveClock;
    authorOf: AuthorOfClaim;
  }) {
    this.session = from.session;
    this.doc = from.doc;
    this.baseVersion = from.baseVersion;
    this.#judge = from.judge;
    this.progress = new Progress(from.clock);
    this.unjudged = new Unjudged(from.judge, this.progress);
    this.snapshots = new SnapshotReader(from.clock);
    this.claims = new SaveClaims(from.authorOf);
    this.#opening = new OpeningAhead(from);
    this.updates = new UpdateReader(from.judge.clients, this.known);
    this.#onWord = new OnWord(from.judge.clients, this.known);
  }

  /** Everything up to here was heard. */
  get position(): number {
    return this.progress.position;
  }

  /** Something is missing that others may have: nothing is written down or saved from here. */
  get isLacking(): boolean {
    return this.progress.isLacking;
  }

  /** What was whole right after a position; null where that is not known. */
  headsAt(position: number): Covers | null {
    return this.progress.isHeldBefore(position + 1) ? null : this.chains.headsAt(position);
  }

  /** What the state holds for certain, and up to where nothing that the portal keeps is missing from it. */
  savePoint(): { readonly covers: Covers; readonly upTo: number } {
    return { covers: this.chains.covers(), upTo: this.progress.wholePosition };
  }

  get hasUnsaved(): boolean {
    return [...this.#updated].some(([connection, clock]) => !this.claims.hold({ connection, clock }));
  }

  /** Whether this frame, or the whole snapshot that it ended in, is in the state. */
  has(frame: Pick<Frame, "connection" | "clock">): boolean {
    return isCovered(this.chains.covers(), frame);
  }

  /**
   * Takes what the portal has kept. With `isFresh` the state is empty so far; null when it cannot be put together then.
   * Ends before the first gap for which it is worth asking once more.
   */
  async takeAll(
    all: readonly Kept[],
    isFresh: boolean,
    isAskedAgain: (position: number) => boolean,
  ): Promise<Map<number, Outcome> | null> {
    const { session } = this;
    const wires = all.map(({ wire }) => wire);
    const frames = await this.#judge.parseAll(wires, { session, isPast: true });
    let base = await findSnapshot(frames, { judge: this.#judge, session });
    const isWithout = isFresh && !(base && this.#judge.hasWriter(frames));
    this.unreadable = isWithout
      ? this.unjudged.whyUnreadable(wires, { frames, isBegun: base !== null })
      : null;
    if (base && isWithout) this.#noteBase(base.about);
    if (isWithout) return null;
    if (isFresh && base) base = this.#adopt(base, all);
    const outcomes = new Map<number, Outcome>();
    for (const [index, { position, wire }] of all.entries()) {
      this.#opening.expect(frames, index);
      const frame = frames[index] ?? null;
      if (base && frame && position > this.position && this.chains.placeOf(frame, position) === "gap")
        base = this.#adopt(base, all);
      const outcome = await this.take({ position, wire }, frame);
      outcomes.set(position, outcome);
      if (outcome === "gap" && isAskedAgain(position)) break;
    }
    this.#opening.forget();
    return outcomes;
  }

  /** Takes one frame that was parsed; null is one that could not be. */
  async take({ position, wire }: Kept, frame: Frame | null): Promise<Outcome> {
    this.progress.release(position);
    if (this.progress.isHeldBefore(position)) return this.progress.hold(position, wire);
    if (!frame) return this.unjudged.take({ position, wire });
    const place = this.chains.placeOf(frame, position);
    if (place === "covered") return this.#compare(frame, position);
    // Its beginning is not kept any more
    if (place === "gap" && position <= this.position) return "repeated";
    if (place === "repeated") this.#advance(position);
    if (place === "crowded") return "refused";
    if (place === "gap" && this.progress.isBroken(frame.connection)) return "refused";
    if (place === "gap") this.progress.noteGap(position, frame.connection);
    if (place === "repeated" || place === "gap") return place;
    const plain = await this.#opening.open(frame);
    // Who holds the key finds the same in it: what comes after it has its place
    const outcome = plain ? await this.#read(frame, plain, position <= this.position) : "refused";
    this.chains.take(frame, { isWhole: !this.updates.isInside(frame.connection), position });
    this.#advance(position);
    return place === "disputed" ? this.chains.doubt : outcome;
  }

  /** What the snapshot that was gone on from says to hold has to be in it, as far as it is to be had. */
  async #compare(frame: Frame, position: number): Promise<Outcome> {
    this.#advance(position);
    const plain = await this.#opening.open(frame);
    const { doc } = this;
    // Its claim may be borne out only after the snapshot that covers it
    if (plain && frame.kind === "saved") return this.#readSaved(frame, plain);
    return plain && (await this.#onWord.hasLeftOut(frame, plain, { doc, position })) ? "poor" : "repeated";
  }

  /** A frame of this page is kept at this position; what it says is in the state already. */
  takeOwn(acked: Acked, position: number): void {
    const { frame, content } = acked;
    // After a broken line it may have come as others' frames do
    const isNew = this.chains.reachOf(frame.connection) < frame.clock;
    const update = isNew ? this.updates.readOwn(acked) : null;
    if (isNew) this.chains.take(frame, { isWhole: !this.updates.isInside(frame.connection), position });
    if (update) this.#noteUpdate(frame, update);
    const [first] = content.plains;
    if (acked.isLast && content.kind === "snapshot" && first) this.snapshots.noteOwn(first, frame);
    this.#advance(position);
  }

  /** Goes past a frame that is refused for good. */
  skip(position: number): void {
    this.progress.breakAt(position, (connection) => this.chains.isHeard(connection));
    this.#advance(position);
  }

  async #read(frame: Frame, plain: Plain, isOld: boolean): Promise<Outcome> {
    try {
      if (frame.kind === "update") return await this.#readUpdate(frame, plain);
      if (frame.kind === "snapshot") return isOld ? "taken" : this.#readSnapshot(frame, plain);
      return this.#readSaved(frame, plain);
    } catch {
      // Not what its kind says, or nothing that the shared state can take
      return "refused";
    }
  }

  async #readUpdate(frame: Frame, plain: Plain): Promise<Outcome> {
    const update = await this.updates.read(frame, plain);
    if (!update) return "taken";
    applyUpdate(this.doc, update, REMOTE);
    this.#noteUpdate(frame, update);
    return "taken";
  }

  #readSaved({ author }: Frame, plain: Plain): Outcome {
    const saved = parseSaved(plain);
    if (saved.baseVersion !== this.baseVersion || !this.chains.holds(saved.covers)) return "refused";
    this.claims.note({ ...saved, author });
    return "taken";
  }

  #readSnapshot(frame: Frame, plain: Plain): Outcome {
    const whole = this.snapshots.read(frame, plain);
    if (!whole) return "taken";
    if (whole.about.baseVersion !== this.baseVersion) return "refused";
    const { doc, claims } = this;
    return this.snapshots.judge(whole, frame, { doc, chains: this.chains, claims });
  }

  #noteUpdate({ connection, clock }: Pick<Frame, "connection" | "clock">, update: Bytes): void {
    this.known.add(update);
    if ((this.#updated.get(connection) ?? -1) >= clock) return;
    this.#updated.set(connection, clock);
    this.snapshots.noteUpdate({ connection, clock, update });
  }

  #adopt(snapshot: Snapshot, all: readonly Kept[]): null {
    const { about, state, index } = snapshot;
    const position = all[index]?.position ?? 0;
    this.progress.goOnFrom(all[0]?.position ?? 0);
    this.snapshots.adopt(snapshot);
    applyUpdate(this.doc, state, REMOTE);
    this.known.addState(state);
    this.#noteBase(about);
    this.chains.adopt(about.covers, { position, parts: snapshot.parts });
    for (const { connection, clock } of about.covers.values())
      this.#updated.set(connection, Math.max(clock, this.#updated.get(connection) ?? 0));
    return null;
  }

  #noteBase({ baseVersion, saved }: SnapshotAbout): void {
    this.baseVersion = baseVersion;
    if (saved) this.claims.noteVersion(saved);
  }

  #advance(position: number): void {
    this.progress.advance(position, this.updates.isEmpty);
  }
}
