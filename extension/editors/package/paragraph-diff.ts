import { commonSubsequence, fillGaps, type Pair, wholeGap } from "./alignment.ts";
import { type MergeContext, merged, type Three } from "./merge-context.ts";
import { type Token, tokensOf } from "./paragraph-tokens.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Neighbouring new tokens with the same things around them. */
export interface InsertedGroup {
  readonly tokens: readonly Token[];
  /** Original's token behind which it stands, and the library's for the same; null at the front. */
  readonly left: Neighbour | null;
  readonly right: Neighbour | null;
}

export interface Neighbour {
  /** Place in the original's tokens. */
  readonly place: number;
  readonly token: Token;
}

export interface FormatChange {
  readonly before: XmlElement | null;
  readonly after: XmlElement | null;
}

/** What was done to one paragraph; places are those of the original's tokens. */
export interface ParagraphDiff {
  readonly tokens: readonly Token[];
  readonly deleted: ReadonlySet<number>;
  readonly formats: ReadonlyMap<number, FormatChange>;
  /** New markup of objects and marks that changed inside. */
  readonly rewritten: ReadonlyMap<number, string>;
  readonly inserted: readonly InsertedGroup[];
  /** The library's token, as it is now, of each token of the original that has one. */
  readonly counterparts: ReadonlyMap<number, Token>;
  /** The library's token, as it was, of each token of the original that has one. */
  readonly opened: ReadonlyMap<number, Token>;
}

/** The change cannot be traced in the original. */
export class Untraceable extends Error {}

type KeyOf = (token: Token) => string;

/** First by everything that is known, then, in the gaps, by kind. */
function matchTokens(a: readonly Token[], b: readonly Token[], strict: KeyOf, loose: KeyOf): Pair[] {
  const [strictA, strictB] = [a.map(strict), b.map(strict)];
  const [looseA, looseB] = [a.map(loose), b.map(loose)];
  const sure = commonSubsequence(strictA, strictB);
  return fillGaps(sure, wholeGap(a, b), (gap) => commonSubsequence(looseA, looseB, gap));
}

class Differ {
  readonly deleted = new Set<number>();
  readonly formats = new Map<number, FormatChange>();
  readonly rewritten = new Map<number, string>();
  readonly counterparts = new Map<number, Token>();
  readonly opened = new Map<number, Token>();
  readonly tokens: readonly Token[];
  readonly #context: MergeContext;
  readonly #before: readonly Token[];
  readonly #after: readonly Token[];
  /** Place in before to that in the original; in after to that in before. */
  readonly #originals: ReadonlyMap<number, number>;
  readonly #befores: ReadonlyMap<number, number>;

  constructor(context: MergeContext, { original, before, after }: Three) {
    this.#context = context;
    this.tokens = tokensOf(context, original, false);
    this.#before = tokensOf(context, before, true);
    this.#after = tokensOf(context, after, true);
    const whole: KeyOf = ({ key, text, element }) =>
      text === null ? `${key} ${context.prints.of(element)}` : key;
    const kind: KeyOf = ({ key }) => key;
    const around =
      (keyOf: KeyOf): KeyOf =>
      (token) =>
        `${keyOf(token)}\u0001${token.wrapping}`;
    this.#originals = new Map(matchTokens(this.tokens, this.#before, whole, kind).map(([o, b]) => [b, o]));
    for (const [place, token] of this.#before.entries()) {
      const found = this.#originals.get(place);
      if (found !== undefined) this.opened.set(found, token);
    }
    this.#befores = new Map(
      matchTokens(this.#before, this.#after, around(whole), around(kind)).map(([b, e]) => [e, b]),
    );
  }

  /** @throws Untraceable */
  run(): ParagraphDiff {
    this.#findDeleted();
    for (const [place, after] of this.#after.entries()) this.#compare(place, after);
    return { ...this, tokens: this.tokens, inserted: this.#insertedGroups() };
  }

  #findDeleted(): void {
    const kept = new Set(this.#befores.values());
    for (const [place, token] of this.#before.entries()) {
      if (kept.has(place)) continue;
      const original = this.#originals.get(place);
      if (original !== undefined) this.deleted.add(original);
      else if (token.run !== null) throw new Untraceable("deleted, and not in the original");
    }
  }

  #compare(place: number, after: Token): void {
    const before = this.#before[this.#befores.get(place) ?? -1];
    if (before === undefined) return;
    const original = this.#originalOf(place);
    if (original !== null) this.counterparts.set(original.place, after);
    const { prints } = this.#context;
    const isFormatted = prints.of(before.properties) !== prints.of(after.properties);
    const isChanged = after.text === null && prints.of(before.element) !== prints.of(after.element);
    if (!isFormatted && !isChanged) return;
    if (original === null) throw new Untraceable("changed, and not in the original");
    if (isFormatted) this.formats.set(original.place, { before: before.properties, after: after.properties });
    if (isChanged) this.#rewrite(original, before, after);
  }

  #rewrite({ place, token }: Neighbour, before: Token, after: Token): void {
    const three = { original: token.element, before: before.element, after: after.element };
    if (three.original.key !== three.before.key || three.before.key !== three.after.key)
      throw new Untraceable("an object that the library writes in another way");
    this.rewritten.set(place, merged(this.#context, three));
  }

  #originalOf(place: number): Neighbour | null {
    const before = this.#befores.get(place);
    const original = before === undefined ? undefined : this.#originals.get(before);
    const token = original === undefined ? undefined : this.tokens[original];
    return original === undefined || token === undefined ? null : { place: original, token };
  }

  /** Nearest token, looking from `from` on in steps of `step`, that the original has too. */
  #neighbour(from: number, step: 1 | -1): Neighbour | null {
    for (let place = from; place >= 0 && place < this.#after.length; place += step) {
      const found = this.#originalOf(place);
      const token = this.#after[place];
      if (found !== null && token !== undefined) return { place: found.place, token };
    }
    return null;
  }

  #insertedGroups(): InsertedGroup[] {
    const groups: InsertedGroup[] = [];
    for (let from = 0; from < this.#after.length; ) {
      const to = this.#endOfGroup(from);
      if (to > from) {
        const tokens = this.#after.slice(from, to);
        groups.push({ tokens, left: this.#neighbour(from - 1, -1), right: this.#neighbour(to, 1) });
      }
      from = Math.max(to, from + 1);
    }
    return groups;
  }

  /** `from` itself when the token there is not new. */
  #endOfGroup(from: number): number {
    const first = this.#after[from];
    let to = from;
    while (
      to < this.#after.length &&
      !this.#befores.has(to) &&
      this.#after[to]?.wrapping === first?.wrapping &&
      (this.#after[to]?.run === null) === (first?.run === null)
    )
      to++;
    return to;
  }
}

/** @throws Untraceable when something changed that only the library's saves have */
export const diffParagraph = (context: MergeContext, three: Three): ParagraphDiff =>
  new Differ(context, three).run();
