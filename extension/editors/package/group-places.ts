/** Where new pieces of a paragraph go, so that they come to stand in the order that the library has them in. */
import { type InsertedGroup, type Neighbour, Untraceable } from "./paragraph-diff.ts";
import type { Token } from "./paragraph-tokens.ts";
import type { XmlElement } from "./xml-tree.ts";

/** In a neighbour's run, `isSame` when the neighbour has the same things around it; or loose, among the paragraph's children. */
export type GroupPlace =
  | { readonly where: "behind" | "before"; readonly side: Neighbour; readonly isSame: boolean }
  | { readonly where: "loose" };

interface Option {
  readonly place: GroupPlace;
  /** In the row behind the left neighbour, loose, in front of the right one. */
  readonly rank: 0 | 1 | 2;
  /** 0 is liked best. */
  readonly cost: number;
}

interface Row {
  readonly cost: number;
  readonly places: readonly GroupPlace[];
}

const RANKS = [0, 1, 2] as const;

/** What is directly in the paragraph, at or above `element`. */
export function childAbove(paragraph: XmlElement, element: XmlElement): XmlElement {
  let child = element;
  while (child.parent !== null && child.parent !== paragraph) child = child.parent;
  return child;
}

export class GroupPlaces {
  readonly #paragraph: XmlElement;
  readonly #tokens: readonly Token[];

  constructor(paragraph: XmlElement, tokens: readonly Token[]) {
    this.#paragraph = paragraph;
    this.#tokens = tokens;
  }

  /** One place for each group. @throws Untraceable when no places keep the order */
  of(groups: readonly InsertedGroup[]): GroupPlace[] {
    const gaps: InsertedGroup[][] = [];
    for (const group of groups) {
      const last = gaps.at(-1);
      if (last?.[0] !== undefined && isSameGap(last[0], group)) last.push(group);
      else gaps.push([group]);
    }
    return gaps.flatMap((gap) => this.#inGap(gap));
  }

  /** The cheapest places of which none stands in front of one before it. */
  #inGap(groups: readonly InsertedGroup[]): readonly GroupPlace[] {
    let rows: (Row | undefined)[] = RANKS.map(() => ({ cost: 0, places: [] }));
    for (const group of groups) {
      const options = this.#options(group);
      rows = RANKS.map((rank) => {
        const option = options.find((each) => each.rank === rank);
        const before = cheapest(rows.slice(0, rank + 1));
        if (option === undefined || before === undefined) return undefined;
        return { cost: before.cost + option.cost, places: [...before.places, option.place] };
      });
    }
    const best = cheapest(rows);
    if (best === undefined) throw new Untraceable("new text in the middle of something that cannot be cut");
    return best.places;
  }

  #options({ tokens, left, right }: InsertedGroup): Option[] {
    const first = tokens[0];
    const wrapping = first?.wrapping ?? "";
    const beside = (side: Neighbour | null, where: "behind" | "before"): Option[] => {
      if (side === null || !this.#tokens[side.place]?.run) return [];
      const isSame = first?.run !== null && side.token.wrapping === wrapping;
      if (!isSame && !wrapping.startsWith(side.token.wrapping)) return [];
      const rank = where === "behind" ? 0 : 2;
      return [{ place: { where, side, isSame }, rank, cost: (isSame ? 0 : 2) + (rank === 2 ? 1 : 0) }];
    };
    const loose: Option[] = this.#isInOneChild(left, right)
      ? []
      : [{ place: { where: "loose" }, rank: 1, cost: 4 }];
    return [...beside(left, "behind"), ...loose, ...beside(right, "before")];
  }

  #isInOneChild(left: Neighbour | null, right: Neighbour | null): boolean {
    const [a, b] = [left, right].map((side) => this.#tokens[side?.place ?? -1]?.element);
    if (a === undefined || b === undefined) return false;
    return childAbove(this.#paragraph, a) === childAbove(this.#paragraph, b);
  }
}

const isSameGap = (one: InsertedGroup, other: InsertedGroup): boolean =>
  one.left?.place === other.left?.place && one.right?.place === other.right?.place;

const cheapest = (rows: readonly (Row | undefined)[]): Row | undefined =>
  rows.reduce(
    (best, row) => (row !== undefined && (best === undefined || row.cost < best.cost) ? row : best),
    undefined,
  );
