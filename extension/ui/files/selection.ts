/** Where the keyboard stands in a list, and what is selected. */
export interface ListCursor<Id extends string> {
  /** The row that keys act on. */
  readonly active: Id | null;
  /** The row where a range began. */
  readonly anchor: Id | null;
  readonly selected: ReadonlySet<Id>;
}

/** How a click or key changes the selection: alone, Ctrl (one more or less) or Shift (the range). */
export type SelectionGesture = "only" | "toggle" | "range" | "move";

/** The cursor after a gesture on a row. `order` is the list as shown. */
export function selectRow<Id extends string>(
  cursor: ListCursor<Id>,
  order: readonly Id[],
  id: Id,
  gesture: SelectionGesture,
): ListCursor<Id> {
  switch (gesture) {
    case "only":
      return { active: id, anchor: id, selected: new Set([id]) };
    case "toggle":
      return { active: id, anchor: id, selected: toggled(cursor.selected, id) };
    case "range":
      return {
        active: id,
        anchor: cursor.anchor ?? id,
        selected: new Set(range(order, cursor.anchor ?? id, id)),
      };
    case "move":
      return { ...cursor, active: id };
  }
}

/** The gesture that the modifier keys of an event mean. */
export function gestureOf(event: {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}): SelectionGesture {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "only";
}

/** The row that a movement key leads to, or null for any other key. */
export function rowAfterKey(key: string, index: number, count: number, pageRows: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, last);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "PageDown":
      return Math.min(Math.max(index, 0) + pageRows, last);
    case "PageUp":
      return Math.max(index - pageRows, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

function toggled<Id>(selected: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

function range<Id>(order: readonly Id[], from: Id, to: Id): readonly Id[] {
  const ends = [order.indexOf(from), order.indexOf(to)].filter((index) => index >= 0);
  return order.slice(Math.min(...ends), Math.max(...ends) + 1);
}
