import {
  BaselineOffset,
  BooleanNumber,
  HorizontalAlign,
  type IBorderStyleData,
  type IStyleData,
  type Nullable,
  TextDecoration,
  VerticalAlign,
  WrapStrategy,
} from "@univerjs/core";
import type { Border, CellStyle, StyleAttribute } from "../package/workbook.ts";
import { BORDER_STYLES, INDENT_PX, STACKED, styleToGrid } from "./style-to-grid.ts";

export type StylePatch = { readonly [K in keyof CellStyle]?: CellStyle[K] | null };

const BORDER_NAMES = new Map(Object.entries(BORDER_STYLES).map(([name, type]) => [type as number, name]));
const HORIZONTAL_NAMES: Readonly<Partial<Record<HorizontalAlign, string>>> = {
  [HorizontalAlign.LEFT]: "left",
  [HorizontalAlign.CENTER]: "center",
  [HorizontalAlign.RIGHT]: "right",
  [HorizontalAlign.JUSTIFIED]: "justify",
  [HorizontalAlign.BOTH]: "justify",
  [HorizontalAlign.DISTRIBUTED]: "distributed",
};
const VERTICAL_NAMES: Readonly<Partial<Record<VerticalAlign, string>>> = {
  [VerticalAlign.TOP]: "top",
  [VerticalAlign.MIDDLE]: "center",
  [VerticalAlign.BOTTOM]: "bottom",
};

/** `#RRGGBB` of what the grid's colour pickers give; undefined for what is none. */
export function colorFromGrid(color: Nullable<string>): string | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color || "")?.[1];
  if (hex !== undefined) return `#${hex.length === 3 ? hex.replace(/./g, "$&$&") : hex}`.toUpperCase();
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color || "");
  if (parts === null) return undefined;
  const pairs = parts.slice(1, 4).map((part) => Math.min(255, Number(part)).toString(16).padStart(2, "0"));
  return `#${pairs.join("")}`.toUpperCase();
}

function edge(data: Nullable<IBorderStyleData>): Border | undefined {
  const style = BORDER_NAMES.get(data ? data.s : 0);
  return style === undefined
    ? undefined
    : { style, color: colorFromGrid(data ? data.cl.rgb : null) ?? "#000000" };
}

const isOn = (flag: Nullable<BooleanNumber>): true | undefined =>
  flag === BooleanNumber.TRUE ? true : undefined;

function rotation({ tr }: IStyleData): number | undefined {
  if (tr?.v === BooleanNumber.TRUE) return STACKED;
  return tr?.a ? -tr.a : undefined;
}

function script({ va }: IStyleData): CellStyle["script"] {
  if (va === BaselineOffset.SUPERSCRIPT) return "superscript";
  return va === BaselineOffset.SUBSCRIPT ? "subscript" : undefined;
}

function underline({ ul }: IStyleData): CellStyle["underline"] {
  if (ul?.s !== BooleanNumber.TRUE) return undefined;
  return ul.t === TextDecoration.DOUBLE ? "double" : "single";
}

/** What a style of the grid says in the file's words; undefined where it says nothing. */
function wordsOf(style: IStyleData): { readonly [K in StyleAttribute]: CellStyle[K] | undefined } {
  const pattern = style.n?.pattern;
  return {
    fontName: style.ff ?? undefined,
    fontSize: style.fs ?? undefined,
    isBold: isOn(style.bl),
    isItalic: isOn(style.it),
    underline: underline(style),
    isStruck: isOn(style.st?.s),
    color: colorFromGrid(style.cl?.rgb),
    script: script(style),
    fill: colorFromGrid(style.bg?.rgb),
    borderTop: edge(style.bd?.t),
    borderRight: edge(style.bd?.r),
    borderBottom: edge(style.bd?.b),
    borderLeft: edge(style.bd?.l),
    numberFormat: pattern && pattern !== "General" ? pattern : undefined,
    horizontal: HORIZONTAL_NAMES[style.ht ?? HorizontalAlign.UNSPECIFIED],
    vertical: VERTICAL_NAMES[style.vt ?? VerticalAlign.UNSPECIFIED],
    wraps: style.tb === WrapStrategy.WRAP ? true : undefined,
    rotation: rotation(style),
    indent: style.pd?.l ? Math.round(style.pd.l / INDENT_PX) : undefined,
  };
}

/**
 * What changed from `before`, as the model has it, to `now`, as the grid has it; null where nothing did. Only what looks
 * different in the grid counts: an alignment that the grid cannot tell from another one stays as it was.
 */
export function styleChange(before: CellStyle, now: IStyleData): StylePatch | null {
  const shown = wordsOf(styleToGrid(before));
  const wanted = wordsOf(now);
  const changed = (Object.keys(wanted) as StyleAttribute[]).filter(
    (name) => !isSame(shown[name], wanted[name]),
  );
  return changed.length === 0
    ? null
    : (Object.fromEntries(changed.map((name) => [name, wanted[name] ?? null])) as StylePatch);
}

function isSame(a: CellStyle[StyleAttribute], b: CellStyle[StyleAttribute]): boolean {
  if (typeof a === "object" && typeof b === "object") return a.style === b.style && a.color === b.color;
  return a === b;
}
