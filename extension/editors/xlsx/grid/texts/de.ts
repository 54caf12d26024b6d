import { type ILanguagePack, mergeLocales } from "@univerjs/core";
import coreTexts from "@univerjs/preset-sheets-core/locales/de-DE";
import drawingTexts from "@univerjs/preset-sheets-drawing/locales/de-DE";
import findTexts from "@univerjs/preset-sheets-find-replace/locales/de-DE";
import noteTexts from "@univerjs/preset-sheets-note/locales/de-DE";
import sortTexts from "@univerjs/preset-sheets-sort/locales/de-DE";

export const german: ILanguagePack = mergeLocales(coreTexts, drawingTexts, findTexts, noteTexts, sortTexts);
