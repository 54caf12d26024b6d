import * as v from "valibot";
import { Doc, encodeStateAsUpdate } from "yjs";
import { afterDraft, type DraftFate } from "../../extension/live/drafted-frames.ts";
import { LearntNames } from "../../extension/live/learnt-names.ts";
import { LiveCore } from "../../extension/live/live-core.ts";
import { AnewTries } from "../../extension/live/opening-anew.ts";
import type {
  FrameQueue,
  LineEvents,
  LiveLine,
  LogView,
  QueuedFrame,
} from "../../extension/live/surroundings.ts";
import { type LiveSaying, liveNews } from "../../shared/api/live.ts";
import { type Bytes, type Plain, parseUtf8, type Sealed } from "../../shared/bytes.ts";
import type { LiveRelay, Seat } from "./live-relay.ts";
import type { Person } from "./people.ts";
import type { SlowClock } from "./slow-clock.ts";

/** A page of somebody's browser in one document, over a line that somebody else moves: nothing comes or goes before it is told to. */

/** What a page needs of the world. */
export interface PageWorld {
  readonly clock: SlowClock;
  readonly relay: LiveRelay;
  readonly versions: readonly (readonly string[])[];
  bytesOf(version: number): Plain;
  viewOf(person: Person): LogView;
}

const keyOf = ({ connection, clock }: Pick<QueuedFrame, "connection" | "clock">) => `${connection} ${clock}`;
const tokensIn = (doc: Doc) => doc.getArray<string>("tokens");

async function seedOf(bytes: Plain): Promise<Bytes> {
  const doc = new Doc();
  tokensIn(doc).push(JSON.parse(parseUtf8(bytes)) as string[]);
  return new Uint8Array(encodeStateAsUpdate(doc));
}

/** A person's browser: its disk outlives its pages. */
export class LivePage {
  readonly person: Person;
  readonly #world: PageWorld;
  readonly #disk = new Map<string, QueuedFrame & { readonly page: number }>();
  readonly #anewTries = new AnewTries();
  #page = 0;
  core: LiveCore | null = null;
  events: LineEvents | null = null;
  seat: Seat | null = null;
  up: (LiveSaying | Sealed)[] = [];
  isReplaced = false;
  /** The versions that were asked for, beside the one that was opened. */
  readonly loaded: number[] = [];
  /** How often a state was made of a version. */
  seeds = 0;
  /** What its patched code believes instead of the log. */
  patch: Partial<LogView> = {};
  /** What was typed in the page that runs, and is not confirmed yet. */
  unconfirmed: string[] = [];
  /** Of people, as far as the portal's log proved them to this page. */
  readonly names = new LearntNames("Somebody");

  constructor(world: PageWorld, person: Person) {
    this.#world = world;
    this.person = person;
  }

  open(): void {
    this.#page++;
    this.isReplaced = false;
    this.unconfirmed = [];
    const { versions, clock } = this.#world;
    const version = versions.length;
    this.core = new LiveCore({
      view: { ...this.#world.viewOf(this.person), ...this.patch },
      clock,
      queue: this.#queue(this.#page),
      openLine: (events) => this.#line(events),
      opened: { version, bytes: this.#world.bytesOf(version) },
      loadVersion: async (number) => {
        this.loaded.push(number);
        return this.#world.bytesOf(number);
      },
      seed: async (bytes) => {
        this.seeds++;
        return seedOf(bytes);
      },
      ...{ name: this.person.user, names: this.names, anewTries: this.#anewTries },
      onReplaced: () => {
        this.isReplaced = true;
      },
    });
    this.core.ready.catch(() => undefined);
  }

  /** As if the browser was killed. */
  kill(): void {
    this.#page++;
    this.hangUp();
    this.core?.stop();
    this.core = null;
    this.events = null;
  }

  call(): void {
    if (this.seat || !this.events) return;
    this.up = [];
    this.seat = { user: this.person.user, down: [], connections: new Set(), snapshot: null };
    this.#world.relay.enter(this.seat, this.events.hello());
  }

  hangUp(): void {
    if (!this.seat) return;
    this.#world.relay.leave(this.seat);
    this.seat = null;
    this.up = [];
    this.events?.onDown();
  }

  /** How many frames that nobody has confirmed lie on this browser's disk. */
  get onDisk(): number {
    return this.#disk.size;
  }

  /** The person has decided on the draft that holds some of it, too. */
  settleDrafted(fate: DraftFate): void {
    const { put, remove } = afterDraft([...this.#disk.values()], fate);
    for (const frame of put) this.#disk.set(keyOf(frame), frame);
    for (const frame of remove) this.#disk.delete(keyOf(frame));
  }

  /** The next thing on its way to the portal arrives there; with `again` it stays to arrive once more. */
  async deliverUp(again = false): Promise<void> {
    const { seat } = this;
    const next = again ? this.up[0] : this.up.shift();
    if (!seat || !next) return;
    if (next instanceof Uint8Array) await this.#world.relay.take(seat, next);
    else this.#world.relay.say(seat, next);
  }

  /** The next thing on its way to the page arrives there. */
  deliverDown(again = false): void {
    const next = again ? this.seat?.down[0] : this.seat?.down.shift();
    if (!next || !this.events) return;
    if ("kind" in next) this.events.onNews(v.parse(liveNews, next));
    else this.events.onFrames([next]);
  }

  get tokens(): string[] {
    return this.isShown && this.core ? tokensIn(this.core.shared.doc).toArray() : [];
  }

  get isShown(): boolean {
    try {
      return this.core?.shared !== undefined;
    } catch {
      return false;
    }
  }

  type(token: string, at: number): void {
    if (!this.isShown || !this.core) return;
    const tokens = tokensIn(this.core.shared.doc);
    tokens.insert(Math.min(at, tokens.length), [token]);
    this.unconfirmed.push(token);
  }

  remove(at: number): string | null {
    if (!this.isShown || !this.core) return null;
    const tokens = tokensIn(this.core.shared.doc);
    const token = tokens.get(at);
    if (!token || token === "seed") return null;
    tokens.delete(at, 1);
    return token;
  }

  /** What the page says is confirmed by now. */
  takeConfirmed(): string[] {
    if (this.core?.status !== "live" || this.core.hasUnacked()) return [];
    const confirmed = this.unconfirmed;
    this.unconfirmed = [];
    return confirmed;
  }

  #line(events: LineEvents): LiveLine {
    this.events = events;
    const isCurrent = () => this.events === events;
    return {
      say: (saying) => isCurrent() && this.seat && this.up.push(saying),
      send: (wire) => isCurrent() && this.seat && this.up.push(wire),
      restart: () => {
        if (isCurrent()) this.hangUp();
      },
      hurry: () => undefined,
      close: () => {
        if (isCurrent()) this.hangUp();
      },
    };
  }

  #queue(page: number): FrameQueue {
    // Nothing that a killed page was about to do reaches the disk
    const isAlive = () => this.#page === page;
    return {
      put: async (frame) => void (isAlive() && this.#disk.set(keyOf(frame), { ...frame, page })),
      remove: async (frame) => void (isAlive() && this.#disk.delete(keyOf(frame))),
      takeLeft: async () => {
        const left = [...this.#disk.values()].filter((frame) => frame.page !== page);
        for (const frame of left) this.#disk.set(keyOf(frame), { ...frame, page });
        return left.map(({ page: _, ...frame }) => frame);
      },
    };
  }
}
