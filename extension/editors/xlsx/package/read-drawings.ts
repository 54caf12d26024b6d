import { COLUMNS_MAX, ROWS_MAX } from "../formula/references.ts";
import type { Markup } from "./markup.ts";
import type { Parts } from "./parts.ts";
import { readChart } from "./read-chart.ts";
import type { Anchor, Chart, Picture } from "./workbook.ts";

/** A hostile part may hang any number anywhere. */
const DRAWINGS_MAX = 500;
/** EMU: larger than a cell can be, and than anything that is drawn. */
const OFFSET_MAX = 1e8;
const SIZE_MAX = 1e9;

const within = (value: number, low: number, high: number): number =>
  Math.trunc(Math.min(high, Math.max(low, value))) || 0;
const numberIn = (element: Markup | null, low: number, high: number): number =>
  within(Number(element?.text ?? 0) || 0, low, high);

function cornerOf(corner: Markup): Anchor["from"] {
  return {
    row: numberIn(corner.child("row"), 0, ROWS_MAX - 1),
    column: numberIn(corner.child("col"), 0, COLUMNS_MAX - 1),
    x: numberIn(corner.child("colOff"), -OFFSET_MAX, OFFSET_MAX),
    y: numberIn(corner.child("rowOff"), -OFFSET_MAX, OFFSET_MAX),
  };
}

/** Null for what hangs on no cell. */
function anchorOf(anchor: Markup): Anchor | null {
  const sizeIn = (extent: Markup, name: string) => within(extent.number(name) ?? 0, 0, SIZE_MAX);
  const [from, to, size] = [anchor.child("from"), anchor.child("to"), anchor.child("ext")];
  if (from === null) return null;
  return {
    from: cornerOf(from),
    ...(to === null ? {} : { to: cornerOf(to) }),
    ...(size === null ? {} : { size: { width: sizeIn(size, "cx"), height: sizeIn(size, "cy") } }),
  };
}

export interface Drawings {
  readonly pictures: readonly Picture[];
  readonly charts: readonly Chart[];
}

const WHOLE_SHEET: Anchor = { from: { row: 0, column: 0, x: 0, y: 0 } };

/** What a drawing's parts are known by within it. */
type PartOf = (id: string | null | undefined) => string | null;

function partsOf(parts: Parts, drawing: string): PartOf {
  const relationships = new Map(parts.relationships(drawing).map(({ id, part }) => [id, part]));
  return (id) => relationships.get(id ?? "") ?? null;
}

interface Found {
  readonly pictures: Picture[];
  readonly charts: Chart[];
}

/** The first of them until `full`: what comes behind is not even read. */
function addParts<Item>(
  full: Item[],
  ids: Iterable<string | null>,
  partOf: PartOf,
  read: (part: string) => Item | null,
): void {
  for (const id of ids) {
    if (full.length >= DRAWINGS_MAX) return;
    const part = partOf(id);
    const item = part === null ? null : read(part);
    if (item !== null) full.push(item);
  }
}

function* idsIn(anchored: Markup, element: string, attribute: string): Generator<string | null> {
  for (const each of anchored.descendants(element)) yield each.getPrefixed(attribute);
}

function readAnchored(parts: Parts, partOf: PartOf, anchored: Markup, found: Found): void {
  const anchor = anchorOf(anchored) ?? WHOLE_SHEET;
  addParts(found.pictures, idsIn(anchored, "blip", "embed"), partOf, (part) => {
    const bytes = parts.bytesOf(part);
    return bytes === null ? null : { ...anchor, part, bytes };
  });
  addParts(found.charts, idsIn(anchored, "chart", "id"), partOf, (part) => readChart(parts, part, anchor));
}

export function readDrawings(parts: Parts, sheet: string): Drawings {
  const found: Found = { pictures: [], charts: [] };
  for (const drawing of parts.related(sheet, "drawing")) {
    const partOf = partsOf(parts, drawing);
    for (const each of parts.markup(drawing)?.elements() ?? []) readAnchored(parts, partOf, each, found);
  }
  return found;
}
