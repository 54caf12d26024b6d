import { emptyLike, type MergeContext, merged } from "./merge-context.ts";
import type { FormatChange, ParagraphDiff } from "./paragraph-diff.ts";
import type { Token } from "./paragraph-tokens.ts";
import { propertyDelta } from "./property-delta.ts";
import { sourceOf, type XmlElement } from "./xml-tree.ts";

/** Tells the properties, as markup, of each character of one paragraph in the output. */
export class RunFormats {
  readonly #context: MergeContext;
  readonly #diff: ParagraphDiff;
  readonly #paragraph: XmlElement;
  readonly #written = new Map<string, string>();
  /** Fingerprint of the library's properties to a place that has them. */
  readonly #places = new Map<number, number>();
  /** The same for the document as it was opened: there the place has its own format still. */
  readonly #openedPlaces = new Map<number, number>();

  constructor(context: MergeContext, diff: ParagraphDiff, paragraph: XmlElement) {
    this.#context = context;
    this.#diff = diff;
    this.#paragraph = paragraph;
    for (const [place, token] of diff.counterparts) this.#note(this.#places, place, token);
    for (const [place, token] of diff.opened) this.#note(this.#openedPlaces, place, token);
  }

  #note(places: Map<number, number>, place: number, { properties }: Token): void {
    const print = this.#context.prints.of(properties);
    if (this.#diff.tokens[place]?.run && !places.has(print)) places.set(print, place);
  }

  /** Of a token of the original. */
  at(place: number): string {
    const properties = this.#diff.tokens[place]?.properties ?? null;
    const change = this.#diff.formats.get(place);
    if (change === undefined) return properties === null ? "" : sourceOf(properties);
    const { prints } = this.#context;
    const key = `${properties?.start} ${prints.of(change.before)} ${prints.of(change.after)}`;
    const known = this.#written.get(key) ?? this.#changed(properties, change);
    this.#written.set(key, known);
    return known;
  }

  /**
   * Of a new token. Whoever has the library's format has the original's too: else the library would spell out what
   * the original leaves to its styles.
   */
  ofNew({ properties }: Token, neighbour: number | null): string {
    const { prints } = this.#context;
    const print = prints.of(properties);
    const beside = neighbour === null ? undefined : this.#diff.counterparts.get(neighbour);
    if (neighbour !== null && beside?.run && prints.of(beside.properties) === print)
      return this.at(neighbour);
    const place = this.#places.get(print);
    if (place !== undefined) return this.at(place);
    const opened = this.#openedPlaces.get(print);
    if (opened !== undefined) return this.#asOpened(opened);
    return properties === null ? "" : this.#context.transplant(properties, this.#paragraph);
  }

  #asOpened(place: number): string {
    const properties = this.#diff.tokens[place]?.properties ?? null;
    return properties === null ? "" : sourceOf(properties);
  }

  #changed(original: XmlElement | null, { before, after }: FormatChange): string {
    const like = after ?? before;
    if (like === null) return "";
    const [was, is] = [before ?? emptyLike(like), after ?? emptyLike(like)];
    if (original !== null) return merged(this.#context, { original, before: was, after: is });
    return propertyDelta(this.#context, was, is, this.#paragraph) ?? "";
  }
}
