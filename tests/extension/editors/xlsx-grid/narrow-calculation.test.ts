import { ICalculateFormulaService, type IFormulaDatasetConfig } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { longSheet } from "../../../bench/long-sheet.ts";
import { type EngineGrid, openEngineGrid } from "../../../support/engine-grid.ts";
import { randomOf } from "../../../support/random-of.ts";
import { bookBytes } from "../xlsx/books.ts";

const ROWS = 60;
const SIZE = 6;
const LONGER_THAN_ALL_WAITS_MS = 3000;

/** What stands in each cell of the first two sheets. */
function valuesIn({ grid }: EngineGrid): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const sheet of ["s0", "s1"])
    grid
      .sheet(sheet)
      ?.getCellMatrix()
      .forValue((row, column, cell) => {
        if (cell?.v !== undefined && cell?.v !== null) values[`${sheet}!${row},${column}`] = cell.v;
      });
  return values;
}

/** The formulas of which the engine is told when it is to compute. */
function formulasTold({ grid }: EngineGrid): number[] {
  const told: number[] = [];
  const engine = grid.univer.__getInjector().get(ICalculateFormulaService);
  const load = vi.spyOn(Reflect.get(engine, "_currentConfigService"), "load" as never);
  load.mockImplementation(function (this: object, ...[task]: [IFormulaDatasetConfig]) {
    told.push(countIn(task.formulaData));
    return Object.getPrototypeOf(this).load.call(this, task);
  } as never);
  return told;
}

function countIn(formulas: IFormulaDatasetConfig["formulaData"]): number {
  const sheets = Object.values(formulas).flatMap((unit) => Object.values(unit ?? {}));
  const rows = sheets.flatMap((sheet) => Object.values(sheet ?? {}));
  return rows.reduce<number>((count, row) => count + Object.keys(row as object).length, 0);
}

describe("what the engine looks at", () => {
  let at: EngineGrid;
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    at.close();
    vi.useRealTimers();
  });

  const open = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    at = openEngineGrid(bytes);
    await vi.advanceTimersByTimeAsync(500);
  };

  it("is what hangs on the cell that changed, before and after everything was computed", async () => {
    await open(longSheet(ROWS));
    const told = formulasTold(at);
    at.bob.setCell("s0", { row: 1, column: 1 }, { value: 7 });
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual([2]);
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ALL_WAITS_MS);
    expect(told).toEqual([2, ROWS + 1]);
    at.bob.setCell("s0", { row: 1, column: 1 }, { value: 8 });
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual([2, ROWS + 1, 2]);
  });

  it("is what hangs on all that changed in a burst, once", async () => {
    await open(longSheet(ROWS));
    const told = formulasTold(at);
    for (const row of [1, 2, 3]) at.bob.setCell("s0", { row, column: 1 }, { value: 7 });
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual([4]);
  });

  it("is everything where a formula does not say what it hangs on", async () => {
    await open(bookBytes({ Data: { A1: 1, B1: "=A1*2", C1: '=INDIRECT("B1")', D1: "=Z9" } }));
    const told = formulasTold(at);
    at.bob.setCell("s0", { row: 0, column: 0 }, { value: 7 });
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual([3]);
    expect(at.grid.cell("s0", 0, 2).v).toBe(14);
    at.bob.setCell("s0", { row: 0, column: 2 }, { value: 1 });
    at.bob.setCell("s0", { row: 0, column: 0 }, { value: 8 });
    await vi.advanceTimersByTimeAsync(500);
    expect(told).toEqual([3, 1]);
  });

  // Each looks only at what is below it, and Data at Other: in a circle what comes out hangs on where one begins.
  const PLAIN = [
    ...["An+1", "An+Bm*2", "SUM(An:Cm)", "IF(Bn>5,SUM(A$20:B$30),Cm)", "COUNTA(An:F$30)", "Cm", "Em-Fn"],
    ...["MAX(Dn:Dm)/0", "CONCATENATE(An,Bm)", "SUM($20:$22)"],
  ];
  const ACROSS = ["Other!A1*2", "SUM(Other!2:3)", "SUM(Other!B:C)-Other!F9"];
  const UNCLEAR = ['INDIRECT("An")+1', "OFFSET(An,1,1)", "SUM(An:INDEX(A$20:A$30,2))"];
  const formulaAt = (
    sheet: string,
    row: number,
    random: (below: number) => number,
    kinds: string[],
  ): string => {
    const all = sheet === "s0" ? [...kinds, ...ACROSS] : kinds;
    const formula = all[random(all.length)] ?? "";
    return `=${formula.replace(/n(?=\W|$)/g, String(row + 2)).replace(/m(?=\W|$)/g, String(row + 3))}`;
  };

  it.each([
    ["plain formulas", 11, PLAIN],
    ["plain formulas again", 12, PLAIN],
    ["formulas of every kind", 13, [...PLAIN, ...UNCLEAR]],
  ])("leaves nothing for the computation of everything to change: %s", async (_what, seed, kinds) => {
    await open(bookBytes({ Data: { A1: 1, B2: 2, C3: "=A4*2", B20: 5 }, Other: { A1: "=A2", B2: 3 } }));
    const random = randomOf(seed);
    for (let n = 0; n < 40; n++) {
      for (let burst = random(3); burst >= 0; burst--) {
        const [sheet, point] = [`s${random(2)}`, { row: random(SIZE), column: random(SIZE) }];
        const acts = [
          () => at.bob.setCell(sheet, point, { formula: formulaAt(sheet, point.row, random, kinds) }),
          () => at.bob.setCell(sheet, point, { value: random(20) }),
          () => at.bob.setCell(sheet, point, { value: null }),
          () => at.bob.undoManager().undo(),
          () => random(3) === 0 && at.bob.insertLines(sheet, "rows", point.row, 1),
          () => random(3) === 0 && at.bob.removeLines(sheet, "columns", point.column, 1),
        ];
        acts[random(acts.length)]?.();
      }
      await vi.advanceTimersByTimeAsync(300);
    }
    await vi.advanceTimersByTimeAsync(LONGER_THAN_ALL_WAITS_MS);
    for (let n = 0; n < 12; n++) {
      at.bob.setCell("s0", { row: random(SIZE), column: random(SIZE) }, { value: random(20) });
      await vi.advanceTimersByTimeAsync(300);
      const values = valuesIn(at);
      at.binding.calculation.everything();
      await vi.advanceTimersByTimeAsync(500);
      expect(values).toEqual(valuesIn(at));
    }
  });
});
