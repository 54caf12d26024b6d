import { childAbove, type GroupPlace, GroupPlaces } from "./group-places.ts";
import { insertBehind } from "./insertion.ts";
import { mergeAttributes } from "./merge-attributes.ts";
import { emptyLike, type MergeContext, type Three } from "./merge-context.ts";
import { diffParagraph, type InsertedGroup, type ParagraphDiff, Untraceable } from "./paragraph-diff.ts";
import type { Token } from "./paragraph-tokens.ts";
import { propertyDelta } from "./property-delta.ts";
import { removeElement } from "./removal.ts";
import { RunFormats } from "./run-format.ts";
import { newTags, type Piece, tagsOf, writePieces } from "./run-writer.ts";
import type { XmlEdit } from "./xml-edits.ts";
import { sourceOf, type XmlElement } from "./xml-tree.ts";

/** New pieces beside a token of the original, in order. */
interface Additions {
  readonly before: Piece[];
  readonly behind: Piece[];
}

const NOTHING: Additions = { before: [], behind: [] };

/** Writes one paragraph's diff as edits of the original's own runs; a run that nothing happened to is not touched. */
class ParagraphWriter {
  readonly #context: MergeContext;
  readonly #paragraph: XmlElement;
  readonly #diff: ParagraphDiff;
  readonly #edits: XmlEdit[];
  readonly #formats: RunFormats;
  readonly #additions = new Map<number, Additions>();

  constructor(context: MergeContext, paragraph: XmlElement, diff: ParagraphDiff, edits: XmlEdit[]) {
    this.#context = context;
    this.#paragraph = paragraph;
    this.#diff = diff;
    this.#edits = edits;
    this.#formats = new RunFormats(context, diff, paragraph);
  }

