import { type ILanguagePack, mergeLocales } from "@univerjs/core";
import coreTexts from "@univerjs/preset-sheets-core/locales/en-US";
import drawingTexts from "@univerjs/preset-sheets-drawing/locales/en-US";
import findTexts from "@univerjs/preset-sheets-find-replace/locales/en-US";
import noteTexts from "@univerjs/preset-sheets-note/locales/en-US";
import sortTexts from "@univerjs/preset-sheets-sort/locales/en-US";

/** The grid's own words. */
export type GridTexts = ILanguagePack;

const english = mergeLocales(coreTexts, drawingTexts, findTexts, noteTexts, sortTexts);

/** The grid's words in the language of `locale` (BCP 47), English where it has none. */
export async function gridTextsFor(locale: string): Promise<GridTexts> {
  switch (locale.split("-")[0]) {
    case "ar":
      return (await import("./texts/ar.ts")).arabic;
    case "de":
      return (await import("./texts/de.ts")).german;
    case "es":
      return (await import("./texts/es.ts")).spanish;
    case "fr":
      return (await import("./texts/fr.ts")).french;
    default:
      return english;
  }
}
