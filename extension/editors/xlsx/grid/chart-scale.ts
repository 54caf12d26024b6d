/** Numbers along an axis: from where to where, and where the lines stand. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const TICKS = 5;
const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers around what is shown. Zero is among them for bars and areas. */
export function scaleOf(values: readonly number[], hasZero: boolean): Scale {
  const all = hasZero || values.length === 0 ? [...values, 0] : values;
  const low = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const span = high - low || Math.abs(high) || 1;
  const rough = span / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough) ?? 10);
  const from = Math.floor(low / step) * step;
  const to = Math.max(from + step, Math.ceil(high / step) * step);
  const count = Math.min(2 * TICKS, Math.round((to - from) / step));
  return { from, to, ticks: Array.from({ length: count + 1 }, (_, i) => from + i * step) };
}

/** Short enough to stand beside an axis. */
export function tickText(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const isLong = Math.abs(rounded) >= 1e7 || (rounded !== 0 && Math.abs(rounded) < 1e-4);
  return isLong ? rounded.toExponential() : String(rounded);
}
