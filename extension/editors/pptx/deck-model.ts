/**
 * A presentation as shared state: in which order slides and elements stand, the text of each element character by character,
 * and of everything else the fields that differ from the file. The file itself is not in it; everybody has the same bytes.
 */
import { type Doc, Array as SharedArray, type Map as SharedMap, Text, type Transaction } from "yjs";
import { changesBetween, type FieldChanges, isBelow, withChanges, writeField } from "./field-changes.ts";
import { writeOrder } from "./shared-order.ts";
import { elementKey, holdsText, type Slide, type SlideElement } from "./slide.ts";
import { changesIn, idsIn, isAdded, orderIn, soundElement, soundSlide, textIn } from "./sound-parts.ts";
import { fillText, plainText, segmentsIn, standsFor, writeSegments } from "./text-runs.ts";
import { visibleText, writeTyping } from "./typed-text.ts";

/** Origin of what the person did here; only that can be undone here. */
export const OWN: unique symbol = Symbol("own changes");

const SLIDE = "s\n";
const ELEMENT = "e\n";

/** What is said of a slide or element elsewhere in the state, or follows from its place. */
const ELSEWHERE = new Set(["elements", "slideNumber", "isDirty", "textSegments", "text"]);

/** What a change touched: keys of elements, ids of slides, and whether the slides stand in another order. */
export interface Touched {
  readonly slides: Set<string>;
  readonly elements: Set<string>;
  isOrderChanged: boolean;
}

const fieldsOf = (thing: Slide | SlideElement, isTextShared: boolean): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(thing).filter(([name]) => {
      if (name === "textSegments" || name === "text") return !isTextShared;
      return !ELSEWHERE.has(name);
    }),
  );

const elementFields = (element: SlideElement): Record<string, unknown> =>
  fieldsOf(element, holdsText(element));
const slideFields = (slide: Slide): Record<string, unknown> => fieldsOf(slide, true);

export class DeckModel {
  readonly doc: Doc;
  readonly order: SharedArray<string>;
  readonly orders: SharedMap<SharedArray<string>>;
  readonly texts: SharedMap<Text>;
  readonly fields: SharedMap<string>;
  readonly #slides: ReadonlyMap<string, Slide>;
  readonly #elements: ReadonlyMap<string, SlideElement>;

