import type { Area } from "./references.ts";

/** Higher ones would stand under too many rows. */
export const HEIGHT_MAX = 256;
/** So often all the lower ones together stand under rows; what comes behind stands among the tall ones. */
const ENTRIES_MAX = 500_000;
/** Each is looked at for each cell that is drawn. */
const TALL_MAX = 1000;

interface Entry<T> {
  readonly area: Area;
  readonly item: T;
  readonly order: number;
}

/** Finds what lies on a cell among many areas, in the order in which they were given. */
export class AreaIndex<T> {
  /** What had no room, and is found nowhere. */
  readonly left: T[] = [];
  readonly #rows = new Map<number, Entry<T>[]>();
  readonly #tall: Entry<T>[] = [];
  #entries = 0;

  constructor(entries: Iterable<readonly [Area, T]>) {
    let order = 0;
    for (const [area, item] of entries) this.#add({ area, item, order: order++ });
  }

  at(row: number, column: number): T[] {
    const isOn = ({ area: { top, bottom, left, right } }: Entry<T>): boolean =>
      top <= row && row <= bottom && left <= column && column <= right;
    const low = (this.#rows.get(row) ?? []).filter(isOn);
    const tall = this.#tall.filter(isOn);
    const all = [...low, ...tall];
    if (low.length > 0 && tall.length > 0) all.sort((a, b) => a.order - b.order);
    return all.map(({ item }) => item);
  }

  #add(entry: Entry<T>): void {
    const { top, bottom } = entry.area;
    const height = bottom - top + 1;
    if (height > HEIGHT_MAX || this.#entries + height > ENTRIES_MAX) {
      if (this.#tall.length < TALL_MAX) this.#tall.push(entry);
      else this.left.push(entry.item);
      return;
    }
    this.#entries += height;
    for (let row = top; row <= bottom; row++) {
      const entries = this.#rows.get(row) ?? [];
      entries.push(entry);
      this.#rows.set(row, entries);
    }
  }
}
