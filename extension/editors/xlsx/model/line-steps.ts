import type { LineOrder } from "./line-order.ts";
import type { LineStep } from "./workbook-model.ts";

type Step = Pick<LineStep, "kind" | "at" | "count">;

/** What is alive in `order` and not in `other`, as places in `order`, adjoining ones together. */
function missing(order: LineOrder, other: LineOrder): { at: number; count: number }[] {
  const found: { at: number; count: number }[] = [];
  let at = 0;
  for (const run of order.runs())
    for (const { run: part, isLive } of other.partsOf(run)) {
      const last = found.at(-1);
      if (!isLive && last !== undefined && last.at + last.count === at) last.count += part[2];
      else if (!isLive) found.push({ at, count: part[2] });
      at += part[2];
    }
  return found;
}

/** Removals from the end, then insertions from the front. Slots never change places, so this is all there is. */
export function lineSteps(before: LineOrder, after: LineOrder): Step[] {
  const removed = missing(before, after).toReversed();
  const inserted = missing(after, before);
  return [
    ...removed.map((each): Step => ({ kind: "remove", ...each })),
    ...inserted.map((each): Step => ({ kind: "insert", ...each })),
  ];
}
