import type { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc } from "yjs";
import type { LiveNews } from "../../shared/api/live.ts";
import type { Bytes } from "../../shared/bytes.ts";
import type { BlobId, LiveSessionId } from "../../shared/ids.ts";
import { encodeSaved, encodeSnapshot, encodeUpdate } from "../../shared/live/frame-contents.ts";
import { REMOTE } from "../editors/adapter.ts";
import { Aftermath } from "./aftermath.ts";
import { AskingAgain } from "./asking-again.ts";
import { beyond, NO_CHANGE, stateBy, stateOf } from "./doc-states.ts";
import { type Kept, KeptFrames } from "./kept-frames.ts";
import type { PersonHere, SavePoint } from "./live-session.ts";
import { authorIn, savedOf } from "./logged-versions.ts";
import { OpeningAnew } from "./opening-anew.ts";
import { Outbox } from "./outbox.ts";
import type { PartInput } from "./part-input.ts";
import { PresenceRoom } from "./presence-room.ts";
import { readPresence } from "./said-presence.ts";
import { SnapshotWriter } from "./snapshot-writer.ts";
import { StateAside } from "./state-aside.ts";
import type { Hello, QueuedFrame } from "./surroundings.ts";

/** This page's part in one session: what the others say goes into the shared state, what is typed here goes out. */
export class SessionPart {
  readonly kept: KeptFrames;
  readonly #input: PartInput;
  readonly #outbox: Outbox;
  readonly #snapshots: SnapshotWriter;
  readonly #aside: StateAside;
  readonly aftermath: Aftermath;
  #presence: PresenceRoom | null = null;
  #savedText: { readonly version: number; readonly upTo: number } | null = null;
  readonly asking: AskingAgain;
  readonly #anew: OpeningAnew;
  /** How far the session goes, by the portal's word at the door. */
  toldUpTo = 0;

