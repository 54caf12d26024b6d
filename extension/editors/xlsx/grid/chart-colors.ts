import type { ChartPlot, ChartSeries } from "../package/workbook.ts";

// The colours that spreadsheets start with.
const COLORS = ["#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47", "#264478", "#9E480E"];

export const colorAt = (index: number): string => COLORS[index % COLORS.length] ?? "#4472C4";

/** A series with the colour that it has among all of the chart. */
export interface ColoredSeries extends ChartSeries {
  readonly color: string;
}

export interface ColoredPlot extends ChartPlot {
  readonly series: readonly ColoredSeries[];
}

export function colored(plots: readonly ChartPlot[]): readonly ColoredPlot[] {
  let count = 0;
  return plots.map((plot) => ({
    ...plot,
    series: plot.series.map((series) => ({ ...series, color: series.color ?? colorAt(count++) })),
  }));
}
