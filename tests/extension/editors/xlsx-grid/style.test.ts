import { BooleanNumber, HorizontalAlign } from "@univerjs/core";
import { describe, expect, it, test } from "vitest";
import { colorFromGrid, styleChange } from "../../../../extension/editors/xlsx/grid/style-from-grid.ts";
import { styleToGrid } from "../../../../extension/editors/xlsx/grid/style-to-grid.ts";
import type { CellStyle } from "../../../../extension/editors/xlsx/package/workbook.ts";

const RICH: CellStyle = {
  fontName: "Calibri",
  fontSize: 11,
  isBold: true,
  isItalic: true,
  underline: "double",
  isStruck: true,
  color: "#AA0000",
  script: "superscript",
  fill: "#FFFF00",
  borderTop: { style: "thin", color: "#000000" },
  borderLeft: { style: "mediumDashDot", color: "#00FF00" },
  numberFormat: "0.00 %",
  horizontal: "center",
  vertical: "top",
  wraps: true,
  rotation: 45,
  indent: 2,
};

describe("a cell's looks", () => {
  it("come back from the grid as they went in", () =>
    expect(styleChange(RICH, styleToGrid(RICH))).toBeNull());

  test.each([
    ["bold goes", { ...RICH, isBold: undefined }, { isBold: null }],
    ["a border goes", { ...RICH, borderTop: undefined }, { borderTop: null }],
    ["a number format comes", { ...RICH, numberFormat: "0" }, { numberFormat: "0" }],
    ["letters are stacked", { ...RICH, rotation: 255 }, { rotation: 255 }],
  ])("tell what alice changed: %s", (_, now, change) => {
    expect(styleChange(RICH, styleToGrid(now as CellStyle))).toEqual(change);
  });

  it("keep an alignment that the grid cannot tell from another", () => {
    const spread: CellStyle = { horizontal: "centerContinuous", vertical: "justify" };
    expect(styleChange(spread, styleToGrid(spread))).toBeNull();
    expect(styleChange(spread, { ...styleToGrid(spread), ht: HorizontalAlign.RIGHT })).toEqual({
      horizontal: "right",
    });
  });

  it("are empty where the grid says that something is off", () =>
    expect(styleChange({}, { bl: BooleanNumber.FALSE, ul: { s: BooleanNumber.FALSE } })).toBeNull());

  test.each([
    ["#abc", "#AABBCC"],
    ["rgb(1, 2, 255)", "#0102FF"],
    ["url(https://mallory.example)", undefined],
    [null, undefined],
  ])("colours: %s", (given, color) => expect(colorFromGrid(given)).toBe(color));
});
