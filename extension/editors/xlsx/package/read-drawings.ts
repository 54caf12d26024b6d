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

function readAnchored(parts: Parts, drawing: string, anchored: Markup): Drawings {
  const anchor = anchorOf(anchored) ?? WHOLE_SHEET;
  const relationships = parts.relationships(drawing);
  const partOf = (id: string | null | undefined): string | null =>
    relationships.find((each) => each.id === id)?.part ?? null;
  const pictures = [...anchored.descendants("blip")].flatMap((blip): Picture[] => {
    const part = partOf(blip.getPrefixed("embed"));
    const bytes = part === null ? null : parts.bytesOf(part);
    return part === null || bytes === null ? [] : [{ ...anchor, part, bytes }];
  });
  const charts = [...anchored.descendants("chart")].flatMap((chart): Chart[] => {
    const part = partOf(chart.getPrefixed("id"));
    return part === null ? [] : [readChart(parts, part, anchor)];
  });
  return { pictures, charts };
}

export function readDrawings(parts: Parts, sheet: string): Drawings {
  const all = parts
    .related(sheet, "drawing")
    .flatMap((drawing) =>
      [...(parts.markup(drawing)?.elements() ?? [])].map((each) => readAnchored(parts, drawing, each)),
    );
  return {
    pictures: all.flatMap(({ pictures }) => pictures).slice(0, DRAWINGS_MAX),
    charts: all.flatMap(({ charts }) => charts).slice(0, DRAWINGS_MAX),
  };
}
