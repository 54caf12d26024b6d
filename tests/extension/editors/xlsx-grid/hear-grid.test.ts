import { describe, expect, it, test } from "vitest";
import { hear } from "../../../../extension/editors/xlsx/grid/hear-grid.ts";
import { destination } from "../../../../extension/editors/xlsx/grid/moving-keys.ts";

const range = { startRow: 2, endRow: 3, startColumn: 1, endColumn: 1 };

describe("what alice does in the grid", () => {
  test.each([
    ["insert-row", [{ kind: "lines", axis: "rows", step: "insert", at: 2, count: 2 }]],
    ["remove-col", [{ kind: "lines", axis: "columns", step: "remove", at: 1, count: 1 }]],
  ])("%s names lines", (id, heard) =>
    expect(hear({ id: `sheet.mutation.${id}`, params: { range } })).toEqual(heard),
  );

  it("typing names places, and what is there is read from the grid", () => {
    const cellValue = { 4: { 0: { v: 1 }, 2: null } };
    expect(hear({ id: "sheet.mutation.set-range-values", params: { cellValue } })).toEqual([
      {
        kind: "cells",
        sheet: undefined,
        points: [
          { row: 4, column: 0 },
          { row: 4, column: 2 },
        ],
      },
    ]);
  });

  test.each(["sheet.mutation.set-tab-color", "doc.mutation.rich-text-editing", "formula.mutation.x"])(
    "%s changes nothing that is saved here",
    (id) => expect(hear({ id, params: {} })).toEqual([]),
  );
});

describe("keys that lead from cell to cell", () => {
  const extent = { last: { row: 9, column: 4 }, rowMax: 99 };
  test.each([
    ["Home", {}, { row: 5, column: 0 }],
    ["Home", { ctrlKey: true }, { row: 0, column: 0 }],
    ["End", { ctrlKey: true }, { row: 9, column: 4 }],
    ["PageDown", {}, { row: 30, column: 2 }],
    ["PageUp", {}, { row: 0, column: 2 }],
    ["a", {}, null],
  ])("%s %o", (key, held, to) => {
    const event = new KeyboardEvent("keydown", { key, ...held });
    expect(destination(event, { row: 5, column: 2 }, extent)).toEqual(to);
  });
});
