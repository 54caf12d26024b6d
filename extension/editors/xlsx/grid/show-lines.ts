import type { IRange } from "@univerjs/core";
import {
  AddWorksheetMergeMutation,
  InsertColMutation,
  InsertRowMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveWorksheetMergeMutation,
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
  SetWorksheetRowHeightMutation,
} from "@univerjs/preset-sheets-core";
import type { Axis, LineStep, SheetId } from "../model/workbook-model.ts";
import { areaKey, areaToRange, rangeToArea } from "./areas.ts";
import { defaultColumnPx, defaultRowPx } from "./default-sizes.ts";
import type { Target } from "./show-cells.ts";
import { columnPx, rowPx } from "./sizes.ts";

const STEPS = {
  rows: { insert: InsertRowMutation.id, remove: RemoveRowMutation.id },
  columns: { insert: InsertColMutation.id, remove: RemoveColMutation.id },
} as const;

/** Lets rows or columns come or go in the grid. */
export function showStep({ grid, ids }: Target, { sheet, axis, kind, at, count }: LineStep): void {
  const on = ids.grid(sheet);
  grid.run(STEPS[axis][kind], { subUnitId: on, range: rangeOf(axis, at, at + count - 1) });
}

// The other axis is never looked at by what we run, but must be there.
function rangeOf(axis: Axis, first: number, last: number): IRange {
  return axis === "rows"
    ? { startRow: first, endRow: last, startColumn: 0, endColumn: 0 }
    : { startRow: 0, endRow: 0, startColumn: first, endColumn: last };
}

/** Brings a sheet's merged cells to what the model says. */
export function showMerges({ model, grid, ids }: Target, sheet: SheetId): void {
  const on = ids.grid(sheet);
  const wanted = new Map(model.merges(sheet).map((area) => [areaKey(area), areaToRange(area)]));
  const shown = new Map(
    (grid.sheet(on)?.getMergeData() ?? []).map((range) => [areaKey(rangeToArea(range)), range]),
  );
  const gone = [...shown].flatMap(([key, range]) => (wanted.has(key) ? [] : [{ ...range }]));
  const added = [...wanted].flatMap(([key, range]) => (shown.has(key) ? [] : [range]));
  if (gone.length > 0) grid.run(RemoveWorksheetMergeMutation.id, { subUnitId: on, ranges: gone });
  if (added.length > 0) grid.run(AddWorksheetMergeMutation.id, { subUnitId: on, ranges: added });
}

/** Brings a sheet's sizes and hidden lines to what the model says. */
export function showSizes(target: Target, sheet: SheetId): void {
  showRows(target, sheet);
  showColumns(target, sheet);
}

function showRows({ model, grid, ids }: Target, sheet: SheetId): void {
  const on = ids.grid(sheet);
  const rows = grid.sheet(on)?.getRowManager();
  const usual = defaultRowPx(model.workbook.sheets.find(({ id }) => id === sheet));
  const last = Math.max(model.count(sheet, "rows"), rows?.getSize() ?? 0);
  for (let index = 0; index < last; index++) {
    const { size, isHidden } = model.lineAt(sheet, "rows", index);
    const range = rangeOf("rows", index, index);
    const row = rows?.getRow(index);
    if ((row?.hd === 1) !== isHidden) {
      const { id } = isHidden ? SetRowHiddenMutation : SetRowVisibleMutation;
      grid.run(id, { subUnitId: on, ranges: [range] });
    }
    const shown = row?.h ?? usual;
    const wanted = size === null ? usual : rowPx(size);
    // Without a height of its own a row is as high as its contents need: the grid measures that.
    if ((size !== null || row?.ia === 0) && Math.abs(shown - wanted) > 0.5)
      grid.run(SetWorksheetRowHeightMutation.id, { subUnitId: on, ranges: [range], rowHeight: wanted });
  }
}

function showColumns({ model, grid, ids }: Target, sheet: SheetId): void {
  const on = ids.grid(sheet);
  const columns = grid.sheet(on)?.getColumnManager();
  const usual = defaultColumnPx(model.workbook.sheets.find(({ id }) => id === sheet));
  const last = Math.max(model.count(sheet, "columns"), columns?.getSize() ?? 0);
  for (let index = 0; index < last; index++) {
    const { size, isHidden } = model.lineAt(sheet, "columns", index);
    const range = rangeOf("columns", index, index);
    const column = columns?.getColumn(index);
    if ((column?.hd === 1) !== isHidden) {
      const { id } = isHidden ? SetColHiddenMutation : SetColVisibleMutation;
      grid.run(id, { subUnitId: on, ranges: [range] });
    }
    const wanted = size === null ? usual : columnPx(size);
    if (Math.abs((column?.w ?? usual) - wanted) > 0.5)
      grid.run(SetWorksheetColWidthMutation.id, { subUnitId: on, ranges: [range], colWidth: wanted });
  }
}
