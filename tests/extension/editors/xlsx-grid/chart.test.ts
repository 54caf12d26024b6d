import { describe, expect, it, test } from "vitest";
import { scaleOf } from "../../../../extension/editors/xlsx/grid/chart-scale.ts";
import { chartSvg } from "../../../../extension/editors/xlsx/grid/chart-svg.ts";
import type { Chart, ChartPlot } from "../../../../extension/editors/xlsx/package/workbook.ts";

const from = { row: 0, column: 0, x: 0, y: 0 };
const series = { name: "Rent", categories: ["May", "June"], values: [3, null, 5], across: [1, 2, 4] };
const chart = (type: string, more: Partial<ChartPlot> = {}, title = "Costs"): Chart => {
  const plot: ChartPlot = { type, isHorizontal: false, stacking: "none", series: [series], ...more };
  return { from, part: "xl/charts/chart1.xml", title, plots: [plot] };
};
const draw = (of: Chart): string => chartSvg(of, { width: 480, height: 300 }, (kind) => `Chart: ${kind}`);
const isXml = (svg: string): boolean =>
  new DOMParser().parseFromString(svg, "application/xml").querySelector("parsererror") === null;

describe("a chart of the file", () => {
  test.each([
    ["barChart", "<rect"],
    ["lineChart", "<polyline"],
    ["areaChart", "<polygon"],
    ["scatterChart", "<circle"],
    ["pieChart", "<path"],
    ["doughnutChart", 'fill="#FFFFFF"/>'],
  ])("is drawn as a %s with its title", (type, mark) => {
    const svg = draw(chart(type));
    expect(svg).toContain(mark);
    expect(svg).toContain(">Costs</text>");
    expect(isXml(svg)).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("names its series, and its categories", () => {
    const svg = draw(chart("barChart"));
    for (const words of ["Rent", "May", "June"]) expect(svg).toContain(`>${words}</text>`);
  });

  it("without a title is headed by its series' name when it has one, and by nothing when it has several", () => {
    const untitled = (...names: string[]): string => {
      const { title: _, ...rest } = chart("barChart", { series: names.map((name) => ({ ...series, name })) });
      return draw(rest);
    };
    const heading = (svg: string) => /font-size="14"[^>]*>([^<]*)</.exec(svg)?.[1];
    expect(heading(draw(chart("barChart")))).toBe("Costs");
    expect(heading(untitled("North"))).toBe("North");
    expect(heading(untitled("North", "South", "East"))).toBeUndefined();
    expect(untitled("North", "South", "East")).not.toContain("NorthSouth");
  });

  it("is a frame with title and kind where we cannot draw it", () => {
    const svg = draw(chart("radarChart"));
    expect(svg).toContain("Chart: radar");
    expect(svg).toContain("Costs");
    expect(draw({ from, part: "x", plots: [] })).toContain("Chart: ?");
  });

  it("piles bars up, and fills the whole in per cent", () => {
    const two = [series, { ...series, name: "Food", values: [1, 2, 3] }];
    for (const stacking of ["stacked", "percent"] as const)
      expect(draw(chart("barChart", { stacking, series: two }))).not.toMatch(/NaN|height="-/);
  });

  it("lets nothing of the file be markup", () => {
    const svg = draw(chart("barChart", {}, `</text><script>alert(1)</script>&"\u0001`));
    expect(svg).not.toContain("<script");
    expect(isXml(svg)).toBe(true);
  });

  it("stands on round numbers", () => {
    expect(scaleOf([3, 97], true)).toEqual({ from: 0, to: 100, ticks: [0, 20, 40, 60, 80, 100] });
    expect(scaleOf([], true).ticks.every(Number.isFinite)).toBe(true);
    expect(scaleOf([7, 7], false).ticks.length).toBeGreaterThan(1);
  });
});
