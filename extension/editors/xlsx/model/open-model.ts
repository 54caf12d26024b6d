import { type Doc, type Transaction, UndoManager } from "yjs";
import type { Workbook } from "../package/workbook.ts";
import * as views from "./cell-views.ts";
import { ChangeWatch } from "./change-watch.ts";
import { historyKey } from "./line-histories.ts";
import { insertLines, removeFrom, reorder } from "./line-operations.ts";
import { frozenOf, lineOf, mergesOf } from "./line-views.ts";
import { movedFormula, movedRule, ruleShift } from "./moved-references.ts";
import * as operations from "./operations.ts";
import type { Axis, ModelChange, Place, SheetId, WorkbookModel } from "./workbook-model.ts";
import { WorkbookState } from "./workbook-state.ts";

function countOf(state: WorkbookState, sheet: SheetId, axis: Axis): number {
  const ends = mergesOf(state, sheet).map(({ area }) => (axis === "rows" ? area.bottom : area.right) + 1);
  let count = ends.reduce((most, end) => Math.max(most, end), 0);
  const rows = views.usedRows(state, sheet);
  if (axis === "rows") return Math.max(count, (rows.at(-1)?.row ?? -1) + 1);
  for (const row of rows)
    for (const { column } of views.spotsOfRow(state, sheet, row)) count = Math.max(count, column + 1);
  return count;
}

function placeAt(state: WorkbookState, sheet: SheetId, row: number, column: number): Place {
  return {
    sheet,
    row: state.order(sheet, "rows").recordAt(row) ?? "",
    column: state.order(sheet, "columns").recordAt(column) ?? "",
  };
}

function pointOf(state: WorkbookState, place: Place): ReturnType<WorkbookModel["pointOf"]> {
  const row = state.order(place.sheet, "rows").indexOf(place.row);
  const column = state.order(place.sheet, "columns").indexOf(place.column);
  const isThere = state.sheets.get(place.sheet) !== undefined;
  return row === null || column === null || !isThere ? null : { sheet: place.sheet, row, column };
}

/** What can be asked of a workbook. */
function reading(state: WorkbookState) {
  return {
    sheets: () => state.sheets.all().map((sheet) => ({ ...sheet, frozen: frozenOf(state, sheet.id) })),
    cellAt: (sheet, row, column) => views.cellAt(state, sheet, { row, column }),
    cells: (sheet) => views.cells(state, sheet),
    formulas: (sheet) => views.formulas(state, sheet),
    lineAt: (sheet, axis, index) => lineOf(state, sheet, axis, state.order(sheet, axis).slotAt(index) ?? ""),
    count: (sheet, axis) => countOf(state, sheet, axis),
    merges: (sheet) => mergesOf(state, sheet).map(({ area }) => area),
    lineNow: (sheet, axis, number) =>
      state.order(sheet, axis).place(`${axis === "rows" ? "r" : "c"}${number}`)?.index ?? number,
    areaNow: (sheet, area) => views.areaNow(state, sheet, area),
    formulaNow: (sheet, formula, areas) =>
      areas === undefined
        ? movedFormula(state, formula, sheet)
        : movedRule(state, formula, ruleShift(state, areas, sheet), sheet),
    placeAt: (sheet, row, column) => placeAt(state, sheet, row, column),
    pointOf: (place) => pointOf(state, place),
  } satisfies Partial<WorkbookModel>;
}

/** What can be done to it, each in a transaction of its own or within `together`. */
function writing(state: WorkbookState, together: <T>(change: () => T) => T) {
  return {
    setCell: (sheet, at, input) => together(() => operations.setCell(state, sheet, at, input)),
    setStyle: (sheet, area, style) => together(() => operations.setStyle(state, sheet, area, style)),
    insertLines: (sheet, axis, at, count) => together(() => insertLines(state, sheet, axis, at, count)),
    removeLines: (sheet, axis, at, count) =>
      together(() => removeFrom(state, historyKey(sheet, axis), at, count)),
    reorderLines: (sheet, axis, from) => together(() => reorder(state, historyKey(sheet, axis), from)),
    setLineSize: (sheet, axis, index, size) =>
      together(() => operations.setLine(state, sheet, axis, index, { size })),
    setLineHidden: (sheet, axis, index, isHidden) =>
      together(() => operations.setLine(state, sheet, axis, index, { isHidden })),
    merge: (sheet, area) => together(() => operations.merge(state, sheet, area)),
    unmerge: (sheet, area) => together(() => operations.unmerge(state, sheet, area)),
    addSheet: (name, at) => together(() => operations.addSheet(state, name, at)),
    renameSheet: (sheet, name) => together(() => operations.renameSheet(state, sheet, name)),
    removeSheet: (sheet) => together(() => operations.removeSheet(state, sheet)),
    moveSheet: (sheet, to) => together(() => operations.moveSheet(state, sheet, to)),
    setSheetHidden: (sheet, isHidden) => together(() => operations.setSheetHidden(state, sheet, isHidden)),
    setFrozen: (sheet, rows, columns) => together(() => operations.setFrozen(state, sheet, rows, columns)),
  } satisfies Partial<WorkbookModel>;
}

/** Everything but the places of inserted lines: an undone insertion is only marked, because others may have built on it. */
function undoOf(state: WorkbookState, origin: object): UndoManager {
  const { marks, cells, lines, merges, sheets } = state.maps;
  return new UndoManager([marks, cells, lines, merges, sheets], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
  });
}

const models = new WeakMap<WorkbookModel, WorkbookState>();

/** For the writer only, which needs the ids behind the positions. */
export function stateOf(model: WorkbookModel): WorkbookState {
  const state = models.get(model);
  if (state === undefined) throw new TypeError("not a model of this module");
  return state;
}

/**
 * The workbook as it stands in a shared state that grew on this very file. The document may already hold changes and
 * belongs to the caller: the model never destroys it.
 */
export function openModel(doc: Doc, workbook: Workbook): WorkbookModel {
  const state = new WorkbookState(doc, workbook);
  const origin = {};
  const undo = undoOf(state, origin);
  const listeners = new Set<(change: ModelChange) => void>();
  const isOwn = (transaction: Transaction): boolean =>
    transaction.origin === origin || transaction.origin === undo;
  const stop = new ChangeWatch(state, isOwn, (change) => {
    for (const listener of listeners) listener(change);
  }).start();
  const together = <T>(change: () => T): T => doc.transact(change, origin);
  const model: WorkbookModel = {
    workbook,
    doc,
    origin,
    ...reading(state),
    ...writing(state, together),
    together,
    undoManager: () => undo,
    observe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      stop();
      undo.destroy();
      listeners.clear();
    },
  };
  models.set(model, state);
  return model;
}
