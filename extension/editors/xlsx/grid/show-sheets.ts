import {
  InsertSheetMutation,
  RemoveSheetMutation,
  SetFrozenMutation,
  SetWorksheetActiveOperation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
} from "@univerjs/preset-sheets-core";
import type { SheetView } from "../model/workbook-model.ts";
import { StyleNames } from "./cell-to-grid.ts";
import type { Target } from "./show-cells.ts";
import { sheetToGrid } from "./workbook-to-grid.ts";

/** Brings the row of sheets, their names and what is frozen in them to what the model says. */
export function showSheets(target: Target): void {
  const wanted = target.model.sheets();
  wanted.forEach((sheet, index) => {
    if (target.grid.sheet(target.ids.grid(sheet.id)) === null) addSheet(target, sheet, index);
  });
  removeSheets(target, new Set(wanted.map(({ id }) => target.ids.grid(id))));
  wanted.forEach((sheet, index) => {
    orderSheet(target, sheet, index);
    showSheetFacts(target, sheet);
  });
}

function addSheet({ model, grid }: Target, sheet: SheetView, index: number): void {
  const names = new StyleNames(`${sheet.id}-${model.doc.clientID}-${Date.now()}-`);
  const data = sheetToGrid(model, sheet, names);
  const table = grid.book.getStyles();
  for (const [name, style] of Object.entries(names.styles)) table.addCustomStyle(name, style);
  grid.run(InsertSheetMutation.id, { index, sheet: data });
}

function removeSheets({ grid }: Target, wanted: ReadonlySet<string>): void {
  for (const sheet of grid.book.getSheets()) {
    const id = sheet.getSheetId();
    if (wanted.has(id)) continue;
    // The person who looks at it is led to a sheet that is left.
    if (grid.book.getActiveSheet()?.getSheetId() === id) {
      const left = grid.book
        .getSheets()
        .find((each) => wanted.has(each.getSheetId()) && !each.isSheetHidden());
      if (left) grid.run(SetWorksheetActiveOperation.id, { subUnitId: left.getSheetId() });
    }
    grid.run(RemoveSheetMutation.id, { subUnitId: id, subUnitName: sheet.getName() });
  }
}

function orderSheet({ grid, ids }: Target, { id }: SheetView, index: number): void {
  const from = grid.book.getSheetOrders().indexOf(ids.grid(id));
  if (from !== index)
    grid.run(SetWorksheetOrderMutation.id, { subUnitId: ids.grid(id), fromOrder: from, toOrder: index });
}

function showSheetFacts({ grid, ids }: Target, { id, name, isHidden, frozen }: SheetView): void {
  const subUnitId = ids.grid(id);
  const sheet = grid.sheet(subUnitId);
  if (sheet === null) return;
  if (sheet.getName() !== name) grid.run(SetWorksheetNameMutation.id, { subUnitId, name });
  if ((sheet.isSheetHidden() === 1) !== isHidden)
    grid.run(SetWorksheetHideMutation.id, { subUnitId, hidden: isHidden ? 1 : 0 });
  const { xSplit, ySplit } = sheet.getFreeze();
  if (xSplit === frozen.columns && ySplit === frozen.rows) return;
  grid.run(SetFrozenMutation.id, {
    subUnitId,
    xSplit: frozen.columns,
    ySplit: frozen.rows,
    startRow: frozen.rows || -1,
    startColumn: frozen.columns || -1,
  });
}
