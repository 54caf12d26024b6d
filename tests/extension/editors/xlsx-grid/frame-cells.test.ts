import { SetRangeValuesMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rememberCells } from "../../../../extension/editors/xlsx/grid/frame-cells.ts";
import { interceptCells } from "../../../../extension/editors/xlsx/grid/intercept-cells.ts";
import { type EngineGrid, openEngineGrid } from "../../../support/engine-grid.ts";
import { bookBytes } from "../xlsx/books.ts";

describe("a frame of the grid", () => {
  let at: EngineGrid;
  beforeEach(() => {
    at = openEngineGrid(bookBytes({ Data: { A1: 1, A2: 2 } }));
  });
  afterEach(() => at.close());

  const sheet = () => at.grid.sheet("s0")!;
  const frameOver = (): Promise<void> => Promise.resolve();

  it("asks each cell once how it is shown", () => {
    const looks = vi.fn(() => null);
    const stop = interceptCells(at.grid, looks);
    rememberCells(sheet());
    const shown = [0, 1, 0, 1, 0].map((row) => sheet().getCell(row, 0)?.v);
    expect(shown).toEqual([1, 2, 1, 2, 1]);
    expect(looks).toHaveBeenCalledTimes(2);
    stop();
  });

  it("asks anew in the next", async () => {
    rememberCells(sheet());
    sheet().getCell(0, 0);
    await frameOver();
    at.grid.run(SetRangeValuesMutation.id, { subUnitId: "s0", cellValue: { 0: { 0: { v: 7 } } } });
    expect(sheet().getCell(0, 0)?.v).toBe(7);
    rememberCells(sheet());
    expect(sheet().getCell(0, 0)?.v).toBe(7);
  });
});
