import {
  BaselineOffset,
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type IBorderData,
  type IBorderStyleData,
  type IStyleData,
  type ITextRotation,
  TextDecoration,
  VerticalAlign,
  WrapStrategy,
} from "@univerjs/core";
import type { Border, CellStyle } from "../package/workbook.ts";

export const BORDER_STYLES: Readonly<Record<string, BorderStyleTypes>> = {
  thin: BorderStyleTypes.THIN,
  hair: BorderStyleTypes.HAIR,
  dotted: BorderStyleTypes.DOTTED,
  dashed: BorderStyleTypes.DASHED,
  dashDot: BorderStyleTypes.DASH_DOT,
  dashDotDot: BorderStyleTypes.DASH_DOT_DOT,
  double: BorderStyleTypes.DOUBLE,
  medium: BorderStyleTypes.MEDIUM,
  mediumDashed: BorderStyleTypes.MEDIUM_DASHED,
  mediumDashDot: BorderStyleTypes.MEDIUM_DASH_DOT,
  mediumDashDotDot: BorderStyleTypes.MEDIUM_DASH_DOT_DOT,
  slantDashDot: BorderStyleTypes.SLANT_DASH_DOT,
  thick: BorderStyleTypes.THICK,
};

/** Several of the file's alignments look alike in the grid: see `horizontalName` for the way back. */
const HORIZONTAL: Readonly<Record<string, HorizontalAlign>> = {
  left: HorizontalAlign.LEFT,
  fill: HorizontalAlign.LEFT,
  center: HorizontalAlign.CENTER,
  centerContinuous: HorizontalAlign.CENTER,
  right: HorizontalAlign.RIGHT,
  justify: HorizontalAlign.JUSTIFIED,
  distributed: HorizontalAlign.DISTRIBUTED,
};

const VERTICAL: Readonly<Record<string, VerticalAlign>> = {
  top: VerticalAlign.TOP,
  center: VerticalAlign.MIDDLE,
  justify: VerticalAlign.MIDDLE,
  distributed: VerticalAlign.MIDDLE,
  bottom: VerticalAlign.BOTTOM,
};

export const INDENT_PX = 9;
/** The file's number for letters that stand on top of each other. */
export const STACKED = 255;

function edge({ style, color }: Border): IBorderStyleData {
  return { s: BORDER_STYLES[style] ?? BorderStyleTypes.THIN, cl: { rgb: color } };
}

function borders(style: CellStyle): IBorderData | null {
  const data: IBorderData = {
    ...(style.borderTop && { t: edge(style.borderTop) }),
    ...(style.borderRight && { r: edge(style.borderRight) }),
    ...(style.borderBottom && { b: edge(style.borderBottom) }),
    ...(style.borderLeft && { l: edge(style.borderLeft) }),
  };
  return Object.keys(data).length > 0 ? data : null;
}

// The grid turns clockwise, the file counterclockwise.
const rotation = (degrees: number): ITextRotation =>
  degrees === STACKED ? { a: 0, v: BooleanNumber.TRUE } : { a: -degrees };

/** How the grid shows a style. Nothing is said where the style says nothing. */
export function styleToGrid(style: CellStyle): IStyleData {
  const bd = borders(style);
  const ht = style.horizontal === undefined ? undefined : HORIZONTAL[style.horizontal];
  const vt = style.vertical === undefined ? undefined : VERTICAL[style.vertical];
  return {
    ...fontToGrid(style),
    ...(style.fill && { bg: { rgb: style.fill } }),
    ...(bd && { bd }),
    ...(style.numberFormat && { n: { pattern: style.numberFormat } }),
    ...(ht !== undefined && { ht }),
    ...(vt !== undefined && { vt }),
    ...(style.wraps && { tb: WrapStrategy.WRAP }),
    ...(style.rotation && { tr: rotation(style.rotation) }),
    ...(style.indent && { pd: { l: style.indent * INDENT_PX } }),
  };
}

function fontToGrid(style: CellStyle): IStyleData {
  const line = style.underline === "double" ? TextDecoration.DOUBLE : TextDecoration.SINGLE;
  return {
    ...(style.fontName && { ff: style.fontName }),
    ...(style.fontSize && { fs: style.fontSize }),
    ...(style.isBold && { bl: BooleanNumber.TRUE }),
    ...(style.isItalic && { it: BooleanNumber.TRUE }),
    ...(style.underline && { ul: { s: BooleanNumber.TRUE, t: line } }),
    ...(style.isStruck && { st: { s: BooleanNumber.TRUE } }),
    ...(style.color && { cl: { rgb: style.color } }),
    ...(style.script && {
      va: style.script === "superscript" ? BaselineOffset.SUPERSCRIPT : BaselineOffset.SUBSCRIPT,
    }),
  };
}
