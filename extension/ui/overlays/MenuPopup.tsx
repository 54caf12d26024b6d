import type { JSX } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { useDismissal, useFocusReturn } from "./focus.ts";
import { findTyped, type MenuEntry, type MenuItem, menuItems } from "./menu-entry.ts";
import { type Anchor, placeNear } from "./placement.ts";

export interface MenuPopupProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly anchor: Anchor;
  readonly onClose: () => void;
}

const TYPING_PAUSE_MS = 700;

/** The open list of a menu: arrows, Home, End, letters, Enter, Esc. The focus goes back when it closes. */
export function MenuPopup({ label, entries, anchor, onClose }: MenuPopupProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", atMs: 0 });
  const items = menuItems(entries);
  const [active, setActive] = useState(0);
  const close = useCallback(() => onClose(), [onClose]);
  useFocusReturn();
  useDismissal(list, close);
  useLayoutEffect(() => {
    if (list.current) placeNear(list.current, anchor);
  }, [anchor]);
  useLayoutEffect(() => {
    list.current?.querySelectorAll<HTMLElement>("[role=menuitem]")[active]?.focus();
  }, [active]);

  const choose = (item: MenuItem) => {
    if (item.isDisabled) return;
    onClose();
    item.onSelect();
  };
  const typeLetter = (letter: string, atMs: number) => {
    const isNew = atMs - typed.current.atMs > TYPING_PAUSE_MS;
    const text = isNew || typed.current.text === letter ? letter : typed.current.text + letter;
    typed.current = { text, atMs };
    setActive(
      findTyped(
        items.map((item) => item.label),
        text,
        active,
      ) ?? active,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, active, items.length);
    if (target !== null) setActive(target);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (event.key.length === 1 && event.key !== " ") typeLetter(event.key, event.timeStamp);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      class="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      data-testid="menu"
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, index) =>
        entry.kind === "separator" ? (
          <hr key={`separator-${index}`} class="menu-separator" />
        ) : (
          <MenuRow
            key={entry.id}
            item={entry}
            onChoose={choose}
            onPoint={() => setActive(items.indexOf(entry))}
          />
        ),
      )}
    </div>
  );
}

interface MenuRowProps {
  readonly item: MenuItem;
  readonly onChoose: (item: MenuItem) => void;
  readonly onPoint: () => void;
}

function MenuRow({ item, onChoose, onPoint }: MenuRowProps): JSX.Element {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={`menu-item ${item.isDanger ? "is-danger" : ""}`}
      aria-disabled={item.isDisabled ?? false}
      onClick={() => onChoose(item)}
      onPointerMove={onPoint}
    >
      {item.icon ? <Icon node={item.icon} /> : <span class="icon" />}
      <span class="menu-label">{item.label}</span>
      {item.shortcut !== undefined && <kbd class="menu-shortcut">{item.shortcut}</kbd>}
    </button>
  );
}

function targetOf(key: string, active: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return (active + 1) % count;
    case "ArrowUp":
      return (active - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
