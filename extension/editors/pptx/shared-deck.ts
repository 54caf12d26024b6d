/**
 * Keeps the library's slides and the shared state the same. The library holds its slides as one value that it replaces;
 * what differs from the value before is the person's own change. Others' changes are put into the value field by field,
 * so neither side ever writes over what it has not seen.
 */
import { type Doc, type Transaction, UndoManager } from "yjs";
import { DeckModel, OWN, type Touched } from "./deck-model.ts";
import { editInField, marksOf, withoutMarks } from "./line-marks.ts";
import { elementKey, type Slide, type SlideElement } from "./slide.ts";
import type { Splice } from "./text-runs.ts";

/** Gives the library another value for its slides, made from the one it has at that moment. */
export type SetSlides = (next: (current: Slide[]) => Slide[]) => void;

/** An element whose text the person is typing in. The library keeps the text apart until it is done. */
interface Typing {
  readonly slideId: string;
  readonly elementId: string;
  /** The element as the library still has it. */
  readonly held: SlideElement;
  /** What stands in the field, bullets included, and what of it is the text. */
  readonly shown: string;
  readonly text: string;
  readonly marks: ReadonlySet<string>;
  /** The field shows what the state has, so that others' letters can be put into it. */
  readonly isFollowed: boolean;
}

const PAUSE_MS = 500;

export class SharedDeck {
  readonly #model: DeckModel;
  readonly #undo: UndoManager;
  readonly #setSlides: SetSlides;
  readonly #onChange: () => void;
  /** False for whoever may only read: whatever the library does to its slides, none of it is shared. */
  mayWrite = true;
  /** Puts others' letters into the field in which the person types. Gives what it shows then, null where it cannot be done. */
  putIntoField: (edit: Splice) => string | null = () => null;
  #held: readonly Slide[];
  #typing: Typing | null = null;
  #revision = 0;

