import { SetFormulaCalculationResultMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Grid } from "../../../../extension/editors/xlsx/grid/grid.ts";
import { longSheet } from "../../../bench/long-sheet.ts";
import { openEngineGrid } from "../../../support/engine-grid.ts";
import { bookBytes } from "../xlsx/books.ts";

const ROWS = 60;
/** Longer than what is computed at once. */
const LONG = 2500;
const B2 = { row: 1, column: 1 };

const alicesGrid = (rows = ROWS) => watched(openEngineGrid(longSheet(rows)));

/** A sum of each row of its own. */
function rowsWithSums(rows: number) {
  const cells = Array.from({ length: rows }, (_, row) => [
    [`A${row + 1}`, row] as const,
    [`B${row + 1}`, 1] as const,
    [`C${row + 1}`, `=SUM(A${row + 1}:B${row + 1})`] as const,
  ]);
  return watched(openEngineGrid(bookBytes({ Data: Object.fromEntries(cells.flat()) })));
}

function watched(at: ReturnType<typeof openEngineGrid>) {
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

  it("is everything at once, where each part would bring all the rest along", async () => {
    at.close();
    at = rowsWithSums(LONG);
    // The file says no results, so that the grid computes them when it opens
    while (at.runs.length < 1) await vi.advanceTimersByTimeAsync(10);
    at.bob.setCell("s0", B2, { value: 7 });
    while (at.runs.length < 3) await vi.advanceTimersByTimeAsync(10);
    expect(at.runs).toEqual([LONG, 1, LONG]);
  });

  it("is all that is left before the book is saved, in parts: who types goes on meanwhile", async () => {
    at.close();
    at = alicesGrid(LONG);
    await vi.advanceTimersByTimeAsync(500);
    at.bob.setCell("s0", B2, { value: 7 });
    while (at.runs.length < 2) await vi.advanceTimersByTimeAsync(10);
    at.runs.length = 0;
    let isSettled = false;
    at.binding.calculation.settled().then(() => {
      isSettled = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    at.bob.setCell("s0", B2, { value: 8 });
    while (!isSettled) await vi.advanceTimersByTimeAsync(10);
    expect(at.runs.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LONG - 1000);
    expect(Math.max(...at.runs)).toBeLessThanOrEqual(1003);
    const values = productsIn(at.grid);
    const runs = at.runs.length;
    at.binding.calculation.everything();
    while (at.runs.length === runs) await vi.advanceTimersByTimeAsync(10);
    expect(productsIn(at.grid)).toEqual(values);
  });

  it("is everything before the book is saved", async () => {
    at.bob.setCell("s0", B2, { value: 7 });
    const settled = at.binding.calculation.settled();
    await vi.advanceTimersByTimeAsync(500);
    await settled;
    expect(at.runs).toEqual([ROWS + 1]);
  });
});
