/** Positions that never came here, between others that did. */
export class Holes {
  #ranges: { readonly first: number; readonly last: number }[] = [];

  /** This position has come, and everything up to `heard` before it. */
  hear(position: number, heard: number): void {
    if (position > heard + 1) this.#ranges.push({ first: heard + 1, last: position - 1 });
    if (position > heard) return;
    this.#ranges = this.#ranges.flatMap(({ first, last }) => {
      if (position < first || position > last) return [{ first, last }];
      const left = [
        { first, last: position - 1 },
        { first: position + 1, last },
      ];
      return left.filter((range) => range.first <= range.last);
    });
  }

  /** What came before this position is of no interest any more. */
  forgetBefore(position: number): void {
    this.#ranges = this.#ranges.flatMap(({ first, last }) =>
      last < position ? [] : [{ first: Math.max(first, position), last }],
    );
  }

  isAnyBefore(position: number): boolean {
    return this.#ranges.some(({ first }) => first < position);
  }
}
