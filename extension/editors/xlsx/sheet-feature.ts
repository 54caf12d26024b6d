import type { Locale } from "../../ui/locale.ts";
import type { Point } from "./formula/references.ts";
import { isWriting } from "./grid/end-writing.ts";
import type { Grid } from "./grid/grid.ts";
import type { Selection } from "./grid/selection.ts";
import type { SheetIds } from "./grid/sheet-ids.ts";
import type { SheetId, WorkbookModel } from "./model/workbook-model.ts";
import type { Notices } from "./notices.tsx";

/** What a feature of the sheet works with. */
export interface FeatureOptions {
  readonly element: HTMLElement;
  readonly model: WorkbookModel;
  readonly grid: Grid;
  readonly ids: SheetIds;
  readonly selection: Selection;
  readonly notices: Notices;
  readonly locale: Locale;
  mayWrite(): boolean;
}

/** A cell, and the sheet of the model that it is on. */
export interface CellHere {
  readonly on: SheetId;
  readonly cell: Point;
}

/** The cell where the person is. */
export function cellHere({ selection, ids }: FeatureOptions): CellHere | null {
  const now = selection.get();
  return now === null ? null : { on: ids.model(now.sheet), cell: now.cell };
}

/** A key with Alt, for the cell where the person is; while he writes it is the cell's own. */
export interface AltKey {
  readonly key: string;
  readonly signal: AbortSignal;
  /** @returns whether there was something to do: if not, the grid gets the key */
  act(): boolean;
}

export function onAltKey({ element, grid }: FeatureOptions, { key, signal, act }: AltKey): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== key || !event.altKey || isWriting(grid) || !act()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener("keydown", onKey, { capture: true, signal });
}
