import { applyUpdate, Doc } from "yjs";
import type { Plain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import { checkExport } from "../../export-check.ts";
import type { TaskWork } from "../../thread/thread-messages.ts";
import { openModel } from "../model/open-model.ts";
import type { WorkbookModel } from "../model/workbook-model.ts";
import { readWorkbook } from "../package/read-workbook.ts";
import type { CellValue } from "../package/workbook.ts";
import type { Computed } from "./row-elements.ts";
import { saveWorkbook } from "./save-workbook.ts";
import type { SentBook, SheetTasks } from "./sheet-tasks.ts";

const placeOf = (row: number, column: number): string => `${row} ${column}`;

function computedBy({ results }: SentBook): Computed {
  const sheets = new Map(
    [...results].map(([sheet, cells]) => [
      sheet,
      new Map<string, CellValue>(cells.map(([row, column, value]) => [placeOf(row, column), value])),
    ]),
  );
  return (sheet, row, column) => sheets.get(sheet)?.get(placeOf(row, column));
}

/** Does what the page asks of one workbook: it stands on the same file, and hears of the state at each save. */
export function createSheetWork(): TaskWork<SheetTasks> {
  let opened: { readonly bytes: Plain; readonly doc: Doc; readonly model: WorkbookModel } | null = null;
  return {
    async open(bytes) {
      const doc = new Doc();
      opened = { bytes, doc, model: openModel(doc, readWorkbook(bytes)) };
    },
    async write(sent) {
      if (opened === null) throw new AppError("EDITOR_EXPORT_FAILED");
      const { doc, model, bytes } = opened;
      applyUpdate(doc, sent.state);
      const saved = saveWorkbook({ bytes, model, computed: computedBy(sent) });
      return { bytes: checkExport(saved.bytes, "xlsx"), report: saved.report };
    },
  };
}
