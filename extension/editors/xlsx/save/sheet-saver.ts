import { type Doc, encodeStateAsUpdate } from "yjs";
import type { Plain } from "../../../../shared/bytes.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { ExportedDocument } from "../../adapter.ts";
import type { EditorThread } from "../../thread/editor-thread.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import type { Computed } from "./row-elements.ts";
import type { Results, SentBook, SheetTasks } from "./sheet-tasks.ts";

export interface SavedBook {
  /** The very file that the model stands on. */
  readonly bytes: Plain;
  readonly doc: Doc;
  readonly model: Pick<WorkbookModel, "sheets" | "formulas">;
  /** What formulas give now, for readers that do not compute. Undefined where nobody knows. */
  readonly computed: Computed;
}

/** Has a thread save one workbook: patching, checking and packing ten thousand rows takes seconds. */
export class SheetSaver {
  readonly #book: SavedBook;
  readonly #thread: EditorThread<SheetTasks>;

  constructor(book: SavedBook, thread: EditorThread<SheetTasks>) {
    this.#book = book;
    this.#thread = thread;
  }

  /** The workbook as it stands when this is called. @throws EDITOR_EXPORT_FAILED */
  async write(): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    try {
      const now = this.#now();
      const opened = this.#thread.toldFirst("open", this.#book.bytes);
      const [, written] = await Promise.all([opened, this.#thread.ask("write", now)]);
      return written;
    } catch (cause) {
      throw cause instanceof AppError ? cause : new AppError("EDITOR_EXPORT_FAILED", { cause });
    }
  }

  #now(): SentBook {
    const sheets = this.#book.model.sheets().filter(({ kind }) => kind === "worksheet");
    const results = new Map(sheets.map(({ id }) => [id, this.#resultsOf(id)]));
    return { state: new Uint8Array(encodeStateAsUpdate(this.#book.doc)), results };
  }

  #resultsOf(sheet: SheetId): Results {
    const { model, computed } = this.#book;
    return [...model.formulas(sheet)].flatMap(({ row, column }) => {
      const value = computed(sheet, row, column);
      return value === undefined ? [] : [[row, column, value] as const];
    });
  }
}
