import { type ILanguagePack, mergeLocales } from "@univerjs/core";
import coreTexts from "@univerjs/preset-sheets-core/locales/ar-SA";
import drawingTexts from "@univerjs/preset-sheets-drawing/locales/ar-SA";
import findTexts from "@univerjs/preset-sheets-find-replace/locales/ar-SA";
import noteTexts from "@univerjs/preset-sheets-note/locales/ar-SA";
import sortTexts from "@univerjs/preset-sheets-sort/locales/ar-SA";

export const arabic: ILanguagePack = mergeLocales(coreTexts, drawingTexts, findTexts, noteTexts, sortTexts);
