/**
 * The order of a sheet's rows or columns, or of the sheets: a pure function of what was stored, so that everybody who
 * holds the same entries sees the same order. A line has a slot, its place among the others, and a record, what is in it:
 * references and sizes keep to slots, contents to records. They differ only once lines changed places.
 */

import { type Move, Permutation } from "./permutation.ts";
import { idParts, type LineId, type Run, RunSet } from "./runs.ts";

/** Lines inserted at one stroke, behind the slot `after` ("" for the very front). */
export interface Birth {
  readonly batch: string;
  readonly after: LineId;
  readonly count: number;
  /** Of Lamport's clock: a later insertion at the same place comes first, as if it had been told the earlier one. */
  readonly time: number;
  /** False once undone. The lines keep their place, because others may have inserted behind them. */
  readonly isLive: boolean;
}

/** Slots that were taken out, with the records that were in them then. */
export interface Death {
  readonly slots: readonly Run[];
  readonly records: readonly Run[];
}

export interface LineHistory {
  /** The file's own lines: `prefix + 0` and on. */
  readonly base: { readonly prefix: string; readonly count: number };
  readonly births: readonly Birth[];
  readonly deaths: readonly Death[];
  readonly moves: readonly Move[];
}

interface Piece {
  readonly run: Run;
  /** Slots before it, dead ones counted. */
  readonly start: number;
  /** Living slots before it. */
  readonly index: number;
  readonly isLive: boolean;
}

/** Where a slot stands; of a dead one, where the next living one does. */
export interface SlotPlace {
  readonly index: number;
  readonly isLive: boolean;
}

export const batchPrefix = (batch: string): string => `${batch}.`;

const laterFirst = (a: Birth, b: Birth): number => b.time - a.time || (a.batch < b.batch ? 1 : -1);

interface Anchor {
  readonly number: number;
  readonly births: Birth[];
}

/** Births by the prefix and number that they follow; the lowest number last, because they are taken from the end. */
function byAnchor(births: readonly Birth[]): Map<string, Anchor[]> {
  const prefixes = new Map<string, Map<number, Birth[]>>();
  for (const birth of births.toSorted(laterFirst)) {
    const { prefix, number } = idParts(birth.after) ?? { prefix: "", number: 0 };
    const numbers = prefixes.get(prefix) ?? new Map<number, Birth[]>();
    const there = numbers.get(number);
    if (there === undefined) prefixes.set(prefix, numbers.set(number, [birth]));
    else there.push(birth);
  }
  const sorted = (numbers: Map<number, Birth[]>): Anchor[] =>
    [...numbers].map(([number, each]) => ({ number, births: each })).sort((a, b) => b.number - a.number);
  return new Map([...prefixes].map(([prefix, numbers]) => [prefix, sorted(numbers)]));
}

const birthRun = ({ batch, count }: Birth): Run => [batchPrefix(batch), 0, count];

/** All slots, dead ones too, in order. */
function allRuns({ base, births }: LineHistory): Run[] {
  const anchors = byAnchor(births);
  const runs: Run[] = [];
  // What is still to come, the nearest on top. No recursion: each of thousand rows may follow the one before.
  const waiting: Run[] = [[base.prefix, 0, base.count]];
  for (const birth of (anchors.get("")?.[0]?.births ?? []).toReversed()) waiting.push(birthRun(birth));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [prefix, from, count] = next;
    const anchor = anchors.get(prefix)?.pop();
    if (anchor === undefined || anchor.number >= from + count) {
      runs.push(next);
      continue;
    }
    const behind = anchor.number + 1;
    runs.push([prefix, from, behind - from]);
    if (behind < from + count) waiting.push([prefix, behind, from + count - behind]);
    for (const birth of anchor.births.toReversed()) waiting.push(birthRun(birth));
  }
  return runs;
}

function deadOf({ births, deaths }: LineHistory, what: "slots" | "records"): RunSet {
  const dead = new RunSet();
  for (const birth of births) if (!birth.isLive) dead.add(birthRun(birth));
  for (const death of deaths) for (const run of death[what]) dead.add(run);
  return dead;
}

