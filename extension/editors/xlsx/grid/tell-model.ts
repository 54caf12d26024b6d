import type { IRange } from "@univerjs/core";
import type { Point } from "../formula/references.ts";
import type { Axis, SheetId } from "../model/workbook-model.ts";
import { areaKey, rangeToArea } from "./areas.ts";
import { inputFromGrid, isShown } from "./cell-to-grid.ts";
import { endsOf, type Heard, inRanges } from "./hear-grid.ts";
import { styleOf, type Target } from "./show-cells.ts";
import { columnCharacters, rowPoints } from "./sizes.ts";
import { styleChange } from "./style-from-grid.ts";

/** Writes into the model what a person did in the grid. `sheet` is the grid's name of the sheet where it happened. */
export function tellModel(target: Target, sheet: string, heard: Heard): void {
  const { model, ids } = target;
  const of = ids.model(sheet);
  switch (heard.kind) {
    case "lines":
      if (heard.step === "insert") model.insertLines(of, heard.axis, heard.at, heard.count);
      else model.removeLines(of, heard.axis, heard.at, heard.count);
      return;
    case "moved":
      model.reorderLines(of, heard.axis, movedOrder(heard.axis, heard.from, heard.to));
      return;
    case "sorted":
      tellSorted(target, sheet, heard);
      return;
    case "cells":
      tellCells(target, heard.sheet ?? sheet, heard.points);
      return;
    case "sizes":
      tellSizes(target, sheet, heard.axis, heard.indexes);
      return;
    case "merges":
      tellMerges(target, sheet);
      return;
    case "frozen":
      tellFrozen(target, sheet);
      return;
    case "sheetAdded":
      tellAdded(target, heard.sheet);
      return;
    case "sheetRemoved":
      model.removeSheet(of);
      return;
    case "sheetFacts":
      tellFacts(target, sheet);
  }
}

/** Of a formula that the grid rewrote because something moved, the model says the same: nothing is told. */
function tellCells({ model, grid, ids }: Target, sheet: string, points: readonly Point[]): void {
  const of = ids.model(sheet);
  for (const at of points) {
    const view = model.cellAt(of, at.row, at.column);
    const cell = grid.cell(sheet, at.row, at.column);
    const formula = grid.formula(sheet, at.row, at.column);
    if (!isShown(view, cell, formula))
      model.setCell(of, at, inputFromGrid(cell, formula && grid.fileFormula(formula)));
    const style = styleChange(view.style, styleOf(grid, cell));
    const area = { top: at.row, left: at.column, bottom: at.row, right: at.column };
    if (style !== null) model.setStyle(of, area, style);
  }
}

/** The grid names the place before which the lines come, counted before they leave. */
function movedOrder(axis: Axis, from: IRange, to: IRange): readonly number[] {
  const [first, last] = endsOf(axis, from);
  const [before] = endsOf(axis, to);
  const moving = sequence(first, last);
  return before > last
    ? [...sequence(last + 1, before - 1), ...moving]
    : [...moving, ...sequence(before, first - 1)];
}

const sequence = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);

/**
 * Sorting everything that the sheet has moves whole rows, so that a change which somebody makes meanwhile stays with its
 * record. Sorting a part must not move what stands beside it: there the cells are written anew.
 */
function tellSorted(target: Target, sheet: string, heard: Heard & { readonly kind: "sorted" }): void {
  const { model, ids } = target;
  const { range, order } = heard;
  const of = ids.model(sheet);
  const isWhole = range.startColumn === 0 && range.endColumn >= model.count(of, "columns") - 1;
  if (isWhole && model.merges(of).length === 0) {
    const rows = sequence(range.startRow, range.endRow);
    model.reorderLines(
      of,
      "rows",
      rows.map((row) => order[row] ?? row),
    );
  } else tellCells(target, sheet, inRanges({ ranges: [range] }));
}

function tellSizes(
  { model, grid, ids }: Target,
  sheet: string,
  axis: Axis,
  indexes: readonly number[],
): void {
  const of = ids.model(sheet);
  const shown = grid.sheet(sheet);
  for (const index of indexes) {
    const { size, isHidden } = model.lineAt(of, axis, index);
    const line =
      axis === "rows" ? shown?.getRowManager().getRow(index) : shown?.getColumnManager().getColumn(index);
    const px = line && ("w" in line ? line.w : "h" in line ? line.h : undefined);
    const now = axis === "rows" ? rowPoints(px ?? 0) : columnCharacters(px ?? 0);
    if (px && now !== size) model.setLineSize(of, axis, index, now);
    if ((line?.hd === 1) !== isHidden) model.setLineHidden(of, axis, index, line?.hd === 1);
  }
}

function tellMerges({ model, grid, ids }: Target, sheet: string): void {
  const of = ids.model(sheet);
  const shown = (grid.sheet(sheet)?.getMergeData() ?? []).map(rangeToArea);
  const keys = new Set(shown.map(areaKey));
  const known = model.merges(of);
  for (const area of known) if (!keys.has(areaKey(area))) model.unmerge(of, area);
  const knownKeys = new Set(known.map(areaKey));
  for (const area of shown) if (!knownKeys.has(areaKey(area))) model.merge(of, area);
}

function tellFrozen({ model, grid, ids }: Target, sheet: string): void {
  const freeze = grid.sheet(sheet)?.getFreeze();
  if (freeze) model.setFrozen(ids.model(sheet), Math.max(0, freeze.ySplit), Math.max(0, freeze.xSplit));
}

/** A copied sheet comes with everything in it. */
function tellAdded(target: Target, sheet: string): void {
  const { model, grid, ids } = target;
  const shown = grid.sheet(sheet);
  if (shown === null) return;
  const at = grid.book.getSheetOrders().indexOf(sheet);
  ids.pair(sheet, model.addSheet(shown.getName(), at));
  const points: Point[] = [];
  shown.getCellMatrix().forValue((row, column) => {
    points.push({ row, column });
  });
  tellCells(target, sheet, points);
  tellMerges(target, sheet);
  tellFrozen(target, sheet);
  tellSizes(target, sheet, "rows", Object.keys(shown.getConfig().rowData).map(Number));
  tellSizes(target, sheet, "columns", Object.keys(shown.getConfig().columnData).map(Number));
}

function tellFacts({ model, grid, ids }: Target, sheet: string): void {
  const of: SheetId = ids.model(sheet);
  const shown = grid.sheet(sheet);
  const known = model.sheets().findIndex(({ id }) => id === of);
  const view = model.sheets()[known];
  if (shown === null || view === undefined) return;
  if (shown.getName() !== view.name) model.renameSheet(of, shown.getName());
  if ((shown.isSheetHidden() === 1) !== view.isHidden) model.setSheetHidden(of, !view.isHidden);
  const at = grid.book.getSheetOrders().indexOf(sheet);
  if (at !== known) model.moveSheet(of, at);
}
