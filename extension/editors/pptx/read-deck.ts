import { PptxHandler } from "../../../node_modules/pptx-react-viewer/dist/dist-FFWP5NQZ.mjs";
import type { Bytes } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { withPlainCharacters } from "./plain-characters.ts";
import type { Slide } from "./slide.ts";

/** Elements that a slide only shows, from its layout and master, in the library's words. */
const isInherited = (id: string): boolean => id.startsWith("layout-") || id.startsWith("master-");

/** A file that the library has read; its slides come with what they inherit. */
export interface LoadedDeck {
  /** Reads more of the file; to be disposed of by whoever has it. */
  readonly handler: PptxHandler;
  readonly deck: Awaited<ReturnType<PptxHandler["load"]>>;
  /** What it was read from. */
  readonly plain: Bytes;
}

export async function loadDeck(bytes: Bytes): Promise<LoadedDeck> {
  const handler = new PptxHandler();
  try {
    const plain = withPlainCharacters(bytes);
    return { handler, deck: await handler.load(plain.slice().buffer), plain };
  } catch (cause) {
    handler.dispose();
    throw cause;
  }
}

/** Slides without what they inherit. */
export const ownSlides = (slides: readonly Slide[]): Slide[] =>
  slides.map((slide) => ({ ...slide, elements: slide.elements.filter(({ id }) => !isInherited(id)) }));

/** Reads a file without showing it, for as long as `use` takes; the slides come with what they inherit. */
export async function withDeck<Result>(
  bytes: Bytes,
  use: (handler: PptxHandler, slides: readonly Slide[]) => Promise<Result>,
): Promise<Result> {
  const { handler, deck } = await loadDeck(bytes);
  try {
    return await use(handler, deck.slides);
  } finally {
    handler.dispose();
  }
}

/**
 * The slides as the library reads them, without showing them. The same bytes give the same slides with the same ids, everywhere.
 * @throws DOCUMENT_DAMAGED
 */
export async function readDeck(bytes: Bytes): Promise<Slide[]> {
  try {
    return await withDeck(bytes, async (_handler, slides) => ownSlides(slides));
  } catch (cause) {
    throw new AppError("DOCUMENT_DAMAGED", { cause });
  }
}
