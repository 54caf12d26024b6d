import type { ColorReader } from "./colors.ts";
import type { Markup } from "./markup.ts";
import { BUILT_IN_FORMATS } from "./number-formats.ts";
import type { Border, CellStyle } from "./workbook.ts";

/** Own attributes only: what is absent stays absent. */
type Sparse<T> = { -readonly [K in keyof T]?: T[K] | undefined };

/** Without the attributes that nothing was found for. */
export function defined<T extends object>(sparse: Sparse<T>): T {
  return Object.fromEntries(Object.entries(sparse).filter(([, value]) => value !== undefined)) as T;
}

const isOn = (element: Markup | null): true | undefined =>
  element !== null && element.get("val") !== "0" && element.get("val") !== "false" ? true : undefined;

function underlineOf(element: Markup | null): CellStyle["underline"] {
  if (element === null || element.get("val") === "none") return undefined;
  return element.get("val")?.startsWith("double") ? "double" : "single";
}

function scriptOf(element: Markup | null): CellStyle["script"] {
  const value = element?.get("val");
  return value === "superscript" || value === "subscript" ? value : undefined;
}

function fontStyle(font: Markup, color: ColorReader): CellStyle {
  return defined<CellStyle>({
    fontName: (font.child("name") ?? font.child("rFont"))?.get("val") ?? undefined,
    fontSize: font.child("sz")?.number("val") ?? undefined,
    isBold: isOn(font.child("b")),
    isItalic: isOn(font.child("i")),
    underline: underlineOf(font.child("u")),
    isStruck: isOn(font.child("strike")),
    color: color(font.child("color")),
    script: scriptOf(font.child("vertAlign")),
  });
}

/** One colour, which is all that cells show here: a pattern's ink where it has any, a gradient's first stop. */
function fillStyle(fill: Markup, color: ColorReader): CellStyle {
  const pattern = fill.child("patternFill");
  const [stop] = fill.child("gradientFill")?.descendants("color") ?? [];
  if (pattern === null) return defined<CellStyle>({ fill: color(stop ?? null) });
  const type = pattern.get("patternType") ?? "none";
  if (type === "none") return {};
  const ink = color(pattern.child("fgColor"));
  return defined<CellStyle>({
    fill: ink ?? (type === "solid" ? undefined : color(pattern.child("bgColor"))),
  });
}

function borderOf(side: Markup | null, color: ColorReader): Border | undefined {
  const style = side?.get("style") ?? "none";
  if (style === "none") return undefined;
  return { style, color: color(side?.child("color") ?? null) ?? "#000000" };
}

function borderStyle(border: Markup, color: ColorReader): CellStyle {
  return defined<CellStyle>({
    borderTop: borderOf(border.child("top"), color),
    borderRight: borderOf(border.child("right") ?? border.child("end"), color),
    borderBottom: borderOf(border.child("bottom"), color),
    borderLeft: borderOf(border.child("left") ?? border.child("start"), color),
  });
}

/** Files count 91 to 180 for what turns clockwise. */
function rotationOf(turned: number | null): number | undefined {
  if (turned === null || turned === 0) return undefined;
  return turned > 90 && turned <= 180 ? 90 - turned : turned;
}

function alignmentStyle(alignment: Markup | null): CellStyle {
  return defined<CellStyle>({
    horizontal: alignment?.get("horizontal") ?? undefined,
    vertical: alignment?.get("vertical") ?? undefined,
    wraps: alignment?.flag("wrapText") ? true : undefined,
    rotation: rotationOf(alignment?.number("textRotation") ?? null),
    indent: alignment?.number("indent") || undefined,
  });
}

const listOf = (styles: Markup, list: string, item: string): Markup[] => [
  ...(styles.child(list)?.elements(item) ?? []),
];

function numberFormats(styles: Markup): Map<number, string> {
  const own = listOf(styles, "numFmts", "numFmt").map(
    (each) => [each.number("numFmtId") ?? -1, each.get("formatCode") ?? ""] as const,
  );
  return new Map([...BUILT_IN_FORMATS, ...own]);
}

/** What programs show where a file says nothing. */
const UNSTYLED: CellStyle = { fontName: "Calibri", fontSize: 11 };

/** What cells look like, by the index that they name. */
export function readStyles(styles: Markup | null, color: ColorReader): CellStyle[] {
  if (styles === null) return [UNSTYLED];
  const fonts = listOf(styles, "fonts", "font").map((each) => fontStyle(each, color));
  const fills = listOf(styles, "fills", "fill").map((each) => fillStyle(each, color));
  const borders = listOf(styles, "borders", "border").map((each) => borderStyle(each, color));
  const formats = numberFormats(styles);
  const read = listOf(styles, "cellXfs", "xf").map((xf): CellStyle => {
    const format = formats.get(xf.number("numFmtId") ?? 0);
    return {
      ...fonts[xf.number("fontId") ?? 0],
      ...fills[xf.number("fillId") ?? 0],
      ...borders[xf.number("borderId") ?? 0],
      ...alignmentStyle(xf.child("alignment")),
      ...(format === undefined || format === "General" ? {} : { numberFormat: format }),
    };
  });
  return read.length > 0 ? read : [UNSTYLED];
}

/** A rule's fill names its colour where a cell's names what lies behind the pattern. */
function ruleFill(fill: Markup | null, color: ColorReader): CellStyle {
  const pattern = fill?.child("patternFill") ?? null;
  if (fill === null || pattern === null) return fill === null ? {} : fillStyle(fill, color);
  if (pattern.get("patternType") === "none") return {};
  return defined<CellStyle>({ fill: color(pattern.child("bgColor")) ?? color(pattern.child("fgColor")) });
}

/** What rules change of a cell's look. */
export function readDifferences(styles: Markup | null, color: ColorReader): CellStyle[] {
  if (styles === null) return [];
  return listOf(styles, "dxfs", "dxf").map((each): CellStyle => {
    const [font, border] = [each.child("font"), each.child("border")];
    return {
      ...(font === null ? {} : fontStyle(font, color)),
      ...ruleFill(each.child("fill"), color),
      ...(border === null ? {} : borderStyle(border, color)),
    };
  });
}
