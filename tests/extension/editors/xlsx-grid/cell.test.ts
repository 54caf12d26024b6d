import { CellValueType } from "@univerjs/core";
import { describe, expect, it, test } from "vitest";
import {
  cellToGrid,
  contentsToGrid,
  inputFromGrid,
  isShown,
  valueFromGrid,
} from "../../../../extension/editors/xlsx/grid/cell-to-grid.ts";
import type { CellView } from "../../../../extension/editors/xlsx/model/workbook-model.ts";

const view = (part: Partial<CellView>): CellView => ({ value: null, style: {}, ...part });

describe("a cell's contents", () => {
  test.each([
    ["a number", 12.5],
    ["a text", "all is well"],
    ["a text that reads like a number", "007"],
    ["a text that reads like a truth", "TRUE"],
    ["true", true],
    ["false", false],
    ["nothing", null],
  ])("%s is the same in the grid", (_, value) => {
    const cell = cellToGrid(view({ value }), null);
    expect(valueFromGrid(cell)).toBe(value);
    expect(isShown(view({ value }), cell, null)).toBe(true);
  });

  it("take the place of a formula", () =>
    expect(contentsToGrid(view({ value: 3 }))).toEqual({
      f: null,
      si: null,
      p: null,
      v: 3,
      t: CellValueType.NUMBER,
    }));

  it("are computed anew when somebody else typed a formula", () => {
    expect(contentsToGrid(view({ formula: "A1+1", value: 3 }))).toMatchObject({ f: "=A1+1", v: null });
  });

  it("hide the prefix that young functions have in a file, and leave it in texts", () => {
    const { f } = cellToGrid(view({ formula: '_xlfn.CONCAT("_xlfn.",A1)' }), null);
    expect(f).toBe('=CONCAT("_xlfn.",A1)');
    expect(isShown(view({ formula: '_xlfn.CONCAT("_xlfn.",A1)' }), {}, f ?? null)).toBe(true);
  });

  it("lose what they were when they become a formula, and the other way", () => {
    expect(isShown(view({ value: 3 }), { v: 3 }, "=A1")).toBe(false);
    expect(isShown(view({ formula: "A1" }), { v: 3 }, null)).toBe(false);
    expect(inputFromGrid({ v: 3 }, "=A1")).toEqual({ formula: "=A1" });
  });

  it("keep their lines when a text has several", () => {
    const p = { id: "p", documentStyle: {}, body: { dataStream: "one\rtwo\r\n" } };
    expect(valueFromGrid({ p })).toBe("one\ntwo");
  });
});
