import {
  commonSubsequence,
  fillGaps,
  type Gap,
  likeness,
  longestRising,
  type Pair,
  wholeGap,
} from "./alignment.ts";
import type { Fingerprints } from "./fingerprints.ts";
import type { FormatRules } from "./format-rules.ts";
import { textOf, type XmlElement } from "./xml-tree.ts";

type Elements = readonly XmlElement[];
/** Whether names forbid that two elements are one. */
type Differ = (i: number, j: number) => boolean;

/** Below this two texts are no two states of one. */
const ALIKE = 0.34;
/** How far ahead a counterpart is looked for. */
const REACH = 40;

/** What speaks for two elements besides their texts: standing at the same place, or being the only one of their kind. */
const SAME_PLACE = 0.35;
const ONLY_ONES = 0.6;

function counts(elements: Elements): Map<string, number> {
  const found = new Map<string, number>();
  for (const { key } of elements) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** Where each name stands that is there once. */
function placesOf(names: readonly (string | null)[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (const [place, name] of names.entries()) {
    if (name === null) continue;
    if (places.has(name)) twice.add(name);
    places.set(name, place);
  }
  for (const name of twice) places.delete(name);
  return places;
}

/** Tells which children of two elements are the same child: by name, then by content, then by text, then by likeness. */
export class Matcher {
  readonly #rules: FormatRules;
  readonly #prints: Fingerprints;
  readonly #texts = new Map<XmlElement, string>();
  readonly #known = new Set<string>();

  /** Names that are not in the original were made up by the library, anew at each save: they say nothing. */
  constructor(rules: FormatRules, prints: Fingerprints, original: XmlElement) {
    this.#rules = rules;
    this.#prints = prints;
    this.#collect(original);
  }

  identityOf(element: XmlElement): string | null {
    const name = this.#rules.identityOf(element);
    return name !== null && this.#known.has(name) ? name : null;
  }

  textOf(element: XmlElement): string {
    const known = this.#texts.get(element) ?? textOf(element);
    this.#texts.set(element, known);
    return known;
  }

  /** Pairs in order, never crossing. `isStrict`: elements of different names never match, however alike. */
  match(a: Elements, b: Elements, isStrict: boolean): Pair[] {
    const [namesA, namesB] = [this.#names(a), this.#names(b)];
    const inB = placesOf(namesB);
    const named = [...placesOf(namesA)].flatMap(([name, i]): Pair[] => {
      const j = inB.get(name);
      return j === undefined ? [] : [[i, j]];
    });
    const differ: Differ = (i, j) =>
      isStrict && namesA[i] !== null && namesB[j] !== null && namesA[i] !== namesB[j];
    return fillGaps(longestRising(named), wholeGap(a, b), (gap) =>
      isStrict ? this.#unnamed(a, b, gap, differ) : this.#rewritten(a, b, gap, differ),
    );
  }

  #collect(element: XmlElement): void {
    const name = this.#rules.identityOf(element);
    if (name !== null) this.#known.add(name);
    for (const child of element.elements) this.#collect(child);
  }

  #names(elements: Elements): (string | null)[] {
    const kinds = counts(elements);
    return elements.map((element) => {
      const isOnly = kinds.get(element.key) === 1 && !this.#rules.sequences.has(element.key);
      return this.identityOf(element) ?? (isOnly ? `only ${element.key}` : null);
    });
  }

  /** Two saves of one library: what did not change is the same to the letter. */
  #unnamed(a: Elements, b: Elements, gap: Gap, differ: Differ): Pair[] {
    const prints = (list: Elements): number[] => list.map((each) => this.#prints.of(each));
    const same = commonSubsequence(prints(a), prints(b), gap);
    return fillGaps(same, gap, (inner) => this.#byText(a, b, inner, differ));
  }

  /** The original and the library's save of it: nothing moved, so the same kinds in the same order are the same elements. */
  #rewritten(a: Elements, b: Elements, gap: Gap, differ: Differ): Pair[] {
    const inB = b.slice(gap.b0, gap.b1);
    const isSameShape =
      gap.a1 - gap.a0 === inB.length && inB.every(({ key }, i) => key === a[gap.a0 + i]?.key);
    return isSameShape ? inB.map((_, i) => [gap.a0 + i, gap.b0 + i]) : this.#byText(a, b, gap, differ);
  }

  #byText(a: Elements, b: Elements, gap: Gap, differ: Differ): Pair[] {
    const texts = (list: Elements, from: number, to: number): string[] =>
      list.map((each, i) => (i >= from && i < to ? `${each.key}\u0001${this.textOf(each)}` : ""));
    const same = commonSubsequence(texts(a, gap.a0, gap.a1), texts(b, gap.b0, gap.b1), gap);
    const pairs = same.filter(([i, j]) => !differ(i, j));
    return fillGaps(pairs, gap, (inner) => this.#alike(a, b, inner, differ));
  }

  #alike(a: Elements, b: Elements, gap: Gap, differ: Differ): Pair[] {
    const score = this.#scores(a, b, gap);
    const pairs: Pair[] = [];
    let next = gap.b0;
    for (let i = gap.a0; i < gap.a1; i++) {
      let [best, bestScore] = [-1, ALIKE];
      for (let j = next; j < Math.min(gap.b1, next + REACH); j++) {
        if (a[i]?.key !== b[j]?.key || differ(i, j)) continue;
        const found = score(i, j);
        if (found > bestScore || (found === bestScore && best < 0)) [best, bestScore] = [j, found];
      }
      if (best < 0) continue;
      pairs.push([i, best]);
      next = best + 1;
    }
    return pairs;
  }

  /** Where both sides hold the same kinds in the same order, place decides alone. */
  #scores(a: Elements, b: Elements, gap: Gap): (i: number, j: number) => number {
    const [inA, inB] = [a.slice(gap.a0, gap.a1), b.slice(gap.b0, gap.b1)];
    const [kindsA, kindsB] = [counts(inA), counts(inB)];
    const isSameLength = inA.length === inB.length;
    const isSameShape = isSameLength && inA.every(({ key }, i) => key === inB[i]?.key);
    return (i, j) => {
      const [one, other] = [a[i], b[j]];
      if (one === undefined || other === undefined) return -1;
      const isSamePlace = isSameLength && i - gap.a0 === j - gap.b0;
      if (isSameShape) return isSamePlace ? 2 : -1;
      const areOnly = kindsA.get(one.key) === 1 && kindsB.get(other.key) === 1;
      const base = likeness(this.textOf(one), this.textOf(other));
      return base + (isSamePlace ? SAME_PLACE : 0) + (areOnly ? ONLY_ONES : 0);
    };
  }
}
