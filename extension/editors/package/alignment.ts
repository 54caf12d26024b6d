/** Which items of two lists belong together: longest common and longest rising subsequences, and likeness of texts. */

/** Place in the first list, place in the second. */
export type Pair = readonly [number, number];

/** Part of two lists, ends exclusive. */
export interface Gap {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

type Keys = readonly (string | number)[];

/** Cells of the table of one comparison; 12 MB. */
const TABLE_MAX = 6_000_000;

export const wholeGap = (a: readonly unknown[], b: readonly unknown[]): Gap => ({
  a0: 0,
  a1: a.length,
  b0: 0,
  b1: b.length,
});

const isEmpty = ({ a0, a1, b0, b1 }: Gap): boolean => a0 >= a1 || b0 >= b1;

/** The pairs that are among the fewest changes, by the textbook table. */
function byTable(a: Keys, b: Keys, { a0, a1, b0, b1 }: Gap): Pair[] {
  const [rows, width] = [a1 - a0, b1 - b0 + 1];
  const table = new Uint16Array((rows + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i--)
    for (let j = width - 2; j >= 0; j--)
      table[i * width + j] =
        a[a0 + i] === b[b0 + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < rows && j < width - 1; ) {
    if (a[a0 + i] === b[b0 + j]) pairs.push([a0 + i++, b0 + j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Places of the keys that occur once. */
function singles(keys: Keys, from: number, to: number): Map<string | number, number> {
  const places = new Map<string | number, number>();
  const twice = new Set<string | number>();
  for (let i = from; i < to; i++) {
    const key = keys[i] ?? "";
    if (places.has(key)) twice.add(key);
    places.set(key, i);
  }
  for (const key of twice) places.delete(key);
  return places;
}

/** How many neighbours have to agree where no single key is rare: characters of a long paragraph. */
const WINDOW = 16;

const windows = (keys: Keys): string[] => keys.map((_, i) => keys.slice(i, i + WINDOW).join("\u0001"));

function pairSingles(a: Keys, b: Keys, gap: Gap): Pair[] {
  const inB = singles(b, gap.b0, gap.b1);
  const pairs = [...singles(a, gap.a0, gap.a1)].flatMap(([key, i]): Pair[] => {
    const j = inB.get(key);
    return j === undefined ? [] : [[i, j]];
  });
  return longestRising(pairs);
}

/** For lists too long for the table: what occurs once in both holds the rest in place. */
function bySingles(a: Keys, b: Keys, gap: Gap): Pair[] {
  const alone = pairSingles(a, b, gap);
  const pairs = alone.length > 0 ? alone : pairSingles(windows(a), windows(b), gap);
  if (pairs.length === 0) return [];
  return fillGaps(pairs, gap, (inner) => commonSubsequence(a, b, inner));
}

/** The most pairs of equal keys that do not cross, in order. Lists far apart and very long may give fewer. */
export function commonSubsequence(a: Keys, b: Keys, gap: Gap = wholeGap(a, b)): Pair[] {
  let { a0, a1, b0, b1 } = gap;
  const head: Pair[] = [];
  const tail: Pair[] = [];
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) head.push([a0++, b0++]);
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) tail.push([--a1, --b1]);
  const rest = { a0, a1, b0, b1 };
  if (isEmpty(rest)) return [...head, ...tail.reverse()];
  const middle = (a1 - a0) * (b1 - b0) > TABLE_MAX ? bySingles(a, b, rest) : byTable(a, b, rest);
  return [...head, ...middle, ...tail.reverse()];
}

/** As many pairs as possible of which both places rise. */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  const sorted = pairs.toSorted((p, q) => p[0] - q[0]);
  const ends: number[] = [];
  const before: number[] = [];
  const second = (index: number | undefined): number => sorted[index ?? -1]?.[1] ?? -1;
  for (const [i, [, place]] of sorted.entries()) {
    let length = 0;
    for (let high = ends.length; length < high; ) {
      const middle = (length + high) >> 1;
      if (second(ends[middle]) < place) length = middle + 1;
      else high = middle;
    }
    before[i] = ends[length - 1] ?? -1;
    ends[length] = i;
  }
  const chain: Pair[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) {
    const pair = sorted[i];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.reverse();
}

/** Keeps `pairs`, which rise, and adds what `find` sees between them. */
export function fillGaps(pairs: readonly Pair[], gap: Gap, find: (inner: Gap) => readonly Pair[]): Pair[] {
  const all: Pair[] = [];
  let { a0, b0 } = gap;
  for (const [i, j] of pairs) {
    const inner = { a0, a1: i, b0, b1: j };
    if (!isEmpty(inner)) all.push(...find(inner));
    all.push([i, j]);
    [a0, b0] = [i + 1, j + 1];
  }
  const last = { ...gap, a0, b0 };
  if (!isEmpty(last)) all.push(...find(last));
  return all;
}

/** Enough of a text to tell it from others. */
const COMPARED_CHARACTERS = 2000;

function countPairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.min(text.length - 1, COMPARED_CHARACTERS); i++) {
    const two = text.slice(i, i + 2);
    counts.set(two, (counts.get(two) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((all, n) => all + n, 0);

/** 0 to 1: the share of neighbouring characters that two texts have in common (Dice's coefficient). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const [inA, inB] = [countPairs(a), countPairs(b)];
  let common = 0;
  for (const [two, n] of inA) common += Math.min(n, inB.get(two) ?? 0);
  return (2 * common) / (sum(inA) + sum(inB));
}
