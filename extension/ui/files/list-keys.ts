import type { FileItem } from "./file-item.ts";
import { rowAfterKey, type SelectionGesture } from "./selection.ts";

export interface ListKeyContext<Id extends string> {
  readonly items: readonly FileItem<Id>[];
  readonly order: readonly Id[];
  readonly activeIndex: number;
  /** Selected ids in the order shown. */
  readonly ids: readonly Id[];
  readonly pageRows: number;
  readonly goTo: (id: Id, gesture: SelectionGesture) => void;
  readonly onSelect: (selected: ReadonlySet<Id>) => void;
  readonly onOpen: (id: Id) => void;
  readonly onRenaming: (id: Id | null) => void;
  readonly onDelete: (ids: readonly Id[]) => void;
  readonly onSearch?: () => void;
  readonly onUp?: () => void;
}

/** What a key means in the list, or null when it means nothing there. */
export function listKey<Id extends string>(
  event: KeyboardEvent,
  list: ListKeyContext<Id>,
): (() => void) | null {
  const { items, order, activeIndex, ids } = list;
  const item = items[activeIndex];
  const isControl = event.ctrlKey || event.metaKey;
  const row = rowAfterKey(event.key, activeIndex, order.length, list.pageRows);
  const target = row === null ? undefined : order[row];
  if (target !== undefined) {
    const plain = isControl ? "move" : "only";
    return () => list.goTo(target, event.shiftKey ? "range" : plain);
  }
  switch (event.key) {
    case "Enter":
      return item && !isControl ? () => list.onOpen(item.id) : null;
    case "F2":
      return item?.state.kind === "ready" ? () => list.onRenaming(item.id) : null;
    case "Delete":
      return deletion(list, item);
    case " ":
      return item ? () => list.goTo(item.id, "toggle") : null;
    case "a":
      return isControl ? () => list.onSelect(new Set(order)) : null;
    case "Escape":
      return ids.length > 0 ? () => list.onSelect(new Set()) : null;
    case "/":
      return list.onSearch ?? null;
    case "Backspace":
      return list.onUp ?? null;
    default:
      return null;
  }
}

function deletion<Id extends string>(
  list: ListKeyContext<Id>,
  item: FileItem<Id> | undefined,
): (() => void) | null {
  if (list.ids.length > 0) return () => list.onDelete(list.ids);
  return item ? () => list.onDelete([item.id]) : null;
}
