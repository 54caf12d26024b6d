import { deepCounterpart } from "./counterpart.ts";
import { insertBehind, isPropertyBag, placeBySchema } from "./insertion.ts";
import { type Neighbour, writtenLike } from "./like-neighbour.ts";
import { type MergeContext, merged, type Three } from "./merge-context.ts";
import { propertyDelta, switchedOff } from "./property-delta.ts";
import { removeElement } from "./removal.ts";
import type { XmlEdit } from "./xml-edits.ts";
import type { XmlElement } from "./xml-tree.ts";

interface Insertion {
  readonly element: XmlElement;
  readonly text: string;
  /** Child of the original, or deeper, behind which it goes; null for the front. */
  readonly after: XmlElement | null;
}

/** The children of one element, matched across the three states, and what is to be done with them. */
class Children {
  readonly #context: MergeContext;
  readonly #three: Three;
  readonly #edits: XmlEdit[];
  readonly #insertions: Insertion[] = [];
  /** Child of before to the original's. */
  readonly #originals = new Map<XmlElement, XmlElement>();
  /** Child of after to that of before, and the other way round. */
  readonly #befores = new Map<XmlElement, XmlElement>();
  readonly #afters = new Map<XmlElement, XmlElement>();
  /** Child of after to that of before which left another place. */
  readonly #moved = new Map<XmlElement, XmlElement>();
  /** Children of the original, or deeper, that have their counterpart. */
  readonly #taken = new Set<XmlElement>();

  constructor(context: MergeContext, three: Three, edits: XmlEdit[]) {
    this.#context = context;
    this.#three = three;
    this.#edits = edits;
    const [o, b, e] = [three.original.elements, three.before.elements, three.after.elements];
    for (const [i, j] of context.matcher.match(b, e, true)) this.#relate(b[i], e[j]);
    for (const [i, j] of context.matcher.match(o, b, false)) this.#found(b[j], o[i]);
    this.#relateMoved();
  }

  run(): void {
    let after: XmlElement | null = null;
    for (const [place, child] of this.#three.after.elements.entries()) {
      const original = this.#mergeChild(child, after, place);
      if (original !== null) after = original;
    }
    this.#removeGone();
    for (const insertion of this.#insertions) this.#insert(insertion);
  }

  #relate(before: XmlElement | undefined, after: XmlElement | undefined): void {
    if (before === undefined || after === undefined) return;
    this.#befores.set(after, before);
    this.#afters.set(before, after);
  }

