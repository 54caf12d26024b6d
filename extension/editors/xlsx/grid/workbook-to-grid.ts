import {
  BooleanNumber,
  type ICellData,
  type IColumnData,
  type IObjectMatrixPrimitiveType,
  type IRowData,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
} from "@univerjs/core";
import type { SheetId, SheetView, WorkbookModel } from "../model/workbook-model.ts";
import { areaToRange } from "./areas.ts";
import { cellToGrid, StyleNames } from "./cell-to-grid.ts";
import { defaultColumnPx, defaultRowPx, HEADERS_PX } from "./default-sizes.ts";
import { type Drawings, drawingsOf } from "./drawings-to-grid.ts";
import { notesOf } from "./notes-to-grid.ts";
import { columnPx, rowPx } from "./sizes.ts";
import { styleToGrid } from "./style-to-grid.ts";

const SPARE_ROWS = 100;
const SPARE_COLUMNS = 12;
const COLUMNS_MIN = 26;

/** The workbook as it stands in the model, in the grid's form. */
export function workbookToGrid(drawings: Drawings): IWorkbookData {
  const { model, unit } = drawings;
  const names = new StyleNames();
  const sheets = model.sheets();
  return {
    id: unit,
    name: unit,
    appVersion: "0.25.1",
    locale: LocaleType.EN_US,
    sheetOrder: sheets.map(({ id }) => id),
    sheets: Object.fromEntries(sheets.map((sheet) => [sheet.id, sheetToGrid(model, sheet, names)])),
    styles: names.styles,
    defaultStyle: styleToGrid(model.workbook.defaultStyle),
    resources: [
      { name: "SHEET_DRAWING_PLUGIN", data: JSON.stringify(drawingsOf(drawings)) },
      { name: "SHEET_NOTE_PLUGIN", data: JSON.stringify(notesOf(model)) },
    ],
  };
}

/** One sheet. Its styles are added to `names`. */
export function sheetToGrid(model: WorkbookModel, sheet: SheetView, names: StyleNames): IWorksheetData {
  const base = model.workbook.sheets.find(({ id }) => id === sheet.id);
  const { rows, columns } = sheet.frozen;
  return {
    id: sheet.id,
    name: sheet.name,
    tabColor: "",
    hidden: flag(sheet.isHidden),
    cellData: cellsToGrid(model, sheet.id, names),
    mergeData: model.merges(sheet.id).map(areaToRange),
    rowData: rowsToGrid(model, sheet.id, names),
    columnData: columnsToGrid(model, sheet.id, names),
    rowCount: model.count(sheet.id, "rows") + SPARE_ROWS,
    columnCount: Math.max(COLUMNS_MIN, model.count(sheet.id, "columns") + SPARE_COLUMNS),
    defaultRowHeight: defaultRowPx(base),
    defaultColumnWidth: defaultColumnPx(base),
    showGridlines: flag(base?.showsGridlines ?? true),
    freeze: { xSplit: columns, ySplit: rows, startRow: rows || -1, startColumn: columns || -1 },
    zoomRatio: 1,
    scrollTop: 0,
    scrollLeft: 0,
    rightToLeft: BooleanNumber.FALSE,
    rowHeader: { width: HEADERS_PX.width },
    columnHeader: { height: HEADERS_PX.height },
  };
}

const flag = (isOn: boolean): BooleanNumber => (isOn ? BooleanNumber.TRUE : BooleanNumber.FALSE);

function cellsToGrid(
  model: WorkbookModel,
  sheet: SheetId,
  names: StyleNames,
): IObjectMatrixPrimitiveType<ICellData> {
  const cells: IObjectMatrixPrimitiveType<ICellData> = {};
  for (const cell of model.cells(sheet)) {
    const style = names.nameOf(cell.style, () => styleToGrid(cell.style));
    cells[cell.row] ??= {};
    Object.assign(cells[cell.row] ?? {}, { [cell.column]: cellToGrid(cell, style) });
  }
  return cells;
}

// A cell beyond everything looks as its row and column do.
function rowsToGrid(
  model: WorkbookModel,
  sheet: SheetId,
  names: StyleNames,
): Record<number, Partial<IRowData>> {
  const beyond = model.count(sheet, "columns") + 1;
  return linesToGrid(model.count(sheet, "rows"), (index) => {
    const { size, isHidden } = model.lineAt(sheet, "rows", index);
    const { style } = model.cellAt(sheet, index, beyond);
    const s = names.nameOf(style, () => styleToGrid(style));
    return {
      ...(size === null ? {} : { h: rowPx(size), ia: BooleanNumber.FALSE }),
      ...(isHidden && { hd: BooleanNumber.TRUE }),
      ...(s === null ? {} : { s }),
    };
  });
}

function columnsToGrid(
  model: WorkbookModel,
  sheet: SheetId,
  names: StyleNames,
): Record<number, Partial<IColumnData>> {
  const beyond = model.count(sheet, "rows") + 1;
  return linesToGrid(Math.max(COLUMNS_MIN, model.count(sheet, "columns")), (index) => {
    const { size, isHidden } = model.lineAt(sheet, "columns", index);
    const { style } = model.cellAt(sheet, beyond, index);
    const s = names.nameOf(style, () => styleToGrid(style));
    return {
      ...(size === null ? {} : { w: columnPx(size) }),
      ...(isHidden && { hd: BooleanNumber.TRUE }),
      ...(s === null ? {} : { s }),
    };
  });
}

function linesToGrid<T extends object>(count: number, lineAt: (index: number) => T): Record<number, T> {
  const lines: Record<number, T> = {};
  for (let index = 0; index < count; index++) {
    const line = lineAt(index);
    if (Object.keys(line).length > 0) lines[index] = line;
  }
  return lines;
}
