import { clearFound } from "./find-marks.ts";

/** What was found of some words, place by place. A search that another one overtakes finds nothing any more. */
export class Search<Place> {
  words = "";
  #places: readonly Place[] = [];
  #asked = 0;

  placeAt(index: number): Place | undefined {
    return this.#places[index];
  }

  /** Gives how to ask later whether this is still the search that is wanted. */
  hold(): () => boolean {
    const question = this.#asked;
    return () => question === this.#asked;
  }

  /** Gives how many there are. `places` gives them a few at a time, so that others come in between. */
  async find(words: string, places: AsyncIterable<readonly Place[]>): Promise<number> {
    this.clear();
    this.words = words;
    const isStill = this.hold();
    const found: Place[] = [];
    for await (const some of places) {
      if (!isStill()) return 0;
      for (const place of some) found.push(place);
    }
    if (!isStill()) return 0;
    this.#places = found;
    return found.length;
  }

  clear(): void {
    this.#asked++;
    this.#places = [];
    clearFound();
  }
}
