import type { ComponentChildren, JSX } from "preact";
import { useId, useRef } from "preact/hooks";

export interface PopupTab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** Shown behind the label when it is above zero. */
  readonly count?: number;
}

export interface PopupTabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly PopupTab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly children: ComponentChildren;
}

/** Tabs over one panel. The arrow keys choose; only the chosen one is in the tab order. */
export function PopupTabs<Name extends string>(props: PopupTabsProps<Name>): JSX.Element {
  const { tabs, chosen, onChoose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isRtl = document.documentElement.dir === "rtl";
    const forward = isRtl ? "ArrowLeft" : "ArrowRight";
    const step = event.key === forward ? 1 : ["ArrowLeft", "ArrowRight"].includes(event.key) ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(({ name }) => name === chosen);
    const next = (at + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) onChoose(tab.name);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <>
      <div ref={list} class="popup-tabs" role="tablist" aria-label={props.label}>
        {tabs.map(({ name, label, count = 0 }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            class="popup-tab"
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={onKeyDown}
          >
            {label}
            {count > 0 && <span class="popup-count">{count}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} class="popup-panel" role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        {props.children}
      </div>
    </>
  );
}
