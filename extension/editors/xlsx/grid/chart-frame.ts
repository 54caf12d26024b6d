/** Where numbers and categories lie in a chart, and its axes. */

import type { ColoredPlot } from "./chart-colors.ts";
import { type Scale, scaleOf, tickText } from "./chart-scale.ts";
import { line, text } from "./svg-text.ts";

const GRID = "#E3E3E3";
const AXIS = "#A6A6A6";
const LABEL_ROOM_PX = 44;
const FOOT_PX = 20;

export interface Frame {
  /** Markup of the axes, under everything else. */
  readonly axes: string;
  /** Bars lie on their side: the numbers run to the right. */
  readonly isHorizontal: boolean;
  readonly categories: number;
  /** From 0 to the number of categories, along the axis of categories; for points that scatter, numbers. */
  along(at: number): number;
  /** Of a number. */
  up(value: number): number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const numbers = (values: readonly (number | null)[]): number[] => values.flatMap((each) => each ?? []);

/** What a stack of values reaches, above and below zero. */
function heights({ series, stacking }: ColoredPlot): number[] {
  if (stacking === "percent") return [0, 100];
  if (stacking === "none") return series.flatMap(({ values }) => numbers(values));
  const count = categoriesOf([{ series }]);
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    const here = numbers(series.map(({ values }) => values[at] ?? null));
    const sum = (sign: 1 | -1): number => here.filter((each) => each * sign > 0).reduce((a, b) => a + b, 0);
    return [sum(1), sum(-1)];
  });
}

const categoriesOf = (plots: readonly Pick<ColoredPlot, "series">[]): number =>
  plots.flatMap(({ series }) => series).reduce((most, { values }) => Math.max(most, values.length), 1);

/** A line from one place to another, for numbers from `from` to `to`. */
const linear =
  (from: number, to: number, start: number, end: number) =>
  (value: number): number =>
    start + ((value - from) / (to - from || 1)) * (end - start);

export function frameFor(plots: readonly ColoredPlot[], box: Box, isScattered: boolean): Frame {
  const isHorizontal = plots.some((plot) => plot.isHorizontal);
  const hasZero = plots.some(({ type }) => type.startsWith("bar") || type.startsWith("area"));
  const scale = scaleOf(plots.flatMap(heights), hasZero);
  const plotBox = { left: box.left + LABEL_ROOM_PX, right: box.left + box.width - 12, top: box.top + 6 };
  const bottom = box.top + box.height - FOOT_PX;
  const categories = categoriesOf(plots);
  const across = isScattered
    ? scaleOf(
        plots.flatMap(({ series }) => series.flatMap(acrossOf)),
        false,
      )
    : null;
  const [from, to] = across === null ? [0, categories] : [across.from, across.to];
  const place = isHorizontal
    ? {
        along: linear(from, to, plotBox.top, bottom),
        up: linear(scale.from, scale.to, plotBox.left, plotBox.right),
      }
    : {
        along: linear(from, to, plotBox.left, plotBox.right),
        up: linear(scale.from, scale.to, bottom, plotBox.top),
      };
  const sides = { ...plotBox, bottom };
  const axes = numberAxis(scale, sides, place.up, isHorizontal);
  const names = plots[0]?.series.find((each) => each.categories.length > 0)?.categories ?? [];
  const foot =
    across === null
      ? nameAxis(names, { categories, isHorizontal, along: place.along, ...sides })
      : across.ticks
          .map((tick) => text(place.along(tick), bottom + 14, tickText(tick), { anchor: "middle" }))
          .join("");
  return { ...place, isHorizontal, categories, axes: axes + foot };
}

/** Points without a place of their own stand in a row. */
export const acrossOf = ({
  across,
  values,
}: Pick<ColoredPlot["series"][number], "across" | "values">): number[] =>
  values.map((_, at) => across[at] ?? at + 1);

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function numberAxis({ ticks }: Scale, sides: Sides, up: Frame["up"], isHorizontal: boolean): string {
  const { left, right, top, bottom } = sides;
  return ticks
    .map((tick) => {
      const at = up(tick);
      const stroke = tick === 0 ? AXIS : GRID;
      return isHorizontal
        ? line(at, top, at, bottom, stroke) + text(at, bottom + 14, tickText(tick), { anchor: "middle" })
        : line(left, at, right, at, stroke) + text(left - 5, at + 4, tickText(tick), { anchor: "end" });
    })
    .join("");
}

interface NameAxis extends Sides {
  readonly categories: number;
  readonly isHorizontal: boolean;
  along(at: number): number;
}

/** As many names as have room. */
function nameAxis(
  names: readonly string[],
  { categories, isHorizontal, along, left, bottom }: NameAxis,
): string {
  const room = Math.abs(along(1) - along(0));
  const every = Math.max(1, Math.ceil((isHorizontal ? 14 : 34) / room));
  const letters = isHorizontal ? 7 : Math.max(4, Math.floor((room * every) / 6));
  return names
    .slice(0, categories)
    .map((name, at) => {
      if (at % every !== 0) return "";
      const short = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
      return isHorizontal
        ? text(left - 5, along(at + 0.5) + 4, short, { anchor: "end" })
        : text(along(at + 0.5), bottom + 14, short, { anchor: "middle" });
    })
    .join("");
}
