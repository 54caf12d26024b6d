import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { MenuPopup } from "./MenuPopup.tsx";
import type { MenuEntry } from "./menu-entry.ts";

export interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** In viewport pixels. */
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
}

/** The menu of a right click, open as long as it is rendered. */
export function ContextMenu({ label, entries, x, y, onClose }: ContextMenuProps): JSX.Element {
  const anchor = useMemo(() => ({ kind: "point", x, y }) as const, [x, y]);
  return <MenuPopup label={label} entries={entries} anchor={anchor} onClose={onClose} />;
}
