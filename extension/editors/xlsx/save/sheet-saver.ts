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
  /** The thread that knows the file, by its number. */
  #told = 0;

  constructor(book: SavedBook, thread: EditorThread<SheetTasks>) {
    this.#book = book;
    this.#thread = thread;
  }

  /** The workbook as it stands when this is called. @throws EDITOR_EXPORT_FAILED */
  async write(): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    try {
      const [, written] = await Promise.all([this.#tell(), this.#thread.ask("write", this.#now())]);
      return written;
    } catch (cause) {
      throw cause instanceof AppError ? cause : new AppError("EDITOR_EXPORT_FAILED", { cause });
    }
  }

  /** Tells the thread of the file, unless it knows. It answers in order: what is asked next comes after. */
  async #tell(): Promise<void> {
    const number = this.#thread.started();
    if (this.#told === number) return;
    this.#told = number;
    await this.#thread.ask("open", this.#book.bytes).catch((cause: unknown) => {
      this.#told = 0; // whoever comes next begins anew
      throw cause;
    });
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
