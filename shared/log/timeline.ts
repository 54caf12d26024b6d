/** What a fact was from which entry on. Entries are numbered; values are never changed, only followed by others. */
export class Timeline<T> {
  readonly #seqs: number[] = [];
  readonly #values: T[] = [];

  constructor(seq: number, value: T) {
    this.set(seq, value);
  }

  /** Says what the fact is from entry `seq` on, which is no earlier one than any before. */
  set(seq: number, value: T): void {
    if (this.#seqs.at(-1) === seq) this.#values.pop();
    else this.#seqs.push(seq);
    this.#values.push(value);
  }

  /** What the fact was once entry `seq` had been applied; undefined before its first. */
  at(seq: number): T | undefined {
    let [low, high] = [0, this.#seqs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#seqs[middle] ?? Number.POSITIVE_INFINITY) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1];
  }
}
