const channels = (color: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

function mixed(from: string, to: string, share: number): string {
  const second = channels(to);
  const parts = channels(from).map((each, i) => Math.round(each + ((second[i] ?? each) - each) * share));
  return `#${parts.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

/** How far a value is between two others: 0 to 1. */
export const shareOf = (value: number, from: number, to: number): number =>
  to === from ? (value < from ? 0 : 1) : Math.min(1, Math.max(0, (value - from) / (to - from)));

/** The colour of a value on a scale whose colours (`#RRGGBB`) stand at these points. */
export function scaleColor(value: number, points: readonly number[], colors: readonly string[]): string {
  const last = points.length - 1;
  const above = points.findIndex((point) => value <= point);
  const at = above < 0 ? last : Math.max(1, above);
  const share = shareOf(value, points[at - 1] ?? 0, points[at] ?? 0);
  return mixed(colors[at - 1] ?? "#FFFFFF", colors[at] ?? "#FFFFFF", share);
}
