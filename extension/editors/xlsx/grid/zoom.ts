import { SetZoomRatioCommand } from "@univerjs/preset-sheets-core";
import type { OpenEditor } from "../../adapter.ts";
import type { Grid } from "./grid.ts";

/** Of the sheet that is seen; each has its own. */
export const zoomOf = (grid: () => Grid): NonNullable<OpenEditor["zoom"]> => ({
  get: () => grid().book.getActiveSheet()?.getZoomRatio() ?? 1,
  set(zoomRatio) {
    const { book, commands } = grid();
    const on = { unitId: book.getUnitId(), subUnitId: book.getActiveSheet()?.getSheetId() };
    void commands.executeCommand(SetZoomRatioCommand.id, { zoomRatio, ...on });
  },
});
