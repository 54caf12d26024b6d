/**
 * The spreadsheet editor: a grid of Univer on preact/compat that shows our own model of the workbook, behind the interface
 * that all formats share. The page that shows it links the built style sheets and fonts/fonts.css.
 */
import "@univerjs/preset-sheets-core/lib/index.css";
import "@univerjs/preset-sheets-drawing/lib/index.css";
import "@univerjs/preset-sheets-find-replace/lib/index.css";
import "@univerjs/preset-sheets-note/lib/index.css";
import "@univerjs/preset-sheets-sort/lib/index.css";
import "../viewers/viewers.css";
import "./xlsx-editor.css";
import { Doc, encodeStateAsUpdate } from "yjs";
import { chooseLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { whenShown } from "../when-shown.ts";
import { EarlyKeys } from "./grid/early-keys.ts";
import { gridTextsFor } from "./grid/grid-texts.ts";
import { OpenXlsx } from "./open-xlsx.ts";
import { readWorkbook } from "./package/read-workbook.ts";

async function mount(options: MountOptions): Promise<OpenEditor> {
  const early = new EarlyKeys(options.element);
  const focused = document.activeElement;
  try {
    const [texts, locale] = await Promise.all([
      gridTextsFor(options.locale),
      loadLocale(chooseLanguage([options.locale])),
    ]);
    const open = await whenShown(new OpenXlsx(options, readWorkbook(options.bytes), { texts, locale }));
    // The grid takes the focus by itself: what had it gets it back, unless somebody already writes here
    if (early.areKept || !(focused instanceof HTMLElement) || focused === document.body) open.focus();
    else focused.focus();
    await early.give();
    return open;
  } finally {
    early.end();
  }
}

// The state holds what differs from the bytes.
export const xlsxAdapter: EditorAdapter = {
  kinds: ["xlsx"],
  seed: async () => new Uint8Array(encodeStateAsUpdate(new Doc())),
  mount,
};
