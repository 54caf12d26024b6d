import { DrawingTypeEnum, ImageSourceType } from "@univerjs/core";
import type { SheetDrawingAnchorType } from "@univerjs/preset-sheets-drawing";
import { toBase64Url } from "../../../../shared/bytes.ts";
import type { WorkbookModel } from "../model/workbook-model.ts";
import type { Anchor, BaseSheet } from "../package/workbook.ts";
import { anchorNow, boxOf, cornerAt, lineStarts } from "./anchor-places.ts";
import { chartSvg, type Size, svgAddress } from "./chart-svg.ts";
import { HEADERS_PX } from "./default-sizes.ts";
import { emuPx } from "./sizes.ts";

// Raster formats that browsers draw. Others keep their place in the file and are not shown; an SVG could link outside.
const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  bmp: "image/bmp",
  webp: "image/webp",
};
const UPRIGHT = { angle: 0, skewX: 0, skewY: 0, flipX: false, flipY: false };

// The grid's own names for these would load all of it, wherever drawings are only counted out.
const MOVED = "0" as SheetDrawingAnchorType.Position;
const MOVED_AND_SIZED = "1" as SheetDrawingAnchorType.Both;

const typeOf = (part: string): string | undefined => TYPES[part.split(".").pop()?.toLowerCase() ?? ""];

const texts = new WeakMap<Uint8Array, string>();

/** As addresses of data want it, unlike everything else of ours. Once for a picture that hangs in many places. */
function base64(bytes: Uint8Array): string {
  const known = texts.get(bytes);
  if (known !== undefined) return known;
  const text = toBase64Url(new Uint8Array(bytes)).replaceAll("-", "+").replaceAll("_", "/");
  const padded = text.padEnd(Math.ceil(text.length / 4) * 4, "=");
  texts.set(bytes, padded);
  return padded;
}

function place({ row, column, x, y }: Anchor["from"]) {
  return { row, column, rowOffset: emuPx(y), columnOffset: emuPx(x) };
}

/** A sheet that is nothing but a chart has no cells that it could hang on. */
const CHART_SHEET = { size: { width: 900 * 9525, height: 540 * 9525 } };

interface Hanging {
  readonly id: string;
  readonly anchor: Anchor;
  sourceFor(box: Size): string;
}

function hangingOn(sheet: BaseSheet, nameKind: NameKind): Hanging[] {
  const pictures = sheet.pictures
    .filter(({ part }) => typeOf(part) !== undefined)
    .map((picture, i): Hanging => {
      const source = `data:${typeOf(picture.part)};base64,${base64(picture.bytes)}`;
      return { id: `d${i}`, anchor: picture, sourceFor: () => source };
    });
  const charts = sheet.charts.map((chart, i): Hanging => {
    const isWhole = chart.to === undefined && chart.size === undefined;
    const anchor = isWhole ? { from: chart.from, ...CHART_SHEET } : chart;
    return { id: `c${i}`, anchor, sourceFor: (box) => svgAddress(chartSvg(chart, box, nameKind)) };
  });
  return [...pictures, ...charts];
}

export type NameKind = (kind: string) => string;

export interface Drawings {
  readonly model: WorkbookModel;
  readonly unit: string;
  readonly nameKind: NameKind;
}

/** Everything that hangs on the cells of a sheet of the file, where they are today. */
export function drawingsOn({ model, unit, nameKind }: Drawings, sheet: BaseSheet) {
  const starts = lineStarts(model, sheet);
  return hangingOn(sheet, nameKind).map(({ id, anchor, sourceFor }) => {
    const now = anchorNow(model, sheet, anchor);
    const box = boxOf(starts, now);
    const shifted = { ...box, left: box.left + HEADERS_PX.width, top: box.top + HEADERS_PX.height };
    const end = { left: box.left + box.width, top: box.top + box.height };
    const at = { from: place(now.from), to: place(now.to ?? cornerAt(starts, end)), ...UPRIGHT };
    return {
      unitId: unit,
      subUnitId: sheet.id,
      drawingId: id,
      drawingType: DrawingTypeEnum.DRAWING_IMAGE,
      imageSourceType: ImageSourceType.BASE64,
      source: sourceFor(box),
      transform: { ...shifted, ...UPRIGHT },
      sheetTransform: at,
      axisAlignSheetTransform: at,
      anchorType: now.to === undefined ? MOVED : MOVED_AND_SIZED,
    };
  });
}

type Drawing = ReturnType<typeof drawingsOn>[number];

/** The file's pictures and charts as the grid keeps them: by sheet, in the order in which they lie on each other. */
export function drawingsOf(drawings: Drawings) {
  const bySheet: Record<string, { data: Record<string, Drawing>; order: string[] }> = {};
  for (const sheet of drawings.model.workbook.sheets) {
    const all = drawingsOn(drawings, sheet);
    if (all.length === 0) continue;
    const data = Object.fromEntries(all.map((each) => [each.drawingId, each]));
    bySheet[sheet.id] = { data, order: all.map(({ drawingId }) => drawingId) };
  }
  return bySheet;
}
