import {
  IRenderManagerService,
  SetRangeValuesMutation,
  SheetSkeletonManagerService,
} from "@univerjs/preset-sheets-core";
import { valueFromGrid } from "../grid/cell-to-grid.ts";
import type { Grid } from "../grid/grid.ts";
import { interceptCells } from "../grid/intercept-cells.ts";
import type { SheetIds } from "../grid/sheet-ids.ts";
import type { SheetId, WorkbookModel } from "../model/workbook-model.ts";
import { RuleFormulas } from "./rule-formulas.ts";
import { RuleRoom } from "./rule-room.ts";
import { SheetRules } from "./sheet-rules.ts";

interface Options {
  readonly model: WorkbookModel;
  readonly grid: Grid;
  readonly ids: SheetIds;
}

/** Lets cells look as the file's rules say, by what the grid has computed. */
export class ShownRules {
  readonly #options: Options;
  readonly #formulas: RuleFormulas;
  readonly #sheets = new Map<SheetId, SheetRules>();
  readonly #endings: (() => void)[];
  #due: ReturnType<typeof setTimeout> | null = null;

  constructor(options: Options) {
    const { grid, ids } = options;
    this.#options = options;
    this.#formulas = new RuleFormulas(grid);
    this.#read();
    const writes = grid.commands.onCommandExecuted(({ id, params }) => {
      const { subUnitId = "" } = (params ?? {}) as { readonly subUnitId?: string };
      if (id === SetRangeValuesMutation.id) this.#sheets.get(ids.model(subUnitId))?.renew();
    });
    this.#endings = [
      interceptCells(
        grid,
        ({ sheet, row, column }) => this.#sheets.get(ids.model(sheet))?.looksAt(row, column) ?? null,
      ),
      this.#formulas.onResult(() => this.#redraw()),
      () => writes.dispose(),
    ];
  }

  /** How many rules of the file are not shown. */
  get unknown(): number {
    return [...this.#sheets.values()].reduce((sum, { unknown }) => sum + unknown, 0);
  }

  /** Soon: lines came, went or changed places, or sheets did, and the grid shows it by then. */
  update(): void {
    if (this.#sheets.size === 0) return;
    this.#due ??= setTimeout(() => {
      this.#due = null;
      this.#read();
      this.#redraw();
    }, 0);
  }

  dispose(): void {
    if (this.#due !== null) clearTimeout(this.#due);
    for (const end of this.#endings) end();
    this.#formulas.clear();
  }

  #read(): void {
    const { model, grid, ids } = this.#options;
    this.#formulas.clear();
    this.#sheets.clear();
    const room = new RuleRoom();
    for (const { id, formatRules } of model.workbook.sheets) {
      const name = ids.grid(id);
      const on = formatRules.length === 0 ? null : grid.sheet(name);
      if (on === null) continue;
      const shown = { name, rows: on.getRowCount(), columns: on.getColumnCount() };
      const valueAt = (row: number, column: number) => valueFromGrid(grid.cell(name, row, column));
      const formulas = this.#formulas;
      this.#sheets.set(id, new SheetRules({ model, formulas, room, sheet: id, shown, valueAt }));
    }
  }

  #redraw(): void {
    const { univer, unit } = this.#options.grid;
    const shown = univer.__getInjector().get(IRenderManagerService).getRenderById(unit);
    shown?.with(SheetSkeletonManagerService).reCalculate();
    shown?.mainComponent?.makeForceDirty();
  }
}
