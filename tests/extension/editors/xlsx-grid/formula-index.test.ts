import { FormulaDataModel, SetRangeValuesMutation } from "@univerjs/preset-sheets-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dependents } from "../../../../extension/editors/xlsx/grid/dependents.ts";
import { FormulaIndex } from "../../../../extension/editors/xlsx/grid/formula-index.ts";
import { type EngineGrid, openEngineGrid } from "../../../support/engine-grid.ts";
import { randomOf } from "../../../support/random-of.ts";
import { bookBytes } from "../xlsx/books.ts";

const BOOK = bookBytes({ Data: { A1: 1, A2: 2, B1: "=A1*2", C9: "=SUM(A1:A3)" }, Other: { A1: "=Data!A1" } });
const SIZE = 8;

describe("where the formulas are", () => {
  let at: EngineGrid;
  let formulas: FormulaDataModel;
  beforeEach(() => {
    at = openEngineGrid(BOOK);
    formulas = at.grid.univer.__getInjector().get(FormulaDataModel);
  });
  afterEach(() => at.close());

  const isKnown = (): void =>
    expect(formulas.getFormulaData()).toEqual(FormulaDataModel.prototype.getFormulaData.call(formulas));

  const write = (row: number, column: number, cell: object): void =>
    void at.grid.commands.syncExecuteCommand(SetRangeValuesMutation.id, {
      unitId: at.grid.unit,
      subUnitId: "s0",
      cellValue: { [row]: { [column]: cell } },
    });

  it("is known after whatever alice and bob do", () => {
    const random = randomOf(7);
    for (let n = 0; n < 60; n++) {
      const point = { row: random(SIZE), column: random(SIZE) };
      const sheet = random(4) === 0 ? "s1" : "s0";
      const acts = [
        () => at.bob.setCell(sheet, point, { formula: "A1+1" }),
        () => at.bob.setCell(sheet, point, { value: n }),
        () => write(point.row, point.column, { f: "=A2*3" }),
        () => write(point.row, point.column, { v: n, f: null }),
        () => at.bob.insertLines(sheet, "rows", point.row, 1),
        () => at.bob.removeLines(sheet, "columns", point.column + 1, 1),
      ];
      acts[random(acts.length)]?.();
      isKnown();
    }
  });

  it("is the grid's to say once it keeps formulas as pointers", () => {
    write(3, 3, { f: "=A1", si: "one" });
    write(4, 3, { si: "one" });
    isKnown();
    expect(formulas.getFormulaData()[at.grid.unit]?.s0?.[4]?.[3]).toMatchObject({ si: "one", y: 1 });
  });

  it.each([
    ["a formula over another", 0, 1, { f: "=A2*3" }],
    ["a number over a formula", 0, 1, { v: 7, f: null }],
    ["a formula where there was none", 5, 5, { f: "=A1" }],
    ["a pointer", 5, 5, { f: "=A1", si: "one" }],
  ])("tells what changes as the grid would: %s", (_, row, column, cell) => {
    const cells = { [row]: { [column]: cell } };
    const told = formulas.updateFormulaData(at.grid.unit, "s0", cells);
    const { unit } = at.grid;
    expect(told).toEqual(FormulaDataModel.prototype.updateFormulaData.call(formulas, unit, "s0", cells));
  });

  it("of the others' lines none is given to the grid when one cell changes", () => {
    const given = vi.spyOn(formulas, "getFormulaData");
    at.bob.setCell("s0", { row: 0, column: 0 }, { value: 5 });
    const lines = given.mock.results.map(({ value }) => Object.keys(value[at.grid.unit].s0));
    expect(lines[0]).toEqual(["0"]);
  });

  it("reads a formula once, whatever is computed of it", () => {
    const index = new FormulaIndex(at.grid);
    index.dependentsOf([]);
    const read = vi.spyOn(Dependents.prototype, "put");
    write(0, 1, { f: "=A1*2", v: 12 });
    index.dependentsOf([]);
    expect(read).not.toHaveBeenCalled();
    index.dispose();
    read.mockRestore();
  });

  it("needs no look at every cell when one changes", () => {
    isKnown();
    const matrix = at.grid.sheet("s0")!.getCellMatrix();
    const look = vi.spyOn(matrix, "forValue");
    at.bob.setCell("s0", { row: 0, column: 0 }, { value: 5 });
    formulas.getFormulaData();
    expect(look).not.toHaveBeenCalled();
  });
});
