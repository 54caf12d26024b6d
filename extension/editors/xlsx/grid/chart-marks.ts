/** What a chart draws for its numbers: bars, lines, areas, points, slices. */

import { type ColoredPlot, type ColoredSeries, colorAt } from "./chart-colors.ts";
import { acrossOf, type Frame } from "./chart-frame.ts";
import { px, rectangle } from "./svg-text.ts";

/** Of the room that a category has. */
const GAP = 0.3;

type Span = readonly [number, number];

/** From where to where each value reaches, with those under it in a stack. */
function spans({ series, stacking }: ColoredPlot, count: number): (Span | null)[][] {
  const above = new Array<number>(count).fill(0);
  const below = new Array<number>(count).fill(0);
  const whole = (at: number): number =>
    series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0) || 1;
  return series.map(({ values }) =>
    Array.from({ length: count }, (_, at): Span | null => {
      const value = values[at] ?? null;
      if (value === null) return null;
      if (stacking === "none") return [0, value];
      const part = stacking === "percent" ? (value / whole(at)) * 100 : value;
      const pile = part < 0 ? below : above;
      const from = pile[at] ?? 0;
      pile[at] = from + part;
      return [from, from + part];
    }),
  );
}

export function barMarks(plot: ColoredPlot, frame: Frame): string {
  const beside = plot.stacking === "none" ? plot.series.length : 1;
  return spans(plot, frame.categories)
    .flatMap((values, i) =>
      values.map((span, at) => {
        if (span === null) return "";
        const lane = plot.stacking === "none" ? i : 0;
        const start = at + GAP / 2 + (lane * (1 - GAP)) / beside;
        return bar(frame, [start, start + (1 - GAP) / beside], span, plot.series[i]?.color ?? colorAt(i));
      }),
    )
    .join("");
}

function bar(frame: Frame, lane: Span, span: Span, color: string): string {
  const [a, b] = [frame.along(lane[0]), frame.along(lane[1])];
  const [c, d] = [frame.up(span[0]), frame.up(span[1])];
  const [across, up] = [
    [Math.min(a, b), Math.abs(b - a)],
    [Math.min(c, d), Math.abs(d - c)],
  ] as const;
  const [x, y] = frame.isHorizontal ? [up, across] : [across, up];
  return rectangle({ left: x[0], top: y[0], width: x[1], height: y[1] }, color);
}

/** Lines, and areas down to what lies under them. A gap in the numbers is a gap in the line. */
export function lineMarks(plot: ColoredPlot, frame: Frame): string {
  const isArea = plot.type.startsWith("area");
  return spans(plot, frame.categories)
    .map((values, i) => {
      const color = plot.series[i]?.color ?? colorAt(i);
      return runs(values)
        .map((run) => (isArea ? area(run, frame, color) : path(run, frame, color)))
        .join("");
    })
    .join("");
}

interface Place {
  readonly at: number;
  readonly span: Span;
}

function runs(values: readonly (Span | null)[]): Place[][] {
  const found: Place[][] = [[]];
  values.forEach((span, at) => {
    if (span === null) found.push([]);
    else found.at(-1)?.push({ at, span });
  });
  return found.filter((run) => run.length > 0);
}

const point = (frame: Frame, at: number, value: number): string =>
  `${px(frame.along(at + 0.5))},${px(frame.up(value))}`;

const path = (run: readonly Place[], frame: Frame, color: string): string => {
  const points = run.map(({ at, span }) => point(frame, at, span[1])).join(" ");
  const dots =
    run.length === 1 ? dot(frame.along((run[0]?.at ?? 0) + 0.5), frame.up(run[0]?.span[1] ?? 0), color) : "";
  return `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="2"/>${dots}`;
};

function area(run: readonly Place[], frame: Frame, color: string): string {
  const over = run.map(({ at, span }) => point(frame, at, span[1]));
  const under = run.map(({ at, span }) => point(frame, at, span[0])).toReversed();
  return `<polygon points="${[...over, ...under].join(" ")}" fill="${color}" fill-opacity="0.8"/>`;
}

const dot = (x: number, y: number, color: string): string =>
  `<circle cx="${px(x)}" cy="${px(y)}" r="3" fill="${color}"/>`;

export function scatterMarks(plot: ColoredPlot, frame: Frame): string {
  const marks = (series: ColoredSeries): string =>
    acrossOf(series)
      .map((across, at) => {
        const value = series.values[at] ?? null;
        return value === null ? "" : dot(frame.along(across), frame.up(value), series.color);
      })
      .join("");
  return plot.series.map(marks).join("");
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Legend = (entries: readonly { readonly name: string; readonly color: string }[], box: Box) => string;

/** Slices of the first series; a ring for doughnuts. */
export function pieMarks({ type, series: [first] }: ColoredPlot, box: Box, legend: Legend): string {
  const values = (first?.values ?? []).map((each) => Math.max(0, each ?? 0));
  const whole = values.reduce((a, b) => a + b, 0) || 1;
  const radius = Math.max(8, Math.min(box.width, box.height - 34) / 2 - 6);
  const center = { x: box.left + box.width / 2, y: box.top + radius + 6 };
  let turned = 0;
  const slices = values.map((value, i) => {
    const from = turned;
    turned += value / whole;
    return slice(center, radius, [from, turned], colorAt(i));
  });
  const hole =
    type === "doughnutChart"
      ? `<circle cx="${px(center.x)}" cy="${px(center.y)}" r="${px(radius / 2)}" fill="#FFFFFF"/>`
      : "";
  const entries = values.map((_, i) => ({ name: first?.categories[i] ?? "", color: colorAt(i) }));
  return slices.join("") + hole + legend(entries, box);
}

function slice(center: { x: number; y: number }, radius: number, [from, to]: Span, color: string): string {
  if (to - from > 0.9999)
    return `<circle cx="${px(center.x)}" cy="${px(center.y)}" r="${px(radius)}" fill="${color}"/>`;
  const edge = (turn: number): string => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${px(center.x + radius * Math.cos(angle))} ${px(center.y + radius * Math.sin(angle))}`;
  };
  const isLarge = to - from > 0.5 ? 1 : 0;
  return `<path d="M ${px(center.x)} ${px(center.y)} L ${edge(from)} A ${px(radius)} ${px(radius)} 0 ${isLarge} 1 ${edge(to)} Z" fill="${color}" stroke="#FFFFFF"/>`;
}
