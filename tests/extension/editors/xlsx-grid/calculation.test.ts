import { SetFormulaCalculationResultMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Grid } from "../../../../extension/editors/xlsx/grid/grid.ts";
import { longSheet } from "../../../bench/long-sheet.ts";
import { openEngineGrid } from "../../../support/engine-grid.ts";

const ROWS = 60;
/** Longer than what is computed at once. */
const LONG = 2500;
const B2 = { row: 1, column: 1 };

function alicesGrid(rows = ROWS) {
  const at = openEngineGrid(longSheet(rows));
  const runs: number[] = [];
  at.grid.commands.onCommandExecuted(({ id, params }) => {
    if (id === SetFormulaCalculationResultMutation.id) runs.push(cellsIn(params));
  });
  return { ...at, runs };
}

function cellsIn(params: unknown): number {
  const { unitData } = params as { unitData: Record<string, Record<string, Record<string, object>>> };
  const rows = Object.values(unitData)
    .flatMap((sheets) => Object.values(sheets))
    .flatMap(Object.values);
  return rows.reduce((count, row) => count + Object.keys(row).length, 0);
}

const productsIn = (grid: Grid): unknown[] =>
  Array.from({ length: LONG }, (_, row) => [grid.cell("s0", row, 11).v, grid.cell("s0", row, 13).v]);

describe("what is computed", () => {
  let at: ReturnType<typeof alicesGrid>;
  beforeEach(async () => {
    vi.useFakeTimers();
    at = alicesGrid();
    await vi.advanceTimersByTimeAsync(500);
    at.runs.length = 0;
  });
  afterEach(() => {
    at.close();
    vi.useRealTimers();
  });

  it("is what hangs on the cell that changed: its product and the sum", async () => {
    at.bob.setCell("s0", B2, { value: 7 });
    await vi.advanceTimersByTimeAsync(500);
    expect(at.runs).toEqual([2]);
  });

  it("is everything once, when nobody changes anything for a while", async () => {
    at.bob.setCell("s0", B2, { value: 7 });
    await vi.advanceTimersByTimeAsync(900);
    at.bob.setCell("s0", B2, { value: 8 });
    await vi.advanceTimersByTimeAsync(900);
    expect(at.runs).toEqual([2, 2]);
    await vi.advanceTimersByTimeAsync(900);
    expect(at.runs).toEqual([2, 2, ROWS + 1]);
    at.bob.setCell("s0", B2, { value: 9 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(at.runs).toEqual([2, 2, ROWS + 1, 2]);
  });

  it("is a part of everything in each pause, where there is much", async () => {
    at.close();
    at = alicesGrid(LONG);
    await vi.advanceTimersByTimeAsync(500);
    at.runs.length = 0;
    at.bob.setCell("s0", B2, { value: 7 });
    while (at.runs.length < 2) await vi.advanceTimersByTimeAsync(10);
    at.bob.setCell("s0", B2, { value: 8 });
    const all = () => at.runs.slice(1).reduce((sum, count) => sum + count, 0) >= LONG;
    while (!all()) await vi.advanceTimersByTimeAsync(10);
    // The sum hangs on every part, and what was changed meanwhile may come along with one.
    expect(Math.max(...at.runs)).toBeLessThanOrEqual(1003);
    const values = productsIn(at.grid);
    const runs = at.runs.length;
    at.binding.calculation.everything();
    while (at.runs.length === runs) await vi.advanceTimersByTimeAsync(10);
    expect(productsIn(at.grid)).toEqual(values);
  });

  it("is all that is left before the book is saved", async () => {
    at.close();
    at = alicesGrid(LONG);
    await vi.advanceTimersByTimeAsync(500);
    at.bob.setCell("s0", B2, { value: 7 });
    while (at.runs.length < 2) await vi.advanceTimersByTimeAsync(10);
    at.runs.length = 0;
    const settled = at.binding.calculation.settled();
    while (at.runs.length === 0) await vi.advanceTimersByTimeAsync(10);
    await vi.advanceTimersByTimeAsync(500);
    await settled;
    expect(at.runs).toEqual([LONG + 1]);
  });

  it("is everything before the book is saved", async () => {
    at.bob.setCell("s0", B2, { value: 7 });
    const settled = at.binding.calculation.settled();
    await vi.advanceTimersByTimeAsync(500);
    await settled;
    expect(at.runs).toEqual([ROWS + 1]);
  });
});
