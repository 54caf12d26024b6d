import "./viewers.css";
import { chooseLanguage } from "../../ui/strings/languages.ts";
import { loadLocale } from "../../ui/strings/load-locale.ts";
import type { EditorAdapter, MountOptions, OpenEditor, Statistics } from "../adapter.ts";
import { csvRows, numberIn, type Row } from "./csv-rows.ts";
import { emptyTable, lineOf, ROWS_SHOWN, widthOf } from "./csv-table.ts";
import { CsvWindow } from "./csv-window.ts";
import { cutNote } from "./cut-note.ts";
import { decodeText } from "./decode-text.ts";
import { createFindBar } from "./find-bar.tsx";
import { findInCsv } from "./find-in-csv.ts";
import { noSeed, openView } from "./open-view.ts";
import { printSheet } from "./print-sheet.ts";

/** All of it stands in the page at once while it is printed. */
const CELLS_PRINTED = 200_000;

async function mount(options: MountOptions): Promise<OpenEditor> {
  const [locale, all] = await Promise.all([
    loadLocale(chooseLanguage([options.locale])),
    csvRows(decodeText(options.bytes)),
  ]);
  const rows = all.slice(0, ROWS_SHOWN);
  const noteFor = (shown: number) => cutNote(all.length > shown ? shown : null, locale);
  const root = document.createElement("div");
  root.className = "viewer viewer-csv";
  const shown = new CsvWindow(root, rows);
  root.append(...noteFor(ROWS_SHOWN), shown.table);
  const bar = createFindBar(root, locale, findInCsv(shown, rows));
  const open = openView(options, {
    root,
    dispose() {
      shown.stop();
      bar.dispose();
    },
    openFind: bar.open,
    print() {
      const printed = rows.slice(0, Math.ceil(CELLS_PRINTED / Math.max(1, widthOf(rows))));
      printSheet([...noteFor(printed.length), wholeTable(printed)]);
    },
    statistics: () => statisticsOf(all),
  });
  shown.draw();
  return open;
}

function wholeTable(rows: readonly Row[]): HTMLTableElement {
  const width = widthOf(rows);
  const table = emptyTable(rows, width);
  table.createTBody().append(...rows.slice(1).map((row, i) => lineOf(row, i + 2, width)));
  return table;
}

function statisticsOf(rows: readonly Row[]): Statistics {
  const cells = rows.flat().filter((text) => text !== "");
  const numbers = cells.flatMap((text) => numberIn(text) ?? []);
  const sum = numbers.reduce((total, each) => total + each, 0);
  return { isSelection: false, cells: cells.length, numbers: { count: numbers.length, sum } };
}

/** Comma-separated values, as a table. Nothing in it is calculated or followed. */
export const csvViewer: EditorAdapter = { kinds: ["csv"], seed: noSeed, mount };
