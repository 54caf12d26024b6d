/**
 * A letter typed on one page moves what stands on the later ones by a place in the text and by nothing on the paper. The
 * library draws all of them anew; the build has it ask here first (tools/build/document-editor.ts).
 */
import { isKept } from "./kept-tables.ts";

interface PlacedFragment {
  readonly blockId: unknown;
  readonly pmStart?: number;
}

export interface PlacedPage {
  readonly fragments: readonly PlacedFragment[];
}

/** What a page was or is to be drawn from, by name. */
export type Drawing = Readonly<Record<string, unknown>> & {
  readonly blockLookup: ReadonlyMap<string, unknown>;
};

export interface DrawnPage {
  readonly page: PlacedPage;
  /** Pages out of sight are empty. */
  readonly rendered: boolean;
}

/** Given out anew at each layout. */
const NUMBERS: ReadonlySet<string> = new Set(["id", "blockId"]);
const PLACES: ReadonlySet<string> = new Set(["pmStart", "pmEnd"]);
/** Not drawn with a page's own text, or compared block by block. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "blockLookup",
  "headerContent",
  "footerContent",
  "firstPageHeaderContent",
  "firstPageFooterContent",
]);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Whether two parts of a layout differ by nothing but this many places in the text. */
function isMoved(before: unknown, now: unknown, by: number): boolean {
  if (Object.is(before, now) && (by === 0 || !isObject(before) || isKept(before))) return true;
  if (!isObject(before) || !isObject(now)) return false;
  const keys = Object.keys(now);
  if (keys.length !== Object.keys(before).length) return false;
  return keys.every((key) => {
    if (NUMBERS.has(key)) return true;
    const [old, next] = [before[key], now[key]];
    if (PLACES.has(key) && typeof old === "number") return next === old + by;
    return isMoved(old, next, by);
  });
}

const isSameSetting = (before: Drawing, now: Drawing): boolean =>
  Object.keys({ ...before, ...now }).every((key) => ELSEWHERE.has(key) || before[key] === now[key]);

function isMovedPage(
  before: { page: PlacedPage; drawing: Drawing },
  now: { page: PlacedPage; drawing: Drawing },
  by: number,
): boolean {
  if (!isSameSetting(before.drawing, now.drawing) || !isMoved(before.page, now.page, by)) return false;
  return now.page.fragments.every(({ blockId }, i) => {
    const was = before.drawing.blockLookup.get(String(before.page.fragments[i]?.blockId));
    return was !== undefined && isMoved(was, now.drawing.blockLookup.get(String(blockId)), by);
  });
}

const ATTRIBUTES = ["data-pm-start", "data-pm-end", "data-table-pm-start"] as const;
const PLACED_TEXT = `.layout-page-content :is(${ATTRIBUTES.map((name) => `[${name}]`).join(", ")})`;

/** Every place that the page's text is found by. */
function moveText(element: HTMLElement, by: number): void {
  for (const text of element.querySelectorAll(PLACED_TEXT)) {
    for (const name of ATTRIBUTES) {
      const place = text.getAttribute(name);
      if (place !== null) text.setAttribute(name, String(Number(place) + by));
    }
  }
}

/** Keeps what is drawn in `element` where only its places changed, and sets those. False: it is to be drawn anew. */
export function keepPage(
  element: HTMLElement,
  before: (DrawnPage & { readonly drawing: Drawing }) | undefined,
  now: { readonly page: PlacedPage; readonly drawing: Drawing },
): boolean {
  if (before === undefined || !before.rendered) return false;
  const [old, next] = [before.page.fragments[0]?.pmStart, now.page.fragments[0]?.pmStart];
  const by = old === undefined || next === undefined ? 0 : next - old;
  if (!isMovedPage(before, now, by)) return false;
  if (by !== 0) moveText(element, by);
  return true;
}
