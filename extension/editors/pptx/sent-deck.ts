/**
 * Slides on their way from the page to its thread, which has read the same file: of what the file says they carry only the
 * names. The library replaces what it changes, so what is still the same thing holds the same.
 */
import { AppError } from "../../../shared/errors.ts";
import { elementKey, type Slide, type SlideElement } from "./slide.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Of a slide or an element: fields as the file has them, and all others. */
interface SentFields {
  readonly id: string;
  readonly same: readonly string[];
  readonly own: Fields;
}

export interface SentSlide extends SentFields {
  readonly elements: readonly SentFields[];
}

export type SentDeck = readonly SentSlide[];

/** Finds slides and elements of the file by their ids. */
class Base {
  readonly #things = new Map<string, Fields>();

  constructor(slides: readonly Slide[]) {
    for (const slide of slides) {
      this.#things.set(slide.id, slide);
      for (const element of slide.elements) this.#things.set(elementKey(slide.id, element.id), element);
    }
  }

  get(key: string): Fields | undefined {
    return this.#things.get(key);
  }
}

/** The page's side. @param opened the slides of the file as the page has them, inherited elements too */
export function deckSender(opened: readonly Slide[]): (slides: readonly Slide[]) => SentDeck {
  const base = new Base(opened);
  return (slides) =>
    slides.map(({ elements, ...slide }) => ({
      ...sentFields(slide, base.get(slide.id)),
      elements: elements.map((each) => sentFields(each, base.get(elementKey(slide.id, each.id)))),
    }));
}

function sentFields(thing: Fields & { readonly id: string }, base: Fields | undefined): SentFields {
  const isSame = ([name, value]: [string, unknown]): boolean =>
    base !== undefined && Object.hasOwn(base, name) && Object.is(base[name], value);
  const fields = Object.entries(thing);
  const own = Object.fromEntries(fields.filter((field) => !isSame(field)));
  return { id: thing.id, same: fields.filter(isSame).map(([name]) => name), own };
}

/** The thread's side. An element that is as the file has it is the very one of `opened`. @throws EDITOR_EXPORT_FAILED */
export function receivedDeck(sent: SentDeck, opened: readonly Slide[]): Slide[] {
  const base = new Base(opened);
  return sent.map(({ elements, ...slide }) => ({
    ...(received(slide, base.get(slide.id)) as Slide),
    elements: elements.map((each) => received(each, base.get(elementKey(slide.id, each.id))) as SlideElement),
  }));
}

function received({ same, own }: SentFields, base: Fields | undefined): Fields {
  if (same.length > 0 && base === undefined) throw new AppError("EDITOR_EXPORT_FAILED");
  if (base !== undefined && Object.keys(own).length === 0 && same.length === Object.keys(base).length)
    return base;
  return { ...Object.fromEntries(same.map((name) => [name, base?.[name]])), ...own };
}
