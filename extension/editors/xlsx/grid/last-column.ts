import type { Worksheet } from "@univerjs/core";
import { SetRangeValuesMutation } from "@univerjs/preset-sheets-core";
import type { CellMatrix, Grid } from "./grid.ts";

interface Written {
  readonly subUnitId?: string;
  readonly cellValue?: CellMatrix;
}

/** The last column with anything in it. The grid looks through all rows for that; what was written says whether it must again. */
export class LastColumn {
  readonly #known = new Map<string, number>();
  readonly #listening: { dispose(): void };

  constructor(grid: Grid) {
    this.#listening = grid.commands.onCommandExecuted(({ id, params }) => {
      if (id === SetRangeValuesMutation.id) this.#note(grid, params as Written);
      else if (id.startsWith("sheet.mutation.")) this.#known.clear();
    });
  }

  of(sheet: Worksheet): number {
    const id = sheet.getSheetId();
    const last = this.#known.get(id) ?? sheet.getLastColumnWithContent();
    this.#known.set(id, last);
    return last;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Left of it nothing changes it, nor does what stands in it still. */
  #note(grid: Grid, { subUnitId = "", cellValue = {} }: Written): void {
    const known = this.#known.get(subUnitId);
    const cells = grid.sheet(subUnitId)?.getCellMatrix();
    if (known === undefined || cells === undefined) return;
    const isKept = Object.entries(cellValue).every(([row, line]) =>
      Object.keys(line ?? {}).every((name) => {
        const column = Number(name);
        return column < known || (column === known && cells.getValue(Number(row), column) !== undefined);
      }),
    );
    if (!isKept) this.#known.delete(subUnitId);
  }
}
