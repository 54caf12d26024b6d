import type { Bytes } from "../../../shared/bytes.ts";
import { readDeck } from "./read-deck.ts";
import type { Slide, SlideElement } from "./slide.ts";

/** A point that rounding may make of a place. */
const PIXEL = 1;
const PLACE = ["x", "y", "width", "height"] as const;

const textOf = ({ text }: SlideElement): string => String(text ?? "").trim();

const isSamePlace = (a: SlideElement, b: SlideElement): boolean =>
  PLACE.every((name) => Math.abs(Number(a[name] ?? 0) - Number(b[name] ?? 0)) <= PIXEL);

/** What of the changed elements of a slide cannot be found in it as it was written. */
function missingOn(written: Slide | undefined, base: Slide | undefined, slide: Slide): SlideElement[] {
  const untouched = new Set<SlideElement>(base?.elements);
  const left = [...(written?.elements ?? [])];
  return slide.elements.filter((element) => {
    if (untouched.has(element)) return false;
    const found = left.findIndex((each) => textOf(each) === textOf(element) && isSamePlace(each, element));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

/**
 * Reads what was written and looks for what the person sees: every slide in its place, and in it the text and place of each
 * element that was changed. Gives the numbers of the slides on which something is missing.
 */
export async function notArrived(
  bytes: Bytes,
  base: readonly Slide[],
  slides: readonly Slide[],
): Promise<string[]> {
  const written = await readDeck(bytes);
  const before = new Map(base.map((slide) => [slide.id, slide]));
  if (written.length !== slides.length) return [`${written.length} / ${slides.length}`];
  return slides.flatMap((slide, at) =>
    missingOn(written[at], before.get(slide.id), slide).length > 0 ? [String(at + 1)] : [],
  );
}
