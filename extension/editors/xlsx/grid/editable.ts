import { IPermissionService } from "@univerjs/core";
import { WorkbookEditablePermission } from "@univerjs/preset-sheets-core";
import type { Grid } from "./grid.ts";

/** Lets a person write in the grid, or only look. What protects the document is the binding and the others' checks. */
export function editable({ univer, unit }: Grid, mayWrite: boolean): void {
  const { id } = new WorkbookEditablePermission(unit);
  univer.__getInjector().get(IPermissionService).updatePermissionPoint(id, mayWrite);
}
