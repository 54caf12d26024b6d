import type { IFontConfig } from "@univerjs/preset-sheets-core";

// Those that fonts/fonts.css has metrics for, and what every machine answers to in some way.
const NAMES = [
  "Calibri",
  "Arial",
  "Cambria",
  "Courier New",
  "Georgia",
  "Times New Roman",
  "Verdana",
] as const;

/** The fonts that the grid offers; a file's own fonts are shown whether they are here or not. */
export const FONT_CHOICES: IFontConfig[] = NAMES.map((name) => ({
  value: name,
  label: name,
  category: name === "Cambria" || name.startsWith("Times") || name === "Georgia" ? "serif" : "sans-serif",
}));
