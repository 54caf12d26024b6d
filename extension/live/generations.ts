/** Under which keys the frames of a session were written, by their places: what is kept is never under an older key than what stands before it. */
export class Generations {
  /** The first place at which each was heard. */
  readonly #first = new Map<number, number>();

  note(generation: number, position: number): void {
    this.#first.set(generation, Math.min(position, this.#first.get(generation) ?? position));
  }

  /** Whether something newer stands before this place. */
  isOld(generation: number, position: number): boolean {
    return [...this.#first].some(([newer, first]) => newer > generation && first < position);
  }
}
