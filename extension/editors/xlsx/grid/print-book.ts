import type { Workbook } from "@univerjs/core";
import type { Locale } from "../../../ui/locale.ts";
import { printSheet } from "../../viewers/print-sheet.ts";
import { printedSheet } from "./print-grid.ts";
import { type PrintedPicture, withPictures } from "./print-pictures.ts";

interface PrintOptions {
  readonly locale: Pick<Locale, "strings">;
  /** The workbook is closed: nothing of it may come into the page any more. */
  readonly signal: AbortSignal;
  readonly from: { picturesOn(sheet: string): readonly PrintedPicture[] };
}

/** Opens the print dialog with the sheet that is seen, and what hangs on it. */
export function printBook(book: Workbook, { locale, signal, from }: PrintOptions): void {
  const sheet = printedSheet(book, locale);
  const pictures = from.picturesOn(book.getActiveSheet()?.getSheetId() ?? "");
  if (pictures.length === 0) printSheet(sheet);
  else
    void withPictures(sheet, pictures).then((whole) => {
      if (!signal.aborted) printSheet(whole);
    });
}
