import type { ICellData, IStyleData } from "@univerjs/core";
import type { Point } from "../formula/references.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import { contentsToGrid, isShown } from "./cell-to-grid.ts";
import { formulaToGrid } from "./function-names.ts";
import type { CellMatrix, Grid } from "./grid.ts";
import type { SheetIds } from "./sheet-ids.ts";
import { styleChange } from "./style-from-grid.ts";
import { styleToGrid } from "./style-to-grid.ts";

export interface Target {
  readonly model: WorkbookModel;
  readonly grid: Grid;
  readonly ids: SheetIds;
}

/** Brings cells of the grid to what the model says. Cells that show it already are not touched. */
export function showCells(target: Target, sheet: SheetId, points: Iterable<Point>): void {
  const { model, grid, ids } = target;
  const on = ids.grid(sheet);
  const contents: CellMatrix = {};
  const bare: CellMatrix = {};
  const dressed: CellMatrix = {};
  for (const { row, column } of points) {
    const view = model.cellAt(sheet, row, column);
    const cell = grid.cell(on, row, column);
    if (!isShown(view, cell, grid.formula(on, row, column))) put(contents, row, column, contentsToGrid(view));
    if (styleChange(view.style, styleOf(grid, cell)) === null) continue;
    put(bare, row, column, { s: null });
    put(dressed, row, column, { s: styleToGrid(view.style) });
  }
  grid.setCells(on, contents);
  // In two steps: the grid lays a new style over the old one.
  grid.setStyles(on, bare);
  grid.setStyles(on, dressed);
}

/** Brings a whole sheet to what the model says. */
export function showSheet(target: Target, sheet: SheetId): void {
  const points = new Map<string, Point>();
  for (const { row, column } of target.model.cells(sheet)) points.set(`${row},${column}`, { row, column });
  const matrix = target.grid.sheet(target.ids.grid(sheet))?.getCellMatrix();
  matrix?.forValue((row, column) => {
    points.set(`${row},${column}`, { row, column });
  });
  showCells(target, sheet, points.values());
}

/** Brings the formulas of a sheet to how they read now: references move when lines do and names change. */
export function showFormulas(target: Target, sheet: SheetId): void {
  const { model, grid, ids } = target;
  const on = ids.grid(sheet);
  const changed: Point[] = [];
  for (const { row, column, formula } of model.formulas(sheet)) {
    if (grid.formula(on, row, column) !== formulaToGrid(formula)) changed.push({ row, column });
  }
  showCells(target, sheet, changed);
}

export function styleOf(grid: Grid, { s }: ICellData): IStyleData {
  return grid.book.getStyles().get(s) || {};
}

function put(cells: CellMatrix, row: number, column: number, cell: ICellData): void {
  const line = cells[row] ?? {};
  line[column] = cell;
  cells[row] = line;
}
