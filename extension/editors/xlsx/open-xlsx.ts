import { ThemeService, type Univer } from "@univerjs/core";
import { ILayoutService } from "@univerjs/preset-sheets-core";
import type { Locale } from "../../ui/locale.ts";
import type {
  EditorTheme,
  ExportedDocument,
  MountOptions,
  OpenEditor,
  Presence,
  Statistics,
} from "../adapter.ts";
import { EditorThread } from "../thread/editor-thread.ts";
import { dropSheet } from "../viewers/print-sheet.ts";
import { FileFeatures } from "./file-features.ts";
import type { Point } from "./formula/references.ts";
import { GridBinding } from "./grid/bind-grid.ts";
import { valueFromGrid } from "./grid/cell-to-grid.ts";
import { createUniver, showBook } from "./grid/create-univer.ts";
import { editable } from "./grid/editable.ts";
import { endWriting, endWritingInTime, isWriting } from "./grid/end-writing.ts";
import { Grid } from "./grid/grid.ts";
import { GridMirror } from "./grid/grid-mirror.ts";
import type { GridTexts } from "./grid/grid-texts.ts";
import { keepTyped } from "./grid/keep-typed.ts";
import { modelUndo } from "./grid/model-undo.ts";
import { listenForMovingKeys } from "./grid/moving-keys.ts";
import { PresenceMarks } from "./grid/presence-marks.ts";
import { printBook } from "./grid/print-book.ts";
import { cellRange, isSameCell, Selection } from "./grid/selection.ts";
import { sumOf } from "./grid/selection-sum.ts";
import { newUnit } from "./grid/unit.ts";
import { whenRendered } from "./grid/when-rendered.ts";
import { workbookToGrid } from "./grid/workbook-to-grid.ts";
import { WrittenCell } from "./grid/written-cell.ts";
import { zoomOf } from "./grid/zoom.ts";
import { openModel } from "./model/open-model.ts";
import type { ModelChange, Place, WorkbookModel } from "./model/workbook-model.ts";
import { Notices } from "./notices.tsx";
import type { CellValue, Workbook } from "./package/workbook.ts";
import { SheetSaver } from "./save/sheet-saver.ts";
import type { SheetTasks } from "./save/sheet-tasks.ts";

const FIND = "ui.operation.open-find-dialog";
/** A thread of the editor's own, at the foot of the extension (tools/build/bundle.ts). */
const SAVING_SCRIPT = "/xlsx.worker.js";

interface Words {
  readonly texts: GridTexts;
  readonly locale: Locale;
}