export class LineOrder {
  readonly #pieces: Piece[] = [];
  readonly #byPrefix = new Map<string, Piece[]>();
  readonly #permutation: Permutation;
  /** Nothing ever changed here: index and number are the same. */
  readonly isBase: boolean;
  readonly length: number;

  constructor(history: LineHistory) {
    this.isBase = history.births.length + history.deaths.length + history.moves.length === 0;
    const runs = allRuns(history);
    this.#permutation = new Permutation(
      runs,
      history.moves,
      deadOf(history, "slots"),
      deadOf(history, "records"),
    );
    this.length = this.#cut(runs, this.#permutation.deadSlots);
    for (const pieces of this.#byPrefix.values()) pieces.sort((a, b) => a.run[1] - b.run[1]);
  }

  #cut(runs: readonly Run[], dead: RunSet): number {
    let [start, index] = [0, 0];
    for (const { run, isIn } of runs.flatMap((each) => dead.within(each))) {
      const piece = { run, start, index, isLive: !isIn };
      this.#pieces.push(piece);
      const known = this.#byPrefix.get(run[0]);
      if (known === undefined) this.#byPrefix.set(run[0], [piece]);
      else known.push(piece);
      start += run[2];
      if (!isIn) index += run[2];
    }
    return index;
  }

  /** Whether lines changed places at all. */
  get isPermuted(): boolean {
    return !this.#permutation.isIdentity;
  }

  /** Equal texts mean that the same records are in the same slots. */
  get permutationKey(): string {
    return this.#permutation.key;
  }

  /** Null past the end. */
  slotAt(index: number): LineId | null {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle];
      if (piece === undefined) return null;
      const end = piece.index + (piece.isLive ? piece.run[2] : 0);
      if (index < piece.index) high = middle - 1;
      else if (index >= end) low = middle + 1;
      else return piece.run[0] + (piece.run[1] + index - piece.index);
    }
    return null;
  }

  recordAt(index: number): LineId | null {
    const slot = this.slotAt(index);
    return slot === null ? null : this.#permutation.recordIn(slot);
  }

  /** Null for an id that was never here. */
  place(slot: LineId): SlotPlace | null {
    const parts = idParts(slot);
    const piece = parts && this.#pieceOf(parts.prefix, parts.number);
    if (parts === null || !piece) return null;
    const { index, isLive, run } = piece;
    return { index: isLive ? index + parts.number - run[1] : index, isLive };
  }

  /** Where the record is now; null when it is in no living slot. */
  indexOf(record: LineId): number | null {
    const place = this.place(this.#permutation.slotOf(record));
    return place?.isLive ? place.index : null;
  }

  /** Living slots in order. */
  *runs(): Generator<Run> {
    for (const { run, isLive } of this.#pieces) if (isLive) yield run;
  }

  /** Slots or records of `count` lines from `from` on. */
  idsFrom(from: number, count: number, what: "slots" | "records"): LineId[] {
    const at = (index: number): LineId | null =>
      what === "slots" ? this.slotAt(index) : this.recordAt(index);
    return Array.from({ length: count }, (_, i) => at(from + i)).filter((id) => id !== null);
  }

  /** The run cut where it is alive here and where not. */
  partsOf([prefix, from, count]: Run): { run: Run; isLive: boolean }[] {
    const alive = new RunSet();
    for (const { run, isLive } of this.#byPrefix.get(prefix) ?? [])
      if (isLive && run[1] < from + count && run[1] + run[2] > from) alive.add(run);
    return alive.within([prefix, from, count]).map(({ run, isIn }) => ({ run, isLive: isIn }));
  }

  #pieceOf(prefix: string, number: number): Piece | undefined {
    const pieces = this.#byPrefix.get(prefix) ?? [];
    let [low, high] = [0, pieces.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const piece = pieces[middle];
      if (piece === undefined) return undefined;
      if (number < piece.run[1]) high = middle - 1;
      else if (number >= piece.run[1] + piece.run[2]) low = middle + 1;
      else return piece;
    }
    return undefined;
  }
}
