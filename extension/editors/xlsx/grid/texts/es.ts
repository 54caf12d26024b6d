import { type ILanguagePack, mergeLocales } from "@univerjs/core";
import coreTexts from "@univerjs/preset-sheets-core/locales/es-ES";
import drawingTexts from "@univerjs/preset-sheets-drawing/locales/es-ES";
import findTexts from "@univerjs/preset-sheets-find-replace/locales/es-ES";
import noteTexts from "@univerjs/preset-sheets-note/locales/es-ES";
import sortTexts from "@univerjs/preset-sheets-sort/locales/es-ES";

export const spanish: ILanguagePack = mergeLocales(coreTexts, drawingTexts, findTexts, noteTexts, sortTexts);
