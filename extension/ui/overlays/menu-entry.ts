import type { IconNode } from "lucide";

export interface MenuItem {
  readonly kind: "item";
  readonly id: string;
  readonly label: string;
  readonly icon?: IconNode;
  /** Keys as shown, for instance "F2". */
  readonly shortcut?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

export type MenuEntry = MenuItem | { readonly kind: "separator" };

/** The items that can have the focus, in order. */
export function menuItems(entries: readonly MenuEntry[]): readonly MenuItem[] {
  return entries.filter((entry): entry is MenuItem => entry.kind === "item");
}

/**
 * Finds the item that typed letters mean: the next one after `from` for a single letter, so that repeating it goes round;
 * the first that starts with all of them for more.
 */
export function findTyped(labels: readonly string[], typed: string, from: number): number | null {
  const wanted = typed.toLocaleLowerCase();
  const start = wanted.length === 1 ? from + 1 : Math.max(from, 0);
  for (let step = 0; step < labels.length; step += 1) {
    const index = (start + step) % labels.length;
    if (labels[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
