import { type ILanguagePack, mergeLocales } from "@univerjs/core";
import coreTexts from "@univerjs/preset-sheets-core/locales/fr-FR";
import drawingTexts from "@univerjs/preset-sheets-drawing/locales/fr-FR";
import findTexts from "@univerjs/preset-sheets-find-replace/locales/fr-FR";
import noteTexts from "@univerjs/preset-sheets-note/locales/fr-FR";
import sortTexts from "@univerjs/preset-sheets-sort/locales/fr-FR";

export const french: ILanguagePack = mergeLocales(coreTexts, drawingTexts, findTexts, noteTexts, sortTexts);