  /** @param base the slides as the file has them, the same for everybody */
  constructor(doc: Doc, base: readonly Slide[]) {
    this.doc = doc;
    this.order = doc.getArray("order");
    this.orders = doc.getMap("orders");
    this.texts = doc.getMap("texts");
    this.fields = doc.getMap("fields");
    this.#slides = new Map(base.map((slide) => [slide.id, slide]));
    this.#elements = new Map(
      base.flatMap((slide) => slide.elements.map((each) => [elementKey(slide.id, each.id), each] as const)),
    );
  }

  /** Puts order and texts of the base slides into an empty state. */
  seed(base: readonly Slide[]): void {
    this.doc.transact(() => {
      this.order.insert(
        0,
        base.map(({ id }) => id),
      );
      for (const slide of base) this.#addOrder(slide);
      for (const slide of base) for (const element of slide.elements) this.#addText(slide.id, element);
    });
  }

  /** Writes what the person changed from `before` to `after`; what others changed meanwhile stays. */
  write(before: readonly Slide[], after: readonly Slide[]): void {
    const old = new Map(before.map((slide) => [slide.id, slide]));
    this.doc.transact(() => {
      for (const slide of after) {
        const earlier = old.get(slide.id);
        if (earlier === undefined) this.#addSlide(slide);
        else if (earlier !== slide) this.#writeSlide(earlier, slide);
      }
      writeOrder(
        this.order,
        before.map(({ id }) => id),
        after.map(({ id }) => id),
      );
    }, OWN);
  }

  /** Writes what the person typed into an element, from one plain text to the next. */
  type(key: string, before: string, after: string): void {
    const text = textIn(this.texts, key);
    if (text !== undefined && before !== after) {
      this.doc.transact(() => writeTyping(text, before, after), OWN);
    }
  }

  /** The text of an element as people see it; null where it has none of its own. */
  visibleText(key: string): string | null {
    const text = textIn(this.texts, key);
    return text === undefined ? null : visibleText(text);
  }

  /** The ids of the slides as they stand, each once. */
  slideIds(): string[] {
    return idsIn(this.order).filter((id) => this.#slides.has(id) || isAdded(this.fields, SLIDE + id));
  }

  elementIds(slideId: string): string[] {
    return idsIn(orderIn(this.orders, slideId)).filter((id) => {
      const key = elementKey(slideId, id);
      return this.#elements.has(key) || isAdded(this.fields, ELEMENT + key);
    });
  }

  readElement(slideId: string, id: string): SlideElement {
    const key = elementKey(slideId, id);
    const base = this.#elements.get(key);
    const made = soundElement(id, base, withChanges(base, changesIn(this.fields, ELEMENT + key)));
    const text = textIn(this.texts, key);
    if (text === undefined || !holdsText(made) || standsFor(text, base?.textSegments ?? [])) return made;
    const segments = segmentsIn(text);
    return { ...made, textSegments: segments, text: plainText(segments) };
  }

  readSlide(id: string, elements: readonly SlideElement[]): Slide {
    const base = this.#slides.get(id);
    const fields = soundSlide(id, base, withChanges(base, changesIn(this.fields, SLIDE + id)));
    return { ...fields, elements, isDirty: true };
  }

  /** Everything in which the state differs from the file. */
  differences(): Touched {
    const touched: Touched = { slides: new Set(), elements: new Set(), isOrderChanged: true };
    this.#touchFields(new Set(this.fields.keys()), touched);
    for (const key of this.texts.keys()) {
      const text = textIn(this.texts, key);
      if (text !== undefined && !standsFor(text, this.#elements.get(key)?.textSegments ?? []))
        this.#touch(key, true, touched);
    }
    for (const slideId of this.orders.keys()) {
      const base = this.#slides.get(slideId)?.elements.map(({ id }) => id) ?? [];
      if (base.join("\n") !== idsIn(orderIn(this.orders, slideId)).join("\n")) touched.slides.add(slideId);
    }
    return touched;
  }

  /** What a transaction touched. */
  touchedBy(transaction: Transaction): Touched {
    const touched: Touched = { slides: new Set(), elements: new Set(), isOrderChanged: false };
    for (const [type, names] of transaction.changed) {
      if (type === (this.order as unknown)) touched.isOrderChanged = true;
      else if (type === (this.fields as unknown)) this.#touchFields(names, touched);
      else this.#touchNested(type, names, touched);
    }
    return touched;
  }

  #touchFields(names: ReadonlySet<string | null>, touched: Touched): void {
    for (const name of names) {
      const [kind, slideId = "", elementId = ""] = (name ?? "").split("\n");
      touched.slides.add(slideId);
      if (kind === ELEMENT.trimEnd()) touched.elements.add(elementKey(slideId, elementId));
    }
  }

  #touchNested(type: unknown, names: ReadonlySet<string | null>, touched: Touched): void {
    if (type === this.orders || type === this.texts) {
      for (const key of names) this.#touch(key, type === this.texts, touched);
    } else if (type instanceof SharedArray || type instanceof Text) {
      this.#touch(type._item?.parentSub ?? null, type instanceof Text, touched);
    }
  }

  #touch(key: string | null, isElement: boolean, touched: Touched): void {
    if (key === null) return;
    touched.slides.add(key.split("\n")[0] ?? "");
    if (isElement) touched.elements.add(key);
  }

  #setFields(node: string, changes: FieldChanges): void {
    for (const [path, value] of changes) {
      for (const name of this.fields.keys()) {
        if (name.startsWith(`${node}\n`) && isBelow(name.slice(node.length + 1), path))
          this.fields.delete(name);
      }
      this.fields.set(`${node}\n${path}`, writeField(value));
    }
  }

  #addOrder(slide: Slide): void {
    this.orders.set(slide.id, SharedArray.from(slide.elements.map(({ id }) => id)));
  }

  #addText(slideId: string, element: SlideElement): void {
    if (!holdsText(element)) return;
    const text = new Text();
    this.texts.set(elementKey(slideId, element.id), text);
    fillText(text, element.textSegments ?? []);
  }

  #addSlide(slide: Slide): void {
    this.#setFields(SLIDE + slide.id, new Map([["", slideFields(slide)]]));
    this.#addOrder(slide);
    for (const element of slide.elements) this.#addElement(slide.id, element);
  }

  #addElement(slideId: string, element: SlideElement): void {
    const key = elementKey(slideId, element.id);
    this.#setFields(ELEMENT + key, new Map([["", elementFields(element)]]));
    this.#addText(slideId, element);
  }

  #writeSlide(before: Slide, after: Slide): void {
    this.#setFields(SLIDE + after.id, changesBetween(slideFields(before), slideFields(after)));
    if (before.elements === after.elements) return;
    const old = new Map(before.elements.map((element) => [element.id, element]));
    for (const element of after.elements) {
      const earlier = old.get(element.id);
      if (earlier === undefined) this.#addElement(after.id, element);
      else if (earlier !== element) this.#writeElement(after.id, earlier, element);
    }
    const order = orderIn(this.orders, after.id);
    const ids = (slide: Slide): string[] => slide.elements.map(({ id }) => id);
    if (order !== undefined) writeOrder(order, ids(before), ids(after));
  }

  #writeElement(slideId: string, before: SlideElement, after: SlideElement): void {
    const key = elementKey(slideId, after.id);
    this.#setFields(ELEMENT + key, changesBetween(elementFields(before), elementFields(after)));
    const text = textIn(this.texts, key);
    if (text !== undefined && before.textSegments !== after.textSegments) {
      writeSegments(text, before.textSegments ?? [], after.textSegments ?? []);
    }
  }
}
