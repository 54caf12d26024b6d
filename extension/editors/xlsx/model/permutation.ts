/** Which record is in which slot, once lines changed places: sorted, or moved as a whole. */
import { idParts, idsOf, type LineId, type Run, RunSet } from "./runs.ts";

/** These records came into the slots that they then held together, in this order. */
export interface Move {
  readonly id: string;
  readonly time: number;
  readonly records: readonly Run[];
}

const inTime = (a: Move, b: Move): number => a.time - b.time || (a.id < b.id ? -1 : 1);

/** A slot's place among all, dead ones too. */
function placeAmong(runs: readonly Run[]): (id: LineId) => number | null {
  const byPrefix = new Map<string, { run: Run; start: number }[]>();
  let start = 0;
  for (const run of runs) {
    const known = byPrefix.get(run[0]);
    if (known === undefined) byPrefix.set(run[0], [{ run, start }]);
    else known.push({ run, start });
    start += run[2];
  }
  return (id) => {
    const parts = idParts(id);
    if (parts === null) return null;
    const found = byPrefix
      .get(parts.prefix)
      ?.find(({ run }) => parts.number >= run[1] && parts.number < run[1] + run[2]);
    return found === undefined ? null : found.start + parts.number - found.run[1];
  };
}

const isSame = (a: RunSet, b: RunSet): boolean =>
  JSON.stringify([...a.runs()]) === JSON.stringify([...b.runs()]);

export class Permutation {
  /** Only where they differ. */
  readonly #records = new Map<LineId, LineId>();
  readonly #slots = new Map<LineId, LineId>();
  /** Slots that any move covered, also where it left the record in place. */
  readonly #moved = new Set<LineId>();
  readonly #place: (id: LineId) => number | null;
  readonly deadSlots: RunSet;

  constructor(runs: readonly Run[], moves: readonly Move[], deadSlots: RunSet, deadRecords: RunSet) {
    this.#place = placeAmong(runs);
    for (const move of moves.toSorted(inTime)) this.#apply(move);
    const isPlain = moves.length === 0 && isSame(deadSlots, deadRecords);
    this.deadSlots = isPlain ? deadSlots : this.#reconciled(deadSlots, deadRecords);
  }

  get isIdentity(): boolean {
    return this.#records.size === 0;
  }

  get key(): string {
    return JSON.stringify([...this.#records].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  recordIn(slot: LineId): LineId {
    return this.#records.get(slot) ?? slot;
  }

  slotOf(record: LineId): LineId {
    return this.#slots.get(record) ?? record;
  }

  #put(slot: LineId, record: LineId): void {
    if (slot === record) this.#records.delete(slot);
    else this.#records.set(slot, record);
    if (slot === record) this.#slots.delete(record);
    else this.#slots.set(record, slot);
  }

  #inOrder(slots: Iterable<LineId>): LineId[] {
    return [...slots].sort((a, b) => (this.#place(a) ?? 0) - (this.#place(b) ?? 0));
  }

  /** Slots that another move has changed since are the ones where the records are now: the last move wins. */
  #apply({ records }: Move): void {
    const known = [...new Set(idsOf(records))].filter((each) => this.#place(each) !== null);
    const slots = this.#inOrder(known.map((each) => this.slotOf(each)));
    for (const [i, slot] of slots.entries()) {
      const record = known[i];
      this.#moved.add(slot);
      if (record !== undefined) this.#put(slot, record);
    }
  }

  /**
   * Someone may have deleted a line while somebody else sorted: then a living slot holds a dead record and a dead slot a
   * living one. The living records close ranks; where nothing is left to pair, no record is lost and no slot stays empty.
   */
  #reconciled(deadSlots: RunSet, deadRecords: RunSet): RunSet {
    const isKnown = (id: LineId): boolean => this.#place(id) !== null;
    const emptied = this.#inOrder(
      [...idsOf(deadRecords.runs())]
        .filter(isKnown)
        .map((each) => this.slotOf(each))
        .filter((slot) => !deadSlots.has(slot)),
    );
    const homeless = this.#inOrder(
      [...idsOf(deadSlots.runs())].filter(isKnown).filter((slot) => !deadRecords.has(this.recordIn(slot))),
    );
    const paired = Math.min(emptied.length, homeless.length);
    for (let i = 0; i < paired; i++) this.#close(emptied[i] ?? "", homeless[i] ?? "", deadSlots);
    const revived = new Set(homeless.slice(paired));
    const dead = new RunSet();
    for (const run of deadSlots.runs())
      if (revived.size === 0) dead.add(run);
      else for (const id of idsOf([run])) if (!revived.has(id)) dead.add(one(id));
    for (const slot of emptied.slice(paired)) dead.add(one(slot));
    return dead;
  }

  /** The living record of `homeless` comes nearer by one, and so does each between: their order stays. */
  #close(emptied: LineId, homeless: LineId, dead: RunSet): void {
    const ends = [this.#place(emptied) ?? 0, this.#place(homeless) ?? 0];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const isBetween = (slot: LineId): boolean => {
      const place = this.#place(slot) ?? -1;
      return place > low && place < high && !dead.has(slot);
    };
    const between = this.#inOrder([...this.#moved].filter(isBetween));
    if (ends[0] === high) between.reverse();
    const chain = [emptied, ...between, homeless];
    const records = chain.map((slot) => this.recordIn(slot));
    for (const [i, slot] of chain.entries()) this.#put(slot, records[i + 1] ?? records[0] ?? slot);
  }
}

function one(id: LineId): Run {
  const { prefix, number } = idParts(id) ?? { prefix: id, number: 0 };
  return [prefix, number, 1];
}
