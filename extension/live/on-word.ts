import type { Doc } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import { parseSnapshotPart, type SnapshotPart } from "../../shared/live/frame-contents.ts";
import { Assembly } from "./assembly.ts";
import type { KnownLetters } from "./known-letters.ts";
import { addsTo } from "./snapshot-check.ts";
import { UpdateReader } from "./update-reader.ts";
import type { WritingClients } from "./writing-clients.ts";

/** What a snapshot that was gone on from says to hold, against the frames that say so themselves. */
export class OnWord {
  readonly #updates: UpdateReader;
  readonly #known: KnownLetters;
  readonly #seed = new Assembly<SnapshotPart>();

  constructor(clients: WritingClients, known: KnownLetters) {
    this.#updates = new UpdateReader(clients, known);
    this.#known = known;
  }

  /** Puts in what a frame says. Gives whether the snapshot had left it out. */
  async hasLeftOut(frame: Frame, plain: Plain, { doc, position }: { doc: Doc; position: number }) {
    if (frame.kind === "snapshot") return this.#hasLeftOutSeed(frame, plain, { doc, position });
    if (frame.kind !== "update") return false;
    // Also the end of something whose beginning is not kept any more
    const update = await this.#updates.read(frame, plain).catch(() => null);
    return update !== null && addsTo(doc, update);
  }

  /** A session's first frames are its seed, by which everybody began. */
  #hasLeftOutSeed(frame: Frame, plain: Plain, { doc, position }: { doc: Doc; position: number }): boolean {
    const seed = this.#readSeed(frame, plain, position);
    if (!seed) return false;
    this.#known.addState(seed);
    return addsTo(doc, seed);
  }

  #readSeed({ connection, clock }: Frame, plain: Plain, position: number): Bytes | null {
    if (position !== clock + 1) return null;
    try {
      const whole = this.#seed.add(connection, parseSnapshotPart(plain));
      return whole?.first.about?.covers.size === 0 && whole.first.parts === position ? whole.bytes : null;
    } catch {
      return null;
    }
  }
}