/** One open spreadsheet. Made and awaited by the adapter. */
export class OpenXlsx implements OpenEditor {
  readonly zoom = zoomOf(() => this.#grid);
  readonly #options: MountOptions;
  readonly #locale: Locale;
  readonly #ending = new AbortController();
  readonly #root = document.createElement("div");
  readonly #model: WorkbookModel;
  readonly #univer: Univer;
  readonly #grid: Grid;
  readonly #binding: GridBinding;
  readonly #selection: Selection;
  readonly #mirror: GridMirror;
  readonly #marks: PresenceMarks;
  readonly #written: WrittenCell;
  readonly #notices: Notices;
  readonly #features: FileFeatures;
  readonly #thread = new EditorThread<SheetTasks>(() => new Worker(SAVING_SCRIPT));
  readonly #saver: SheetSaver;
  #isReadOnly: boolean;
  #revision = 0;
  #place: Place | null = null;
  #exporting: Promise<unknown> = Promise.resolve();

  constructor(options: MountOptions, workbook: Workbook, { texts, locale }: Words) {
    const { shared, theme } = options;
    const { strings } = locale;
    this.#options = options;
    this.#locale = locale;
    this.#isReadOnly = options.isReadOnly;
    this.#model = openModel(shared.doc, workbook);
    this.#root.className = "xlsx-editor";
    options.element.append(this.#root);
    const unit = newUnit();
    const undo = modelUndo(this.#model.undoManager());
    this.#univer = createUniver({ element: this.#root, theme, texts, undo });
    const drawings = { model: this.#model, unit, nameKind: strings.document.sheet.chart };
    showBook(this.#univer, workbookToGrid(drawings));
    this.#grid = new Grid(this.#univer, unit);
    this.#binding = new GridBinding({
      model: this.#model,
      grid: this.#grid,
      mayWrite: () => !this.#isReadOnly,
      onChange: (change) => this.#noteChange(change),
    });
    const book = { ...shared, bytes: options.bytes, model: this.#model };
    this.#saver = new SheetSaver({ ...book, computed: (...at) => this.#computed(...at) }, this.#thread);
    this.#written = new WrittenCell(this.#grid);
    const mayWrite = (): boolean => !this.#isReadOnly;
    this.#notices = new Notices({ ...shared, element: this.#root, model: this.#model, strings, mayWrite });
    keepTyped(this.#grid, this.#ending.signal);
    this.#selection = new Selection(this.#grid);
    this.#mirror = new GridMirror(options.element, this.#grid, this.#selection);
    const file = { model: this.#model, grid: this.#grid, ids: this.#binding.ids };
    this.#marks = new PresenceMarks({ ...shared, ...file });
    const shown = { element: this.#root, selection: this.#selection, notices: this.#notices };
    this.#features = new FileFeatures({ ...file, ...shown, locale, mayWrite }, drawings);
  }

  /** Settles once the grid takes keys: what is typed into it before would be lost. @throws EDITOR_FAILED */
  async whenShown(): Promise<void> {
    const { signal } = this.#ending;
    await whenRendered(this.#univer, signal);
    editable(this.#grid, !this.#isReadOnly);
    this.#selection.onChange(() => this.#noteSelection());
    listenForMovingKeys({
      element: this.#root,
      grid: this.#grid,
      selection: this.#selection,
      isWriting: () => isWriting(this.#grid),
      signal,
    });
    endWritingInTime(this.#grid, { root: this.#root, element: this.#options.element, signal });
    this.#marks.update();
    this.#noteSelection();
  }

  exportBytes(): Promise<ExportedDocument> {
    const next = this.#exporting.then(() => this.#write());
    this.#exporting = next.catch(() => undefined);
    return next;
  }

  revision(): number {
    return this.#revision;
  }

  focus(): void {
    this.#univer.__getInjector().get(ILayoutService).focus();
  }

  endInput(): void {
    endWriting(this.#grid);
  }

  openFind(): void {
    void this.#grid.commands.executeCommand(FIND);
  }

  print(): void {
    endWriting(this.#grid);
    printBook(this.#grid.book, { locale: this.#locale, signal: this.#ending.signal, from: this.#features });
  }

  statistics(): Statistics {
    const now = this.#selection.get();
    if (now === null) return { isSelection: false };
    return { isSelection: true, ...sumOf(this.#grid, now.sheet, now.range) };
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    editable(this.#grid, !isReadOnly);
  }

  setTheme(theme: EditorTheme): void {
    this.#univer
      .__getInjector()
      .get(ThemeService)
      .setDarkMode(theme === "dark");
  }

  dispose(): void {
    this.#ending.abort();
    this.#thread.end();
    dropSheet();
    this.#marks.dispose();
    this.#mirror.dispose();
    this.#written.dispose();
    this.#notices.dispose();
    this.#features.dispose();
    this.#binding.dispose();
    this.#univer.dispose();
    this.#model.destroy();
    this.#root.remove();
    this.#options.element.replaceChildren();
  }

  async #write(): Promise<ExportedDocument> {
    await this.#binding.calculation.settled();
    const revision = this.revision();
    return { ...(await this.#saver.write()), revision };
  }

  /** Unknown functions leave what the file had; the program that opens it next computes them. */
  #computed(sheet: string, row: number, column: number): CellValue | undefined {
    const value = valueFromGrid(this.#grid.cell(this.#binding.ids.grid(sheet), row, column));
    return value === "#NAME?" ? undefined : value;
  }

  #noteChange(change: ModelChange): void {
    this.#revision++;
    if (change.lines.length > 0 || change.reordered.length > 0 || change.sheets) {
      this.#followCell();
      this.#marks.update();
    }
    this.#features.update(change);
    this.#notices.tellConflicts(change.conflicts);
    this.#mirror.update();
    this.#options.onDirty();
  }

  /** The selection, and what is being written, go with their cell when others let lines come, go or change places. */
  #followCell(): void {
    const now = this.#selection.get();
    if (now === null || this.#place === null) return;
    const to = this.#model.pointOf(this.#place);
    if (isWriting(this.#grid)) this.#followWriting(to);
    else if (to !== null && now.sheet === this.#binding.ids.grid(to.sheet) && !isSameCell(to, now.cell))
      this.#selection.set(now.sheet, cellRange(to), false);
  }

  #followWriting(to: Point | null): void {
    if (to === null) {
      this.#notices.tellCellGone(this.#written.text());
      this.#written.cancel();
    } else this.#written.follow(to, this.#selection);
  }

  #noteSelection(): void {
    const now = this.#selection.get();
    this.#mirror.update();
    this.#features.select();
    if (now === null) return;
    const { awareness } = this.#options.shared;
    const sheet = this.#binding.ids.model(now.sheet);
    this.#place = this.#model.placeAt(sheet, now.cell.row, now.cell.column);
    const { startRow, startColumn, endRow, endColumn } = now.range;
    const cursor = {
      from: this.#model.placeAt(sheet, startRow || 0, startColumn || 0),
      to: this.#model.placeAt(sheet, endRow || 0, endColumn || 0),
    };
    const state: Partial<Presence> = awareness.getLocalState() ?? {};
    if (state.user !== undefined) awareness.setLocalStateField("cursor", cursor);
    this.#marks.follow();
  }
}
