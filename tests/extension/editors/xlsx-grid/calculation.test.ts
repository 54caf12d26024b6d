import { SetFormulaCalculationResultMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { longSheet } from "../../../bench/long-sheet.ts";
import { openEngineGrid } from "../../../support/engine-grid.ts";

const ROWS = 60;
const B2 = { row: 1, column: 1 };

function alicesGrid() {
  const at = openEngineGrid(longSheet(ROWS));
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

  it("is everything before the book is saved", async () => {
    at.bob.setCell("s0", B2, { value: 7 });
    const settled = at.binding.calculation.settled();
    await vi.advanceTimersByTimeAsync(500);
    await settled;
    expect(at.runs).toEqual([ROWS + 1]);
  });
});
