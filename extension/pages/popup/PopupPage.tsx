import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { parsePopupAddress } from "../../state/popup-address.ts";
import { PopupFrame } from "../../ui/layout/PopupFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { listPortals } from "../../vault/portals.ts";
import { ConnectCard } from "../shell/ConnectCard.tsx";
import { type ActiveTab, looksLikePortal, readActiveTab } from "./active-tab.ts";
import { PortalPanel } from "./PortalPanel.tsx";

type Subject =
  | { readonly kind: "loading" }
  | { readonly kind: "none"; readonly isConnectedAnywhere: boolean }
  | { readonly kind: "connect"; readonly origin: PortalOrigin; readonly tab: ActiveTab }
  | { readonly kind: "portal"; readonly origin: PortalOrigin; readonly portals: readonly PortalOrigin[] };

/** The toolbar popup: about the portal in the tab under it, or else the one that is connected. */
export function PopupPage(): JSX.Element {
  const { popup } = useLocale().strings;
  const subject = useSignal<Subject>({ kind: "loading" });
  const refresh = async () => {
    subject.value = await findSubject();
  };
  useEffect(() => void refresh(), []);
  const { value } = subject;
  switch (value.kind) {
    case "loading":
      return <PopupFrame>{null}</PopupFrame>;
    case "none":
      return (
        <PopupFrame>
          <EmptyState
            title={value.isConnectedAnywhere ? popup.notPortalTitle : popup.noPortalTitle}
            text={value.isConnectedAnywhere ? popup.notPortalText : popup.noPortalText}
          />
        </PopupFrame>
      );
    case "connect":
      return (
        <PopupFrame portal={new URL(value.origin).host}>
          <ConnectCard origin={value.origin} tabId={value.tab.id} onConnected={() => window.close()} />
        </PopupFrame>
      );
    case "portal":
      return (
        <PortalPanel
          key={value.origin}
          origin={value.origin}
          portals={value.portals}
          onChoose={(origin) => {
            subject.value = { ...value, origin };
          }}
        />
      );
  }
}

async function findSubject(): Promise<Subject> {
  const [tab, connected] = await Promise.all([readActiveTab(), listPortals()]);
  const portals = connected.map(({ origin }) => origin);
  const named = parsePopupAddress(location.hash);
  if (named && portals.includes(named)) return { kind: "portal", origin: named, portals };
  const shown = tab?.origin ?? null;
  if (shown && portals.includes(shown)) return { kind: "portal", origin: shown, portals };
  if (tab && shown && !tab.isOwnPage && (await looksLikePortal(tab)))
    return { kind: "connect", origin: shown, tab };
  const [first] = portals;
  return first ? { kind: "portal", origin: first, portals } : { kind: "none", isConnectedAnywhere: false };
}
