import type { Bytes, Plain } from "../../../../shared/bytes.ts";
import type { ExportedDocument } from "../../adapter.ts";
import type { SheetId } from "../model/workbook-model.ts";
import type { CellValue } from "../package/workbook.ts";

/** What the formulas of a sheet give now: [row, column, value], in any order. */
export type Results = readonly (readonly [row: number, column: number, value: CellValue])[];

/** A workbook as it stands. */
export interface SentBook {
  /** The shared state, as an update of Yjs: what differs from the file. */
  readonly state: Bytes;
  readonly results: ReadonlyMap<SheetId, Results>;
}

/** What the thread of a workbook is asked. A type, because an interface has no index signature. */
export type SheetTasks = {
  /** First of all, the file as it was opened. */
  readonly open: { readonly input: Plain; readonly result: undefined };
  readonly write: {
    readonly input: SentBook;
    readonly result: Pick<ExportedDocument, "bytes" | "report">;
  };
};
