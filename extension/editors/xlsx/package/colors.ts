/** Colours of a workbook: given outright, from its theme with a tint, or from the old palette. */
import type { Markup } from "./markup.ts";

// ECMA-376 part 1, 18.8.27: the palette of Excel 97, unless the styles bring their own.
const PALETTE =
  "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333".split(
    " ",
  );
const SYSTEM_TEXT = 64;
const HEX = /^(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})$/;

const hexOf = (text: string | null): string | undefined => HEX.exec(text ?? "")?.[1]?.toUpperCase();

/** The twelve colours of a theme in the order in which styles count them: light and dark change places there. */
export function themeColors(theme: Markup | null): string[] {
  const [scheme] = theme?.descendants("clrScheme") ?? [];
  const colors = [...(scheme?.elements() ?? [])].map((each) => {
    const [color] = each.elements();
    return hexOf(color?.get("lastClr") ?? color?.get("val") ?? null) ?? "000000";
  });
  const [dark1, light1, dark2, light2, ...rest] = colors;
  return [light1, dark1, light2, dark2, ...rest].map((each) => each ?? "000000");
}

/** Lighter towards white or darker towards black, on the lightness of HSL (18.8.19). */
function tinted(hex: string, tint: number): string {
  const channels = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [max, min] = [Math.max(...channels), Math.min(...channels)];
  const lightness = (max + min) / 2;
  const wanted = tint < 0 ? lightness * (1 + tint) : lightness * (1 - tint) + tint;
  const saturation = max === min ? 0 : (max - min) / (lightness > 0.5 ? 2 - max - min : max + min);
  const reach = saturation * (1 - Math.abs(2 * wanted - 1));
  const low = wanted - reach / 2;
  return channels
    .map((each) => (max === min ? wanted : low + ((each - min) / (max - min)) * reach))
    .map((each) => Math.round(Math.min(1, Math.max(0, each)) * 255))
    .map((each) => each.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}

export type ColorReader = (color: Markup | null) => string | undefined;

/** Reads an element with `rgb`, `theme` or `indexed` to `#RRGGBB`. */
export function colorReader(theme: Markup | null, styles: Markup | null): ColorReader {
  const themed = themeColors(theme);
  const own = [...(styles?.at("colors", "indexedColors")?.elements() ?? [])].map(
    (each) => hexOf(each.get("rgb")) ?? "000000",
  );
  const palette = own.length > 0 ? own : PALETTE;
  const base = (color: Markup): string | undefined => {
    const index = color.number("indexed");
    if (index !== null) return index === SYSTEM_TEXT ? "000000" : palette[index];
    return hexOf(color.get("rgb")) ?? themed[color.number("theme") ?? -1];
  };
  return (color) => {
    const hex = color === null ? undefined : base(color);
    const tint = color?.number("tint") ?? 0;
    return hex === undefined ? undefined : `#${tint === 0 ? hex : tinted(hex, tint)}`;
  };
}
