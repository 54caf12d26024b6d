import { ExternalLink, History, MoreHorizontal, Settings2, Shield } from "lucide";
import type { JSX, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { popupAddress } from "../../state/popup-address.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { POPUP_TABS, type PopupTab } from "../../state/popup-view.ts";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Menu } from "../../ui/overlays/Menu.tsx";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import { PopupTabs } from "../../ui/popup/PopupTabs.tsx";
import { onRowKeys } from "../../ui/popup/row-keys.ts";
import { openOwnPage } from "./active-tab.ts";
import { useLoaded } from "./LoadedView.tsx";
import { countPending, PendingTab } from "./PendingTab.tsx";
import { PeopleTab } from "./PeopleTab.tsx";
import { RoomsTab } from "./RoomsTab.tsx";

/** What the popup opens with: a search field with the focus, and the tabs under it. */
export function PopupHome({ store }: { readonly store: PopupStore }): JSX.Element {
  const { popup, people } = useLocale().strings;
  const search = useRef<HTMLInputElement>(null);
  const tab = store.tab.value;
  useLoaded(store.people);
  useLoaded(store.pending);
  useSearchKey(search);
  const pending = store.pending.value.value;
  const counts: Partial<Record<PopupTab, number>> = pending ? { pending: countPending(pending) } : {};
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from the field into the rows
    <div class="popup-home" data-testid="popup-home" onKeyDown={onRowKeys}>
      <h1 class="visually-hidden">{popup.title}</h1>
      <div class="popup-search">
        {tab === "pending" ? (
          <span class="popup-search-none" />
        ) : (
          <SearchField
            label={tab === "rooms" ? people.findRoom : people.findPerson}
            value={store.search.value}
            onInput={store.setSearch}
            inputRef={search}
          />
        )}
        <Menu label={people.sections.more} icon={MoreHorizontal} isIconOnly entries={useEntries(store)} />
      </div>
      <PopupTabs
        label={popup.title}
        tabs={POPUP_TABS.map((name) => ({ name, label: people.tabs[name], count: counts[name] ?? 0 }))}
        chosen={tab}
        onChoose={store.setTab}
      >
        {tab === "rooms" && <RoomsTab store={store} />}
        {tab === "people" && <PeopleTab store={store} />}
        {tab === "pending" && <PendingTab store={store} />}
      </PopupTabs>
    </div>
  );
}

/** The field has the focus at first, and again after `/`. */
function useSearchKey(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    search.current?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [search]);
}

function useEntries(store: PopupStore): readonly MenuEntry[] {
  const { people } = useLocale().strings;
  return [
    {
      ...{ kind: "item", id: "settings", label: people.settings.title, icon: Settings2 },
      onSelect: () => store.open({ kind: "settings" }),
    },
    {
      ...{ kind: "item", id: "number", label: people.safety.own, icon: Shield },
      onSelect: () => store.open({ kind: "ownNumber" }),
    },
    {
      ...{ kind: "item", id: "history", label: people.history.ofPortal, icon: History },
      onSelect: () => store.open({ kind: "portalHistory" }),
    },
    { kind: "separator" },
    {
      ...{ kind: "item", id: "wide", label: people.openWide, icon: ExternalLink },
      onSelect: () => void openOwnPage(popupAddress(store.origin)),
    },
  ];
}
