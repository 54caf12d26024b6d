import { ChevronDown, type IconNode } from "lucide";
import type { JSX } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { MenuPopup } from "./MenuPopup.tsx";
import type { MenuEntry } from "./menu-entry.ts";
import type { Anchor } from "./placement.ts";

export interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly icon?: IconNode;
  readonly tone?: "plain" | "primary" | "quiet";
  /** Only the icon is shown; the label is its name. */
  readonly isIconOnly?: boolean;
}

/** A button that opens a menu. Arrow down opens it as well. */
export function Menu({ label, entries, icon, tone = "plain", isIconOnly = false }: MenuProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  const toggle = () => {
    const box = button.current?.getBoundingClientRect();
    setAnchor(anchor === null && box ? { kind: "box", box } : null);
  };
  return (
    <span class="menu-holder">
      <button
        ref={button}
        type="button"
        class={isIconOnly ? "icon-button" : `button button-${tone}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={isIconOnly ? label : undefined}
        title={isIconOnly ? label : undefined}
        // A press would close the menu as "outside" first and the click would open it again.
        onPointerDown={(event) => anchor !== null && event.stopPropagation()}
        onClick={toggle}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || anchor !== null) return;
          event.preventDefault();
          toggle();
        }}
      >
        {icon && <Icon node={icon} />}
        {!isIconOnly && <span class="button-label">{label}</span>}
        {!isIconOnly && <Icon node={ChevronDown} class="menu-chevron" />}
      </button>
      {anchor && <MenuPopup label={label} entries={entries} anchor={anchor} onClose={close} />}
    </span>
  );
}
