/** Presentations: changed as the viewer's own editor does, slide by slide as values, written and merged. */
import { mergePackages } from "../../extension/editors/package/merge-packages.ts";
import { asPlain, type Bytes, type Plain } from "../../shared/bytes.ts";
import { type Driver, type OpenFile, pick, type Random, type Saved } from "./driver.ts";

interface Segment {
  readonly text?: string;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly isParagraphBreak?: boolean;
  readonly fieldType?: unknown;
  readonly equationXml?: unknown;
  readonly bulletInfo?: unknown;
}

interface Element {
  readonly id: string;
  readonly type: string;
  readonly shapeId?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text?: string;
  readonly textSegments?: readonly Segment[];
  readonly rawXml?: Readonly<Record<string, unknown>>;
}

interface Slide {
  readonly id: string;
  readonly slideNumber: number;
  readonly elements: readonly Element[];
}

interface Handler {
  load(bytes: ArrayBuffer): Promise<{ readonly slides: readonly Slide[] }>;
  save(slides: readonly Slide[]): Promise<Uint8Array>;
}

const library = (await import("../../node_modules/pptx-react-viewer/dist/dist-FFWP5NQZ.mjs")) as unknown as {
  PptxHandler: new () => Handler;
};

type Deck = readonly Slide[];
type Edit = (slides: Deck, random: Random) => Deck | null;

/** Elements that a slide only shows, from its layout and master. */
const isOwn = ({ id }: Element): boolean => !/^(layout|master)-/.test(id);

const isWritten = (segment: Segment): boolean =>
  !segment.isParagraphBreak &&
  !segment.bulletInfo &&
  !segment.fieldType &&
  !segment.equationXml &&
  /\p{L}/u.test(segment.text ?? "");

function change(
  slides: Deck,
  random: Random,
  fits: (element: Element) => boolean,
  to: (element: Element) => Element,
) {
  const all = slides.flatMap((slide) => slide.elements.filter((each) => isOwn(each) && fits(each)));
  const chosen = pick(all, random);
  if (chosen === undefined) return null;
  return slides.map((slide) =>
    slide.elements.includes(chosen)
      ? { ...slide, elements: slide.elements.map((each) => (each === chosen ? to(each) : each)) }
      : slide,
  );
}

function withSegment(element: Element, to: (segment: Segment) => Segment): Element {
  const segments = element.textSegments ?? [];
  const place = segments.findIndex(isWritten);
  const textSegments = segments.map((segment, i) => (i === place ? to(segment) : segment));
  return { ...element, textSegments, text: textSegments.map(({ text }) => text ?? "").join("") };
}

const hasText = ({ type, textSegments }: Element): boolean =>
  type !== "table" && (textSegments ?? []).some(isWritten);

interface NewElement extends Element {
  readonly textStyle: object;
  readonly shapeStyle: object;
}

const newText = (number: number): NewElement => ({
  id: `text-new-${number}`,
  type: "text",
  x: 100,
  y: 100,
  width: 300,
  height: 50,
  text: "lorem",
  textStyle: { fontSize: 24 },
  textSegments: [{ text: "lorem", style: { fontSize: 24 } }],
  shapeStyle: {},
});

const newSlide = (number: number): Slide & { readonly rId: string } => ({
  id: `slide-new-${number}`,
  rId: "",
  slideNumber: number,
  elements: [newText(number)],
});

const EDITS: Readonly<Record<string, Edit>> = {
  text: (slides, random) =>
    change(slides, random, hasText, (element) =>
      withSegment(element, (segment) => ({ ...segment, text: `${segment.text} & <lorem>` })),
    ),
  move: (slides, random) =>
    change(
      slides,
      random,
      ({ type, rawXml }) => type !== "group" && JSON.stringify(rawXml ?? {}).includes('"a:xfrm"'),
      (element) => ({ ...element, x: element.x + 10, y: element.y + 20 }),
    ),
  add: (slides, random) => {
    const at = Math.floor(random() * (slides.length + 1));
    return slides.toSpliced(at, 0, newSlide(slides.length + 1));
  },
  delete: (slides, random) =>
    slides.length < 2 ? null : slides.toSpliced(Math.floor(random() * slides.length), 1),
  reorder: (slides, random) => {
    const from = Math.floor(random() * slides.length);
    const slide = slides[from];
    if (slides.length < 2 || slide === undefined) return null;
    return slides.toSpliced(from, 1).toSpliced((from + 1) % slides.length, 0, slide);
  },
};

const seenElement = ({ x, y, textSegments, text }: Element): string => {
  const written = (textSegments ?? []).map((each) => each.text ?? "").join("");
  return `${Math.round(x)},${Math.round(y)} ${textSegments === undefined ? (text ?? "") : written}`;
};

class OpenDeck implements OpenFile {
  readonly #original: Plain;
  readonly #handler: Handler;
  readonly #before: Plain;
  #slides: Deck;

  constructor(original: Plain, opened: { handler: Handler; slides: Deck }, before: Plain) {
    this.#original = original;
    this.#handler = opened.handler;
    this.#slides = opened.slides;
    this.#before = before;
  }

  edit(name: string, random: Random): boolean {
    const changed = EDITS[name]?.(this.#slides, random) ?? null;
    this.#slides = changed ?? this.#slides;
    return changed !== null;
  }

  async save(): Promise<Saved> {
    const after = new Uint8Array(await this.#handler.save(this.#slides));
    const { bytes, report } = mergePackages({
      original: this.#original,
      before: this.#before,
      after: asPlain(after),
      kind: "pptx",
    });
    const { fallbacks, hazards, unplaced } = report;
    return { bytes, byLibrary: after, fallbacks: fallbacks.length, hazards: hazards.length, unplaced };
  }

  seen(): string[] {
    return this.#slides.flatMap((slide, i) => [
      `slide ${i + 1}`,
      ...slide.elements.filter(isOwn).map(seenElement),
    ]);
  }
}

async function load(bytes: Bytes): Promise<{ handler: Handler; slides: Deck }> {
  const handler = new library.PptxHandler();
  const { slides } = await handler.load(bytes.slice().buffer);
  return { handler, slides };
}

export const pptxDriver: Driver = {
  kind: "pptx",
  edits: Object.keys(EDITS),
  changes: (edit) => {
    const isInSlide = edit === "text" || edit === "move";
    return {
      parts: isInSlide
        ? /^ppt\/slides\/slide[^/]*\.xml$/
        : /^(ppt\/presentation\.xml|ppt\/_rels\/presentation\.xml\.rels|\[Content_Types\]\.xml)$/,
      paragraphs: edit === "text" ? 1 : 0,
      // The list of slides, or the slide in it; the place of a shape.
      others: edit === "text" ? 0 : 2,
    };
  },
  open: async (bytes) => {
    const untouched = await load(bytes);
    const before = new Uint8Array(await untouched.handler.save(untouched.slides));
    return new OpenDeck(bytes, await load(bytes), asPlain(before));
  },
};
