/** The workbook as everybody in it sees it: the file's base and the differences in the shared state. This is the door. */
import type { Doc, UndoManager } from "yjs";
import type { Area, Point } from "../formula/references.ts";
import type { CellStyle, CellValue, Workbook } from "../package/workbook.ts";

export type SheetId = string;
export type Axis = "rows" | "columns";

export interface SheetView {
  readonly id: SheetId;
  readonly name: string;
  readonly kind: "worksheet" | "chart" | "other";
  readonly isHidden: boolean;
  readonly frozen: { readonly rows: number; readonly columns: number };
}

export interface CellView {
  /** What was typed, or what the file last computed. A formula that was typed here has null: the grid computes it. */
  readonly value: CellValue;
  readonly isError?: boolean;
  /** Without "=", as it reads now. */
  readonly formula?: string;
  readonly array?: Area;
  /** Absent attributes are the workbook's default. */
  readonly style: CellStyle;
}

export interface LineView {
  /** Points for rows, characters for columns; null for the default. */
  readonly size: number | null;
  readonly isHidden: boolean;
}

/** What a person puts into a cell. A formula comes with "=" in front; an error is put in as a formula (`=NA()`). */
export type CellInput = { readonly value: CellValue } | { readonly formula: string };

/** A place that keeps pointing at the same cell while rows and columns come and go. For cursors. */
export interface Place {
  readonly sheet: SheetId;
  readonly row: string;
  readonly column: string;
}

/** Done one after the other they turn the old rows or columns into the new ones. */
export interface LineStep {
  readonly sheet: SheetId;
  readonly axis: Axis;
  readonly kind: "insert" | "remove";
  readonly at: number;
  readonly count: number;
}

/** Two people wrote in one cell at once; one of the contents stands, at everybody's. */
export interface CellConflict {
  readonly at: Point & { readonly sheet: SheetId };
  readonly place: Place;
  readonly isOwnKept: boolean;
  readonly kept: CellInput;
  /** The other one, for `setCell`; null where the shared state did not keep it. */
  readonly lost: CellInput | null;
  /** Client of the shared state that wrote the other's. */
  readonly by: number;
}

export interface ModelChange {
  /** False for what others did (origin REMOTE). Undo and redo are local, and the grid has not shown them either: see `origin`. */
  readonly isLocal: boolean;
  /** Of the transaction. The model's own operations have `model.origin`, undo and redo the UndoManager. */
  readonly origin: unknown;
  /** Sheets came, went, moved, or have another name, visibility or frozen part. */
  readonly sheets: boolean;
  readonly lines: readonly LineStep[];
  /** Sheets whose rows or columns changed places: everything in them is to be read anew. */
  readonly reordered: readonly SheetId[];
  /** Where contents or looks changed, in today's positions. Formulas that only read differently now are not listed: see `formulas()`. */
  readonly cells: readonly (Point & { readonly sheet: SheetId; readonly what: "content" | "style" })[];
  /** Sheets with other merges, sizes or hidden lines. */
  readonly merges: readonly SheetId[];
  readonly sizes: readonly SheetId[];
  /** Cells that this person and somebody else wrote without having seen each other's, as it turned out within this change. */
  readonly conflicts: readonly CellConflict[];
}

export interface WorkbookModel {
  readonly workbook: Workbook;
  readonly doc: Doc;
  /** Origin of this model's transactions. */
  readonly origin: object;

  sheets(): readonly SheetView[];
  cellAt(sheet: SheetId, row: number, column: number): CellView;
  /** Every cell with content or looks of its own, row by row. */
  cells(sheet: SheetId): Iterable<Point & CellView>;
  /** Every formula as it reads now. */
  formulas(sheet: SheetId): Iterable<Point & { readonly formula: string }>;
  lineAt(sheet: SheetId, axis: Axis, index: number): LineView;
  /** One past the last line with anything in it. */
  count(sheet: SheetId, axis: Axis): number;
  merges(sheet: SheetId): readonly Area[];
  /** Where a line of the file is today; of a deleted one, where the next is. */
  lineNow(sheet: SheetId, axis: Axis, number: number): number;
  /** Where an area of the file is today; null when nothing is left of it. */
  areaNow(sheet: SheetId, area: Area): Area | null;
  /**
   * How a formula of the file reads today that stands in no cell, without "=". With `areas` it is meant for the first cell
   * of those areas of the file and shifts over the rest: where that is gone, it reads as for the first that is left.
   */
  formulaNow(sheet: SheetId, formula: string, areas?: readonly Area[]): string;
  placeAt(sheet: SheetId, row: number, column: number): Place;
  /** Null once its row, column or sheet is gone. */
  pointOf(place: Place): (Point & { readonly sheet: SheetId }) | null;

  /** All of `change` in one step of undo, and one message to the others. */
  together<T>(change: () => T): T;
  setCell(sheet: SheetId, at: Point, input: CellInput): void;
  /** `null` takes an attribute back to the workbook's default. */
  setStyle(
    sheet: SheetId,
    area: Area,
    style: { readonly [K in keyof CellStyle]?: CellStyle[K] | null },
  ): void;
  /** New lines look like the line before them. */
  insertLines(sheet: SheetId, axis: Axis, at: number, count: number): void;
  removeLines(sheet: SheetId, axis: Axis, at: number, count: number): void;
  /** Whole lines change places: the line at `from[i]` comes to where `from`'s i-th smallest was. Sorting and moving. */
  reorderLines(sheet: SheetId, axis: Axis, from: readonly number[]): void;
  setLineSize(sheet: SheetId, axis: Axis, index: number, size: number | null): void;
  setLineHidden(sheet: SheetId, axis: Axis, index: number, isHidden: boolean): void;
  merge(sheet: SheetId, area: Area): void;
  /** Undoes every merge that touches the area. */
  unmerge(sheet: SheetId, area: Area): void;
  /** @returns the new sheet's id; its name may get a number where another has it already */
  addSheet(name: string, at: number): SheetId;
  renameSheet(sheet: SheetId, name: string): void;
  removeSheet(sheet: SheetId): void;
  moveSheet(sheet: SheetId, to: number): void;
  setSheetHidden(sheet: SheetId, isHidden: boolean): void;
  setFrozen(sheet: SheetId, rows: number, columns: number): void;

  /** Undoes this model's own changes only. One per page; destroyed with the model. */
  undoManager(): UndoManager;
  observe(listener: (change: ModelChange) => void): () => void;
  destroy(): void;
}