  constructor(input: PartInput, at: { session: LiveSessionId; doc?: Doc; baseVersion: number }) {
    const { judge, clock, view, queue, line, typing, onStale, onChange } = input;
    this.#input = input;
    this.asking = new AskingAgain(line, clock);
    const isAllSent = () => this.#outbox.isUp && this.#outbox.isEmpty && !typing.isWaiting;
    this.#anew = new OpeningAnew({ clock, tries: input.anewTries, isAllSent, open: input.onReplaced });
    this.kept = new KeptFrames({ doc: new Doc(), ...at, judge, clock, authorOf: authorIn(view) });
    const wholeState = () => {
      const update = stateBy(judge.clients.own, this.kept.doc);
      return { kind: "update", plains: encodeUpdate(update) } as const;
    };
    const { session } = at;
    const before = (): Promise<void> => this.#aside.before();
    this.#outbox = new Outbox({ session, view, clock, queue, line, wholeState, before, onStale, onChange });
    const [kept, outbox] = [this.kept, this.#outbox];
    this.#aside = new StateAside({ kept, outbox, view, queue, clock });
    const snapshots = new SnapshotWriter({ kept, outbox, view, clock, typing });
    this.#snapshots = snapshots;
    const { asking } = this;
    const { onRefused } = input;
    this.aftermath = new Aftermath({ kept, asking, snapshots, anew: this.#anew, onRefused });
  }

  get session(): LiveSessionId {
    return this.kept.session;
  }

  /** What becomes of what this page says. */
  get sending(): Pick<Outbox, "isFull" | "isCrowded" | "isCutOff"> {
    return this.#outbox;
  }

  /** What was typed and waits. */
  get text(): QueuedFrame[] {
    return this.#outbox.text;
  }

  get isAllAcked(): boolean {
    return this.#outbox.isEmpty;
  }

  get isFirstWriter(): boolean {
    return this.#presence?.writersBefore === 0;
  }

  hello(): Hello {
    return { session: this.session, since: this.kept.progress.since, isAll: this.asking.say() };
  }

  people(): PersonHere[] {
    return this.#presence?.people() ?? [];
  }

  async idle(): Promise<void> {
    await Promise.all([this.#outbox.idle(), this.#presence?.idle(), this.#aside.idle()]);
  }

  /** Sends the state as it is as the session's seed, from which this version, if any, was saved already. */
  async begin(savedVersion: number | null): Promise<void> {
    const { session, baseVersion, doc } = this.kept;
    this.#outbox.lineUp();
    const saved = savedOf(this.#input.view, savedVersion, baseVersion);
    if (saved) this.kept.claims.noteVersion(saved);
    this.kept.known.addState(stateOf(doc));
    const plains = encodeSnapshot({ baseVersion, saved, covers: new Map() }, stateOf(doc));
    const announce = (frames: number) => ({ kind: "begin", session, baseVersion, frames }) as const;
    await this.#outbox.add({ kind: "snapshot", plains, announce });
  }

  /** Takes over what an earlier page of this browser could not send. Everything that the portal has is here. */
  async restore(): Promise<void> {
    const { judge, left } = this.#input;
    this.#aside.adopt(await left.restore({ kept: this.kept, outbox: this.#outbox, judge }));
  }

  /** The portal is ready for frames. */
  lineUp(awareness: Awareness): void {
    const { view, clock, line, name, names, onChange } = this.#input;
    const { session, kept } = this;
    const around = { view, line, clock, name, names, onChange, outbox: this.#outbox };
    this.#presence ??= new PresenceRoom({ session, awareness, kept, ...around });
    this.#outbox.lineUp();
    this.#presence.lineUp();
    if (this.#savedText) line.say({ kind: "saved", ...this.#savedText });
  }

  lineDown(): void {
    this.asking.isUnderWay = false;
    this.#outbox.lineDown();
    if (!this.isAllAcked) void this.#aside.before();
    this.#presence?.lineDown();
  }

  /** There is a new key. */
  renew(): void {
    this.#outbox.renew();
    this.#presence?.renew();
  }

  /** The right to write is back. */
  retry(): void {
    this.#outbox.retry();
  }

  /** Nothing more is sent; what waits stays on the disk. */
  end(): void {
    this.#outbox.end();
    for (const each of [this.#snapshots, this.#anew, this.#presence, this.asking, this.#aside]) each?.end();
  }

  /** Nothing more is sent, and what waits is no longer wanted. */
  drop(): void {
    this.#outbox.drop();
    this.#aside.drop();
    this.end();
  }

  /** Nothing more is sent into this session. What waits stays on the disk until it is in another one, or given up. */
  setAside(): void {
    const { text } = this;
    if (text.length > 0) this.#input.left.hold([...text, ...this.#aside.take()]);
    this.#outbox.drop(true);
    this.#aside.drop();
    this.end();
  }

  send(update: Bytes): void {
    this.#aside.watch();
    void this.#outbox.add({ kind: "update", plains: encodeUpdate(update) }).catch(() => undefined);
  }

  /** The state that the session began with holds what no version does. */
  noteDirtySeed(): void {
    this.send(NO_CHANGE);
  }

  /** From now on the session's state is this document, which may hold more: that is sent. */
  moveTo(doc: Doc): void {
    const theirs = this.kept.doc;
    applyUpdate(doc, stateOf(theirs), REMOTE);
    this.kept.doc = doc;
    const update = beyond(doc, theirs);
    if (update) this.send(update);
  }

  /** Says what a version is going to hold, so that it is known for this session's whoever lives to tell. */
  async claim(version: number, blob: BlobId, { covers }: Pick<SavePoint, "covers">): Promise<void> {
    const saved = { baseVersion: this.kept.baseVersion, version, blob, covers };
    this.kept.claims.note({ ...saved, author: this.#input.view.user });
    await this.#outbox.add({ kind: "saved", plains: [encodeSaved(saved)] });
  }

  /** The log has gone on without this session, or nobody can read it: the portal may forget it. Not where this page has not all of it. */
  sayOver(): void {
    if (this.kept.progress.isShort) return;
    const upTo = Math.max(this.toldUpTo, this.kept.position);
    this.#input.line.say({ kind: "over", session: this.session, upTo });
  }

  /** Tells the portal how far a version goes that is there. */
  tellSaved(version: number, { upTo, covers }: Pick<SavePoint, "upTo" | "covers">): void {
    this.kept.claims.noteSame(covers);
    this.#savedText = { version, upTo };
    this.#input.line.say({ kind: "saved", version, upTo });
  }

  /** Takes all that the portal has. Null when no state can be made of it, false when it was asked for again. */
  async takeAll(batch: readonly Kept[], isFresh: boolean): Promise<boolean | null> {
    const isAskedAgain = (position: number) => this.asking.isWorthwhile(position);
    const outcomes = await this.kept.takeAll(batch, isFresh, isAskedAgain);
    // Before the last snapshot somebody may have spoken who may edit, or there is one that can be gone on from
    if (["former", "junk"].includes(this.kept.unreadable ?? "") && this.asking.askForAllOnce()) return false;
    if (!outcomes) this.#input.onRefused(batch.length);
    if (this.asking.isAllHeard(outcomes)) this.kept.chains.noteAllHeard();
    for (const [position, outcome] of outcomes ?? []) this.aftermath.note(position, outcome);
    if (outcomes && (await this.#input.left.haveLostBeginning(this.kept))) this.asking.askForAllOnce();
    if (outcomes) this.aftermath.lookForSave(this.#input.view);
    return outcomes && !this.asking.isUnderWay;
  }

  async take({ position, wire }: Kept): Promise<void> {
    if (position === 0) return this.#hearPresence(wire);
    if (position <= this.kept.position) return;
    const frame = await this.#input.judge.parse(wire, { session: this.session });
    this.aftermath.note(position, await this.kept.take({ position, wire }, frame));
    this.#presence?.advanced();
  }

  hear(news: Extract<LiveNews, { kind: "ack" | "refused" | "left" }>): void {
    if (news.kind === "left") this.#presence?.left(news.connection);
    else if (news.kind === "refused") for (const each of [this.#outbox, this.#presence]) each?.refuse(news);
    else this.#settleOwn(news.connection, news.clock, news.position);
    this.#presence?.advanced();
  }

  /** One of those here writes down the whole state now and then, so that who joins is soon there. */
  snapshotIfDue(): void {
    if (this.#presence) this.#snapshots.writeIfDue(this.#presence.writersBefore);
  }

  #settleOwn(connection: string, clock: number, position: number): void {
    for (const acked of this.#outbox.ack(connection, clock)) this.kept.takeOwn(acked, position);
    this.#aside.settle();
  }

  /** Without it nothing is missing from the document: what does not hold is passed over. */
  async #hearPresence(wire: Bytes): Promise<void> {
    const heard = await readPresence(wire, { judge: this.#input.judge, session: this.session });
    if (heard) this.#presence?.hear(heard.frame, heard.said);
  }
}