  write(): void {
    const { inserted, tokens } = this.#diff;
    const places = new GroupPlaces(this.#paragraph, tokens).of(inserted);
    for (const [i, place] of places.entries()) {
      const group = inserted[i];
      if (group !== undefined) this.#place(group, place);
    }
    const gone = this.#removeEmptied();
    for (const [run, places] of this.#placesByRun())
      if (!gone.some((wrapper) => wrapper.start <= run.start && run.end <= wrapper.end))
        this.#writeRun(run, places);
    this.#writeMarks(gone);
  }

  #token(place: number): Token | undefined {
    return this.#diff.tokens[place];
  }

  /** Into the run of a neighbour with the same things around it; else between runs; else between the paragraph's children. */
  #place(group: InsertedGroup, place: GroupPlace): void {
    if (place.where === "loose") {
      this.#placeLoose(group);
      return;
    }
    const { where, side, isSame } = place;
    const pieces = isSame
      ? this.#pieces(group, side.place)
      : [this.#between(group, side.token.wrappers.length, side.place)];
    this.#additionsAt(side.place)[where].push(...pieces);
  }

  #placeLoose(group: InsertedGroup): void {
    const left = group.left === null ? null : (this.#token(group.left.place)?.element ?? null);
    const { propertiesInFront } = this.#context.rules.paragraph;
    const first = this.#paragraph.elements.find(({ key }) => key === propertiesInFront) ?? null;
    const { markup } = this.#between(group, 0, null);
    const after = left === null ? first : childAbove(this.#paragraph, left);
    insertBehind(this.#paragraph, after, markup, this.#edits);
  }

  #additionsAt(place: number): Additions {
    const known = this.#additions.get(place) ?? { before: [], behind: [] };
    this.#additions.set(place, known);
    return known;
  }

  #pieces(group: InsertedGroup, neighbour: number | null): Piece[] {
    return group.tokens.map((token) => ({
      kind: "run",
      properties: this.#formats.ofNew(token, neighbour),
      items: [
        token.text === null
          ? { kind: "markup", markup: this.#context.transplant(token.element, this.#paragraph) }
          : { kind: "text", text: token.text, local: token.element.local },
      ],
    }));
  }

  /** New runs or marks with the wrappers around them that are not there yet. */
  #between(group: InsertedGroup, depth: number, neighbour: number | null): Piece & { kind: "between" } {
    const { transplant } = this.#context;
    const wrappers = (group.tokens[0]?.wrappers ?? []).slice(depth);
    const inside =
      group.tokens[0]?.run === null
        ? group.tokens.map(({ element }) => transplant(element, this.#paragraph)).join("")
        : writePieces(this.#context, this.#pieces(group, neighbour), newTags(this.#context, this.#paragraph));
    const markup = wrappers.reduceRight((content, wrapper) => {
      const properties = wrapper.elements.filter(({ local }) => /Pr$/.test(local));
      const own = properties.map((each) => transplant(each, this.#paragraph)).join("");
      return `${transplant(wrapper, this.#paragraph, "tag")}${own}${content}</${wrapper.name}>`;
    }, inside);
    return { kind: "between", markup };
  }

  #placesByRun(): Map<XmlElement, number[]> {
    const runs = new Map<XmlElement, number[]>();
    for (const [place, { run }] of this.#diff.tokens.entries()) {
      if (run === null) continue;
      const places = runs.get(run);
      if (places === undefined) runs.set(run, [place]);
      else places.push(place);
    }
    return runs;
  }

  /** Links and the like of which nothing is left go as a whole. */
  #removeEmptied(): XmlElement[] {
    const left = new Map<XmlElement, boolean>();
    for (const [place, { wrappers }] of this.#diff.tokens.entries()) {
      const isGone = this.#diff.deleted.has(place) && !this.#additions.has(place);
      for (const wrapper of wrappers) left.set(wrapper, (left.get(wrapper) ?? false) || !isGone);
    }
    const emptied = [...left].filter(([, isLeft]) => !isLeft).map(([wrapper]) => wrapper);
    const outermost = emptied.filter(
      (wrapper) => !emptied.some((other) => other !== wrapper && isInside(wrapper, other)),
    );
    for (const wrapper of outermost) removeElement(this.#context, wrapper, this.#edits);
    return outermost;
  }

  #writeRun(run: XmlElement, places: readonly number[]): void {
    const { deleted, formats, rewritten } = this.#diff;
    const isTouched = places.some((at) => deleted.has(at) || formats.has(at) || this.#additions.has(at));
    if (!isTouched) {
      for (const place of places) this.#replace(place, rewritten.get(place));
      return;
    }
    const pieces = places.flatMap((place) => {
      const { before, behind } = this.#additions.get(place) ?? NOTHING;
      return [...before, ...this.#kept(place), ...behind];
    });
    this.#edits.push({
      start: run.start,
      end: run.end,
      text: writePieces(this.#context, pieces, tagsOf(run)),
    });
  }

  #kept(place: number): Piece[] {
    const token = this.#token(place);
    if (token === undefined || this.#diff.deleted.has(place)) return [];
    const properties = this.#formats.at(place);
    const { text, element } = token;
    if (text !== null)
      return [{ kind: "run", properties, items: [{ kind: "text", text, local: element.local }] }];
    const markup = this.#diff.rewritten.get(place) ?? sourceOf(element);
    return [{ kind: "run", properties, items: [{ kind: "markup", markup }] }];
  }

  #replace(place: number, text: string | undefined): void {
    const element = this.#token(place)?.element;
    if (text === undefined || element === undefined) return;
    this.#edits.push({ start: element.start, end: element.end, text });
  }

  #writeMarks(gone: readonly XmlElement[]): void {
    for (const [place, { run, element }] of this.#diff.tokens.entries()) {
      if (run !== null || gone.some((wrapper) => isInside(element, wrapper))) continue;
      if (this.#diff.deleted.has(place)) this.#replace(place, "");
      else this.#replace(place, this.#diff.rewritten.get(place));
    }
  }
}

const isInside = (inner: XmlElement, outer: XmlElement): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

const childOf = (paragraph: XmlElement, key: string): XmlElement | null =>
  paragraph.elements.find((child) => child.key === key) ?? null;

/** Properties of the paragraph itself, in front of its runs or behind them. */
function mergeProperties(context: MergeContext, three: Three, key: string | null, edits: XmlEdit[]): void {
  if (key === null) return;
  const [original, before, after] = [three.original, three.before, three.after].map((each) =>
    childOf(each, key),
  );
  if (context.prints.of(before) === context.prints.of(after)) return;
  const like = after ?? before;
  if (!like) return;
  const [was, is] = [before ?? emptyLike(like), after ?? emptyLike(like)];
  if (original && (before || after)) {
    if (after) context.mergeInto({ original, before: was, after: is }, edits);
    else removeElement(context, original, edits);
    return;
  }
  const text = propertyDelta(context, was, is, three.original);
  const last = key === context.rules.paragraph.propertiesBehind ? three.original.elements.at(-1) : null;
  if (text !== null) insertBehind(three.original, last ?? null, text, edits);
}

function mergeTraced(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  const { propertiesInFront, propertiesBehind } = context.rules.paragraph;
  mergeAttributes(context, three, edits);
  mergeProperties(context, three, propertiesInFront, edits);
  new ParagraphWriter(context, three.original, diffParagraph(context, three), edits).write();
  mergeProperties(context, three, propertiesBehind, edits);
}

/** Merges one paragraph. What cannot be traced inside it makes the whole paragraph the library's. */
export function mergeParagraph(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  const own: XmlEdit[] = [];
  try {
    mergeTraced(context, three, own);
    edits.push(...own);
  } catch (cause) {
    if (!(cause instanceof Untraceable)) throw cause;
    const { original, after } = three;
    context.notes.fallbacks.push(`${original.local}: ${cause.message}`);
    const text = context.transplant(after, original.parent ?? original);
    edits.push({ start: original.start, end: original.end, text });
  }
}
