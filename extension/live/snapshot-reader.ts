import type { Doc } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { ConnectionId } from "../../shared/ids.ts";
import { type Covers, coversAll, isCovered } from "../../shared/live/covers.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import {
  parseSnapshotPart,
  type SnapshotAbout,
  type SnapshotPart,
} from "../../shared/live/frame-contents.ts";
import { Assembly } from "./assembly.ts";
import type { Chains } from "./chains.ts";
import type { Snapshot } from "./newest-snapshot.ts";
import type { Outcome } from "./outcome.ts";
import { goesBeyond } from "./same-items.ts";
import type { SaveClaims } from "./save-claims.ts";
import { type KeptUpdate, RecentUpdates } from "./snapshot-check.ts";
import type { LiveClock } from "./surroundings.ts";

type Ended = Pick<Frame, "author" | "connection" | "clock">;

interface Whole {
  readonly about: SnapshotAbout;
  readonly state: Bytes;
}

/** What this page has. */
interface JudgedAt {
  readonly doc: Doc;
  readonly chains: Chains;
  readonly claims: SaveClaims;
}

/** What becomes of the snapshots that come while a page is in the session. */
export class SnapshotReader {
  readonly recent = new RecentUpdates();
  readonly #parts = new Assembly<SnapshotPart>();
  readonly #clock: LiveClock;
  /** Connections on which text came, or may have come before this page. */
  readonly #texts = new Set<ConnectionId>();
  /** Of text. */
  #last: { readonly covers: Covers; readonly end: Ended } | null = null;

  constructor(clock: LiveClock) {
    this.#clock = clock;
  }

  adopt({ about, end }: Snapshot): void {
    for (const connection of about.covers.keys()) this.#texts.add(connection);
    this.#note(about.covers, end);
  }

  noteUpdate(kept: Omit<KeptUpdate, "atMs">): void {
    this.#texts.add(kept.connection);
    this.recent.add({ ...kept, atMs: this.#clock.nowMs() });
  }

  /** The snapshot that ends in this frame; null when more of it is to come. */
  read({ connection }: Ended, plain: Plain): Whole | null {
    const whole = this.#parts.add(connection, parseSnapshotPart(plain));
    return whole?.first.about ? { about: whole.first.about, state: whole.bytes } : null;
  }

  judge({ about: { covers, saved }, state }: Whole, end: Ended, at: JudgedAt): Outcome {
    const { doc, chains, claims } = at;
    // Letters are taken from their author's frames, and from no later snapshot
    if (goesBeyond(state, doc)) return chains.doubt;
    // Who joins by it would save over what was never in the session
    if (saved && !claims.isHeard(saved, end.author)) return chains.doubt;
    if (!chains.holds(covers)) return "poor";
    if (!this.recent.settle(state, covers)) return "poor";
    const last = this.#last;
    const isLess = last !== null && !coversAll(covers, last.covers);
    if (isLess && isCovered(covers, last.end)) return "poor";
    if (isLess || this.recent.isBehind(covers, this.#clock.nowMs())) return "late";
    this.#note(covers, end);
    return "taken";
  }

  /** One of this page's own is kept. */
  noteOwn(plain: Plain, end: Ended): void {
    const { about } = parseSnapshotPart(plain);
    // Another one's that holds more came first
    if (about && (!this.#last || coversAll(about.covers, this.#last.covers))) this.#note(about.covers, end);
  }

  #note(covers: Covers, { author, connection, clock }: Ended): void {
    const ofText = [...covers].filter(([id]) => this.#texts.has(id));
    this.#last = { covers: new Map(ofText), end: { author, connection, clock } };
  }
}
