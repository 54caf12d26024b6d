import type { Markup } from "./markup.ts";
import type { Parts } from "./parts.ts";
import type { Anchor, Chart, ChartPlot, ChartSeries } from "./workbook.ts";

/** A hostile part may name any index. */
const POINTS_MAX = 4000;
/** Of a chart, over all that it lays over each other: as many as spreadsheets allow. */
const SERIES_MAX = 255;
/** Of a chart, gaps included. What comes behind them is not drawn. */
const ALL_POINTS_MAX = 20_000;

/** By the index that each point names: the ones between them are gaps. */
function cached(data: Markup | null): (string | null)[] {
  const texts: (string | null)[] = [];
  for (const point of data?.descendants("pt") ?? []) {
    const at = point.number("idx") ?? texts.length;
    if (!Number.isInteger(at) || at < 0 || at >= POINTS_MAX) continue;
    while (texts.length < at) texts.push(null);
    texts[at] = point.child("v")?.text ?? "";
  }
  return texts;
}

const toNumber = (text: string | null): number | null => {
  const number = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
};

function seriesOf(series: Markup): ChartSeries {
  const name = cached(series.child("tx"))[0] ?? series.at("tx", "v")?.text;
  const color = series.at("spPr", "solidFill", "srgbClr") ?? series.at("spPr", "ln", "solidFill", "srgbClr");
  const hex = /^[0-9A-Fa-f]{6}$/.exec(color?.get("val") ?? "")?.[0];
  return {
    ...(name === undefined || name === null ? {} : { name }),
    categories: cached(series.child("cat") ?? series.child("xVal")).map((each) => each ?? ""),
    values: cached(series.child("val") ?? series.child("yVal")).map(toNumber),
    across: cached(series.child("xVal")).map(toNumber),
    ...(hex === undefined ? {} : { color: `#${hex.toUpperCase()}` }),
  };
}

const sizeOf = ({ categories, values, across }: ChartSeries): number =>
  Math.max(categories.length, values.length, across.length);

/** As many series as the chart may still have; none is cut in two. */
function seriesIn(plot: Markup, room: { series: number; points: number }): ChartSeries[] {
  const found: ChartSeries[] = [];
  for (const each of plot.elements("ser")) {
    if (--room.series < 0) break;
    const series = seriesOf(each);
    room.points -= sizeOf(series);
    if (room.points < 0) break;
    found.push(series);
  }
  return found;
}

function plotOf(plot: Markup, room: { series: number; points: number }): ChartPlot {
  const grouping = plot.child("grouping")?.get("val");
  return {
    type: plot.local,
    isHorizontal: plot.child("barDir")?.get("val") === "bar",
    stacking: grouping === "stacked" ? "stacked" : grouping === "percentStacked" ? "percent" : "none",
    series: seriesIn(plot, room),
  };
}

/** A chart as its part last showed it: the numbers that it keeps, not the cells they came from. */
export function readChart(parts: Parts, part: string, anchor: Anchor): Chart {
  const root = parts.markup(part);
  const plots = [...(root?.at("chart", "plotArea")?.elements() ?? [])].filter(({ local }) =>
    local.endsWith("Chart"),
  );
  const room = { series: SERIES_MAX, points: ALL_POINTS_MAX };
  const title = [...(root?.at("chart", "title")?.descendants("t") ?? [])].map((each) => each.text).join("");
  const drawn = plots.slice(0, SERIES_MAX).map((plot) => plotOf(plot, room));
  return { ...anchor, part, ...(title === "" ? {} : { title }), plots: drawn };
}
