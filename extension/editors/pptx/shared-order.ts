import type { Array as SharedArray } from "yjs";

/** The ids that keep their place between two orders: a longest common subsequence. */
function keptBetween(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(after.map((id, i) => [id, i]));
  const best: { readonly id: string; readonly at: number; readonly length: number; readonly last: number }[] =
    [];
  for (const id of before) {
    const at = place.get(id);
    if (at === undefined) continue;
    let [length, last] = [1, -1];
    best.forEach((each, i) => {
      if (each.at < at && each.length + 1 > length) [length, last] = [each.length + 1, i];
    });
    best.push({ id, at, length, last });
  }
  const kept = new Set<string>();
  let i = best.reduce((top, each, at) => (each.length > (best[top]?.length ?? 0) ? at : top), 0);
  for (let each = best[i]; each !== undefined; each = best[i]) {
    kept.add(each.id);
    i = each.last;
  }
  return kept;
}

function removeAll(order: SharedArray<string>, ids: ReadonlySet<string>): void {
  for (let i = order.length - 1; i >= 0; i -= 1) if (ids.has(order.get(i))) order.delete(i);
}

/** Brings what was added, taken out and moved into a shared order; what others added meanwhile stays. */
export function writeOrder(
  order: SharedArray<string>,
  before: readonly string[],
  after: readonly string[],
): void {
  if (before.length === after.length && before.every((id, i) => id === after[i])) return;
  const kept = keptBetween(before, after);
  removeAll(order, new Set([...before, ...after].filter((id) => !kept.has(id))));
  after.forEach((id, i) => {
    if (kept.has(id)) return;
    const previous = after[i - 1];
    order.insert(previous === undefined ? 0 : order.toArray().lastIndexOf(previous) + 1, [id]);
  });
}
