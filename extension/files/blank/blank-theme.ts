import type { BlankPart } from "./blank-package.ts";

const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** Colour slot -> RGB. Slots as in ECMA-376, 20.1.6.2; quiet greens first, each readable on white. */
const COLOURS = {
  dk1: "000000",
  lt1: "FFFFFF",
  dk2: "1F3A34",
  lt2: "EEF2F0",
  accent1: "1F6F5C",
  accent2: "2F6DB5",
  accent3: "B3632A",
  accent4: "7A4FA3",
  accent5: "A83246",
  accent6: "6B7A1F",
  hlink: "0B5CAD",
  folHlink: "6B4C9A",
} as const;

const colours = Object.entries(COLOURS)
  .map(([slot, rgb]) => `<a:${slot}><a:srgbClr val="${rgb}"/></a:${slot}>`)
  .join("");
const font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const line = `<a:ln w="9525">${fill}</a:ln>`;
const effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";

/** The theme that all three kinds share: Calibri, our colours, flat fills. Three of each style, as the schema wants. */
export const blankTheme = (path: string): BlankPart => ({
  path,
  contentType: "application/vnd.openxmlformats-officedocument.theme+xml",
  xml:
    `<a:theme xmlns:a="${DRAWING}" name="Strongroom"><a:themeElements>` +
    `<a:clrScheme name="Strongroom">${colours}</a:clrScheme>` +
    `<a:fontScheme name="Strongroom"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Strongroom"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst>` +
    `<a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme>` +
    "</a:themeElements></a:theme>",
});