  constructor(doc: Doc, base: readonly Slide[], setSlides: SetSlides, onChange: () => void) {
    this.#model = new DeckModel(doc, base);
    this.#held = base;
    this.#setSlides = setSlides;
    this.#onChange = onChange;
    const { order, orders, texts, fields } = this.#model;
    this.#undo = new UndoManager([order, orders, texts, fields], {
      trackedOrigins: new Set([OWN]),
      captureTimeout: PAUSE_MS,
    });
    doc.on("afterTransaction", this.#follow);
  }

  get revision(): number {
    return this.#revision;
  }

  /** The slides as they stand. */
  get slides(): readonly Slide[] {
    return this.#held;
  }

  /** The same with the text that is being typed in, as the state has it: what is saved. */
  get written(): readonly Slide[] {
    const typing = this.#typing;
    if (typing === null) return this.#held;
    const { slideId, elementId } = typing;
    const element = this.#model.readElement(slideId, elementId);
    return this.#held.map((slide) => (slide.id === slideId ? withElement(slide, element) : slide));
  }

  get canUndo(): boolean {
    return this.#undo.undoStack.length > 0;
  }

  get canRedo(): boolean {
    return this.#undo.redoStack.length > 0;
  }

  /** Takes back the person's own last change; what others did stays. */
  undo(): void {
    if (this.mayWrite) this.#undo.undo();
  }

  redo(): void {
    if (this.mayWrite) this.#undo.redo();
  }

  stop(): void {
    this.#model.doc.off("afterTransaction", this.#follow);
    this.#undo.destroy();
  }

  /** Shows all that the state has beyond the file. To be called once, when the file is shown. */
  showAll(): void {
    this.#show(this.#model.differences());
  }

  /** Takes note of the slides as the library has them now, and shares what the person changed in them. */
  see(slides: readonly Slide[]): void {
    if (slides === this.#held) return;
    const before = this.#typing === null ? this.#held : this.#withoutCommit(this.#typing, slides);
    this.#held = slides;
    if (this.mayWrite) this.#model.write(before, slides);
  }

  /** @param shown what the field shows before anything is typed, bullets included */
  startTyping(slideId: string, elementId: string, shown: string): void {
    const held = this.#heldElement(slideId, elementId);
    if (held === undefined) return;
    const marks = marksOf(held.textSegments ?? []);
    const text = withoutMarks(shown, marks);
    const isFollowed = this.#model.visibleText(elementKey(slideId, elementId)) === text;
    this.#typing = { slideId, elementId, held, shown, marks, text, isFollowed };
  }

  typed(shown: string): void {
    const typing = this.#typing;
    if (!this.mayWrite || typing === null || typing.shown === shown) return;
    const text = withoutMarks(shown, typing.marks);
    this.#typing = { ...typing, shown, text };
    this.#model.type(elementKey(typing.slideId, typing.elementId), typing.text, text);
  }

  /** The person left the field, whichever way: what was typed stays. */
  endTyping(): void {
    const typing = this.#typing;
    if (typing === null) return;
    this.#typing = null;
    const key = elementKey(typing.slideId, typing.elementId);
    this.#show({ slides: new Set([typing.slideId]), elements: new Set([key]), isOrderChanged: false });
  }

  readonly #follow = (transaction: Transaction): void => {
    const touched = this.#model.touchedBy(transaction);
    if (touched.slides.size === 0 && !touched.isOrderChanged) return;
    this.#revision += 1;
    if (transaction.origin !== OWN) {
      this.#bringIntoField(touched);
      this.#show(touched);
    }
    this.#onChange();
  };

  /** What cannot be put into the open field comes when the person leaves it. */
  #bringIntoField({ elements }: Touched): void {
    const typing = this.#typing;
    const key = typing && elementKey(typing.slideId, typing.elementId);
    if (typing === null || key === null || !typing.isFollowed || !elements.has(key)) return;
    const edit = editInField(typing.shown, typing.text, this.#model.visibleText(key) ?? typing.text);
    const shown = edit && this.putIntoField(edit);
    if (shown !== null) this.#typing = { ...typing, shown, text: withoutMarks(shown, typing.marks) };
  }

  #heldElement(slideId: string, elementId: string): SlideElement | undefined {
    const slide = this.#held.find(({ id }) => id === slideId);
    return slide?.elements.find(({ id }) => id === elementId);
  }

  /** What is held, with the text that the library just took over from the field, as it is in the state already. */
  #withoutCommit(typing: Typing, slides: readonly Slide[]): readonly Slide[] {
    const { slideId, elementId, held, shown } = typing;
    const now = slides.find(({ id }) => id === slideId)?.elements.find(({ id }) => id === elementId);
    if (now === undefined || now === held || now.text !== shown) return this.#held;
    const { text: _text, textSegments: _segments, ...others } = held;
    const committed = { ...others, text: now.text, textSegments: now.textSegments } as SlideElement;
    this.#typing = { ...typing, held: now };
    return this.#held.map((slide) => (slide.id === slideId ? withElement(slide, committed) : slide));
  }

  #show(touched: Touched): void {
    this.#setSlides((current) => {
      this.see(current);
      const next = this.#made(touched);
      this.#held = next;
      return next;
    });
  }

  #made(touched: Touched): Slide[] {
    const held = new Map(this.#held.map((slide) => [slide.id, slide]));
    return this.#model.slideIds().map((id, at) => {
      const slide = held.get(id);
      const made =
        slide === undefined || touched.slides.has(id) ? this.#madeSlide(id, slide, touched) : slide;
      return made.slideNumber === at + 1 ? made : { ...made, slideNumber: at + 1 };
    });
  }

  #madeSlide(id: string, slide: Slide | undefined, touched: Touched): Slide {
    const held = new Map(slide?.elements.map((element) => [element.id, element]));
    const elements = this.#model.elementIds(id).map((elementId) => {
      const element = held.get(elementId);
      const isKept = element !== undefined && !touched.elements.has(elementKey(id, elementId));
      return isKept || this.#isTypedIn(id, elementId, element)
        ? element
        : this.#model.readElement(id, elementId);
    });
    return this.#model.readSlide(id, elements as SlideElement[]);
  }

  /** A field that is being typed in keeps its element: the library would draw over what stands in the field. */
  #isTypedIn(slideId: string, elementId: string, element: SlideElement | undefined): element is SlideElement {
    return element !== undefined && this.#typing?.slideId === slideId && this.#typing.elementId === elementId;
  }
}

const withElement = (slide: Slide, element: SlideElement): Slide => ({
  ...slide,
  elements: slide.elements.map((each) => (each.id === element.id ? element : each)),
});
