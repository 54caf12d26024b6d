import { SetRangeValuesMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LastColumn } from "../../../../extension/editors/xlsx/grid/last-column.ts";
import { type EngineGrid, openEngineGrid } from "../../../support/engine-grid.ts";
import { randomOf } from "../../../support/random-of.ts";
import { bookBytes } from "../xlsx/books.ts";

const SIZE = 9;

describe("the last column with anything in it", () => {
  let at: EngineGrid;
  let lastColumn: LastColumn;
  beforeEach(() => {
    at = openEngineGrid(bookBytes({ Data: { A1: 1, D2: 2 } }));
    lastColumn = new LastColumn(at.grid);
  });
  afterEach(() => {
    lastColumn.dispose();
    at.close();
  });

  const sheet = () => at.grid.sheet("s0")!;
  const write = (row: number, column: number, cell: object | null): void =>
    void at.grid.commands.syncExecuteCommand(SetRangeValuesMutation.id, {
      unitId: at.grid.unit,
      subUnitId: "s0",
      cellValue: { [row]: { [column]: cell } },
    });

  it("is the grid's own after whatever alice and bob do", () => {
    const random = randomOf(3);
    for (let n = 0; n < 80; n++) {
      const point = { row: random(SIZE), column: random(SIZE) };
      const acts = [
        () => at.bob.setCell("s0", point, { value: n }),
        () => write(point.row, point.column, { v: n }),
        () => write(point.row, point.column, null),
        () => at.bob.insertLines("s0", "columns", point.column, 1),
        () => at.bob.removeLines("s0", "columns", point.column + 1, 1),
      ];
      acts[random(acts.length)]?.();
      expect(lastColumn.of(sheet())).toBe(sheet().getLastColumnWithContent());
    }
  });

  it("needs no look at all rows after a change left of it, or of what stands in it", () => {
    lastColumn.of(sheet());
    const look = vi.spyOn(sheet(), "getLastColumnWithContent");
    write(0, 0, { v: 5 });
    write(1, 3, { v: 6 });
    expect(lastColumn.of(sheet())).toBe(3);
    expect(look).not.toHaveBeenCalled();
  });
});
