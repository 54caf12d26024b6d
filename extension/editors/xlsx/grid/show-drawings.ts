import {
  DrawingApplyType,
  IDrawingManagerService,
  ISheetDrawingService,
  SetDrawingApplyMutation,
} from "@univerjs/preset-sheets-drawing";
import type { BaseSheet } from "../package/workbook.ts";
import { HEADERS_PX } from "./default-sizes.ts";
import { type Drawings, drawingsOn } from "./drawings-to-grid.ts";
import type { Grid } from "./grid.ts";
import type { PrintedPicture } from "./print-pictures.ts";
import type { SheetIds } from "./sheet-ids.ts";

interface Update {
  readonly redo: unknown;
  readonly objects: unknown;
}

/** Keeps pictures and charts at their cells when lines come, go, change places or sizes, whoever did it. */
export class ShownDrawings {
  readonly #grid: Grid;
  readonly #drawings: Drawings;
  readonly #ids: SheetIds;
  readonly #sheets: readonly BaseSheet[];
  #due: ReturnType<typeof setTimeout> | null = null;

  constructor(grid: Grid, drawings: Drawings, ids: SheetIds) {
    this.#grid = grid;
    this.#drawings = drawings;
    this.#ids = ids;
    // No save could keep it if a person moved one by hand.
    grid.univer.__getInjector().get(IDrawingManagerService).setDrawingEditable(false);
    this.#sheets = drawings.model.workbook.sheets.filter(
      ({ pictures, charts }) => pictures.length + charts.length > 0,
    );
  }

  /** Soon: after the grid has moved them as it thinks right. */
  update(): void {
    if (this.#sheets.length === 0) return;
    this.#due ??= setTimeout(() => {
      this.#due = null;
      for (const sheet of this.#sheets) this.#show(sheet);
    }, 0);
  }

  /** Those on a sheet of the grid, in the order in which they lie on each other. */
  on(name: string): PrintedPicture[] {
    const sheet = this.#sheets.find(({ id }) => this.#ids.grid(id) === name);
    const all = sheet === undefined ? [] : drawingsOn(this.#drawings, sheet);
    return all.map(({ source, transform: { left, top, width, height } }) => ({
      ...{ source, width, height },
      left: left - HEADERS_PX.width,
      top: top - HEADERS_PX.height,
    }));
  }

  dispose(): void {
    if (this.#due !== null) clearTimeout(this.#due);
  }

  #show(sheet: BaseSheet): void {
    const on = this.#ids.grid(sheet.id);
    if (this.#grid.sheet(on) === null) return;
    const service = this.#grid.univer.__getInjector().get(ISheetDrawingService);
    const known = service.getDrawingData(this.#grid.unit, on);
    const moved = drawingsOn(this.#drawings, sheet).filter(({ drawingId, transform, source }) => {
      const shown = known[drawingId] as { transform?: object; source?: string } | undefined;
      return shown !== undefined && (!isSame(shown.transform, transform) || shown.source !== source);
    });
    if (moved.length === 0) return;
    const { redo, objects } = service.getBatchUpdateOp(moved) as Update;
    this.#grid.run(SetDrawingApplyMutation.id, {
      subUnitId: on,
      op: redo,
      objects,
      type: DrawingApplyType.UPDATE,
    });
  }
}

const isSame = (a: object | undefined, b: object): boolean =>
  Object.entries(b).every(([name, value]) => (a as Record<string, unknown> | undefined)?.[name] === value);