  #found(before: XmlElement | undefined, original: XmlElement | undefined): void {
    if (before === undefined || original === undefined) return;
    this.#originals.set(before, original);
    this.#taken.add(original);
  }

  /** What left one place and turned up at another is moved as it stands in the original, not written anew. */
  #relateMoved(): void {
    const { prints, matcher } = this.#context;
    const gone = this.#three.before.elements.filter((child) => !this.#afters.has(child));
    for (const child of this.#three.after.elements) {
      if (this.#befores.has(child) || gone.length === 0) continue;
      const name = matcher.identityOf(child);
      const place = gone.findIndex((each) =>
        name === null ? prints.of(each) === prints.of(child) : matcher.identityOf(each) === name,
      );
      if (place >= 0) this.#moved.set(child, ...(gone.splice(place, 1) as [XmlElement]));
    }
  }

  /** The original's counterpart when the child stays where it is. */
  #mergeChild(child: XmlElement, after: XmlElement | null, place: number): XmlElement | null {
    const before = this.#befores.get(child);
    if (before === undefined) {
      this.#insertions.push({
        element: child,
        text: this.#written(child, place),
        after: this.#anchor(after, place),
      });
      return null;
    }
    const isChanged = this.#context.prints.of(before) !== this.#context.prints.of(child);
    const original = this.#original(before, isChanged);
    if (original === null && isChanged) this.#mergeAbsent(before, child, after);
    if (original !== null && isChanged)
      this.#context.mergeInto({ original, before, after: child }, this.#edits);
    return original;
  }

  #original(before: XmlElement, isSought: boolean): XmlElement | null {
    const direct = this.#originals.get(before);
    if (direct !== undefined || !isSought) return direct ?? null;
    const deep = deepCounterpart(this.#context, this.#three.original, before);
    if (deep === null || this.#taken.has(deep)) return null;
    this.#found(before, deep);
    return deep;
  }

  #written(child: XmlElement, place: number): string {
    const before = this.#moved.get(child);
    const original = before === undefined ? null : this.#original(before, true);
    if (before === undefined || original === null) {
      const like = writtenLike(this.#context, child, [this.#beside(place, -1), this.#beside(place, 1)]);
      return like ?? this.#context.transplant(child, this.#three.original);
    }
    return merged(this.#context, { original, before, after: child });
  }

  /** The nearest child, from `place` on in steps of `step`, that the original has too. */
  #beside(place: number, step: 1 | -1): Neighbour | null {
    const children = this.#three.after.elements;
    for (let at = place + step; at >= 0 && at < children.length; at += step) {
      const before = this.#befores.get(children[at] ?? this.#three.after);
      const original = before === undefined ? undefined : this.#originals.get(before);
      if (before !== undefined && original !== undefined) return { before, original };
    }
    return null;
  }

  /** Behind its neighbour; when that one lies in a wrapper which the next neighbour is not in, behind the wrapper. */
  #anchor(after: XmlElement | null, place: number): XmlElement | null {
    if (after === null || after.parent === this.#three.original) return after;
    const next = this.#three.after.elements
      .slice(place + 1)
      .map((child) => this.#befores.get(child))
      .find((before) => before !== undefined);
    const nextOriginal = next === undefined ? null : this.#original(next, true);
    if (nextOriginal?.parent === after.parent) return after;
    let outer = after;
    while (outer.parent !== null && outer.parent !== this.#three.original) outer = outer.parent;
    return outer;
  }

  /** The original does not have what changed: a property that its style gave it, or something the library made up. */
  #mergeAbsent(before: XmlElement, child: XmlElement, after: XmlElement | null): void {
    const { original } = this.#three;
    if (original.elements.length === 0 || isPropertyBag(this.#context.rules, original)) {
      const text = propertyDelta(this.#context, before, child, original);
      if (text !== null) this.#insertions.push({ element: child, text, after });
      return;
    }
    // An empty element that the library put there itself is no loss to take over.
    if (this.#context.matcher.textOf(before) !== "")
      this.#context.notes.fallbacks.push(`${original.local}/${child.local}: not in the original`);
    this.#insertions.push({ element: child, text: this.#context.transplant(child, original), after });
  }

  #removeGone(): void {
    const moved = new Set(this.#moved.values());
    for (const before of this.#three.before.elements) {
      if (this.#afters.has(before)) continue;
      const original = this.#original(before, true);
      if (original === null) this.#removeAbsent(before);
      else if (moved.has(before)) this.#edits.push({ start: original.start, end: original.end, text: "" });
      else removeElement(this.#context, original, this.#edits);
    }
  }

  #removeAbsent(before: XmlElement): void {
    const { rules, notes } = this.#context;
    const { original } = this.#three;
    if (isPropertyBag(rules, original) && rules.switches.has(before.key))
      this.#insertions.push({ element: before, text: switchedOff(before, original), after: null });
    else notes.unplaced.push(`${original.local}/${before.local}: removed, not in the original`);
  }

  #insert({ element, text, after }: Insertion): void {
    const { original } = this.#three;
    const place = placeBySchema(this.#context.rules, original, after, element.local);
    insertBehind(original, place ?? this.#behindProperties(element), text, this.#edits);
  }

  /** In front of everything, but behind properties that only the original has. */
  #behindProperties(element: XmlElement): XmlElement | null {
    const isProperties = ({ local }: XmlElement): boolean => /(Pr|Grid)$/.test(local);
    if (isProperties(element) || Object.hasOwn(this.#context.rules.order, this.#three.original.local))
      return null;
    const first = this.#three.original.elements.findIndex((child) => !isProperties(child));
    const count = first < 0 ? this.#three.original.elements.length : first;
    return this.#three.original.elements[count - 1] ?? null;
  }
}

/** Merges the children of one element that has no text of its own. */
export function mergeChildren(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  new Children(context, three, edits).run();
}
