/** A chart of the file as a picture. Nothing in it comes from the file but numbers, colours and escaped text. */
import type { Chart } from "../package/workbook.ts";
import { type ColoredPlot, colored } from "./chart-colors.ts";
import { type Frame, frameFor } from "./chart-frame.ts";
import { barMarks, lineMarks, pieMarks, scatterMarks } from "./chart-marks.ts";
import { rectangle, text } from "./svg-text.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZE_MIN = 40;
const SIZE_MAX = 4000;
const TITLE_PX = 28;
const LEGEND_PX = 22;
const ROUND = ["pieChart", "pie3DChart", "doughnutChart", "ofPieChart"];
const FLAT = ["barChart", "bar3DChart", "lineChart", "line3DChart", "areaChart", "area3DChart"];
const SCATTERED = ["scatterChart", "bubbleChart"];

const within = (size: number): number => Math.round(Math.min(SIZE_MAX, Math.max(SIZE_MIN, size)));

/** @param kind names what we cannot draw, for the person: "Chart: radar" */
export function chartSvg(chart: Chart, size: Size, kind: (name: string) => string): string {
  const [width, height] = [within(size.width), within(size.height)];
  const plots = colored(chart.plots);
  const title = chart.title ?? onlyName(plots);
  const heading = title ? text(width / 2, 19, title.slice(0, 120), { anchor: "middle", size: 14 }) : "";
  const box = { left: 0, top: heading ? TITLE_PX : 8, width, height: height - (heading ? TITLE_PX : 8) };
  const body = drawn(plots, box) ?? unknown(chart, box, kind);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Carlito, Calibri, Arial, sans-serif">${rectangle({ left: 0.5, top: 0.5, width: width - 1, height: height - 1 }, "#FFFFFF", ` stroke="#D9D9D9"`)}${heading}${body}</svg>`;
}

/** What a chart without a title of its own is called: by its series, when it shows no other. */
function onlyName(plots: readonly ColoredPlot[]): string {
  const [only, ...others] = plots.flatMap(({ series }) => series);
  return others.length === 0 ? (only?.name ?? "") : "";
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Null for kinds that are not drawn, and for charts without a number. */
function drawn(plots: readonly ColoredPlot[], box: Box): string | null {
  const [first] = plots;
  const hasNumbers = plots.some(({ series }) =>
    series.some(({ values }) => values.some((each) => each !== null)),
  );
  if (first === undefined || !hasNumbers) return null;
  if (ROUND.includes(first.type)) return pieMarks(first, box, legend);
  const known = plots.filter(({ type }) => FLAT.includes(type) || SCATTERED.includes(type));
  const isScattered = SCATTERED.includes(first.type);
  const fitting = known.filter(({ type }) => SCATTERED.includes(type) === isScattered);
  if (fitting.length === 0) return null;
  const names = fitting.flatMap(({ series }) => series);
  const footer = legend(
    names.map(({ name = "", color }) => ({ name, color })),
    box,
  );
  const frame = frameFor(fitting, { ...box, height: box.height - LEGEND_PX }, isScattered);
  return frame.axes + fitting.map((plot) => marksOf(plot, frame)).join("") + footer;
}

function marksOf(plot: ColoredPlot, frame: Frame): string {
  if (plot.type.startsWith("bar")) return barMarks(plot, frame);
  return SCATTERED.includes(plot.type) ? scatterMarks(plot, frame) : lineMarks(plot, frame);
}

/** Names of series at the foot, as many as there is room for. */
function legend(entries: readonly { readonly name: string; readonly color: string }[], box: Box): string {
  const shown = entries.filter(({ name }) => name !== "").slice(0, 12);
  const each = Math.min(140, (box.width - 16) / Math.max(1, shown.length));
  const start = box.left + (box.width - each * shown.length) / 2;
  const y = box.top + box.height - 8;
  return shown
    .map(({ name, color }, i) => {
      const left = start + i * each;
      const room = Math.max(1, Math.floor((each - 18) / 6));
      return (
        rectangle({ left, top: y - 8, width: 8, height: 8 }, color) + text(left + 12, y, name.slice(0, room))
      );
    })
    .join("");
}

/** A frame with what is known, so that nobody takes the place for empty. */
function unknown({ plots }: Chart, box: Box, kind: (name: string) => string): string {
  const name = plots[0]?.type.replace(/Chart$/, "") ?? "?";
  const frame = { left: 12, top: box.top, width: box.width - 24, height: box.height - 12 };
  const dashes = ` stroke="#A6A6A6" stroke-dasharray="4 3"`;
  const words = text(box.width / 2, box.top + box.height / 2, kind(name), { anchor: "middle" });
  return rectangle(frame, "#FAFAFA", dashes) + words;
}

export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
