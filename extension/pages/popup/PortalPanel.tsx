import { useSignal } from "@preact/signals";
import { Keyboard, Lock, Settings } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createLockStore, type LockStore } from "../../state/lock-store.ts";
import { welcomeAddress } from "../../state/page-address.ts";
import { createPopupStore } from "../../state/popup-store.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { isolatedName } from "../../ui/display-name.ts";
import { PopupFrame } from "../../ui/layout/PopupFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { UserText } from "../../ui/UserText.tsx";
import type { Account } from "../../vault/portals.ts";
import { ConnectCard } from "../shell/ConnectCard.tsx";
import { lockCore } from "../shell/PortalGate.tsx";
import { UnlockCard } from "../shell/UnlockCard.tsx";
import { openOwnPage } from "./active-tab.ts";
import { PopupViews } from "./PopupViews.tsx";
import { PortalHeadLine } from "./PortalHeadLine.tsx";
import { popupCore } from "./popup-core.ts";
import { popupShortcuts } from "./popup-shortcuts.ts";

export interface PortalPanelProps {
  readonly origin: PortalOrigin;
  /** All that are connected, to choose another one. */
  readonly portals: readonly PortalOrigin[];
  readonly onChoose: (origin: PortalOrigin) => void;
}

/** One connected portal in the popup: locked, only the passphrase; unlocked, the ways in. */
export function PortalPanel({ origin, portals, onChoose }: PortalPanelProps): JSX.Element {
  const { strings } = useLocale();
  const lock = useLock(origin);
  const isHelp = useHelpKey();
  const state = lock.state.value;
  const account = lock.account.value;
  const tools = (
    <>
      <IconButton
        icon={Keyboard}
        label={strings.shortcuts.title}
        onClick={() => {
          isHelp.value = true;
        }}
      />
      <IconButton
        icon={Settings}
        label={strings.popup.openOptions}
        onClick={() => void openOwnPage("options.html")}
      />
      {state === "unlocked" && (
        <IconButton icon={Lock} label={strings.actions.lockNow} onClick={() => void lock.lock()} />
      )}
      {state === "unlocked" && account && <Person account={account} />}
    </>
  );
  const footer = state === "unlocked" ? <PortalHeadLine origin={origin} /> : undefined;
  return (
    <PopupFrame portal={new URL(origin).host} tools={tools} footer={footer}>
      {portals.length > 1 && <PortalChoice origin={origin} portals={portals} onChoose={onChoose} />}
      <Content origin={origin} lock={lock} />
      {isHelp.value && (
        <ShortcutHelp
          groups={popupShortcuts(strings)}
          onClose={() => {
            isHelp.value = false;
          }}
        />
      )}
    </PopupFrame>
  );
}

function Content({
  origin,
  lock,
}: {
  readonly origin: PortalOrigin;
  readonly lock: LockStore;
}): JSX.Element | null {
  const { strings } = useLocale();
  const account = lock.account.value;
  switch (lock.state.value) {
    case null:
      return null;
    case "notConnected":
      return <ConnectCard origin={origin} onConnected={() => void lock.refresh()} />;
    case "noAccount":
      return (
        <div class="state">
          <h1>{strings.signIn.title}</h1>
          <p>{strings.signIn.intro}</p>
          <div class="state-actions">
            <Button tone="primary" onClick={() => void openOwnPage(welcomeAddress(origin))}>
              {strings.actions.continue}
            </Button>
          </div>
        </div>
      );
    case "locked":
      return <UnlockCard origin={origin} lock={lock} />;
    case "unlocked":
      return account && <Unlocked origin={origin} />;
  }
}

/** The store goes with the lock: what it read is not there for the next person. */
function Unlocked({ origin }: { readonly origin: PortalOrigin }): JSX.Element {
  const store = useMemo(() => createPopupStore(origin, popupCore), [origin]);
  return <PopupViews store={store} />;
}

/** Who uses the portal here. */
function Person({ account }: { readonly account: Account }): JSX.Element {
  return (
    <span class="popup-me" title={`${isolatedName(account.name)} · ${isolatedName(account.email)}`}>
      <Avatar name={account.name} seed={account.user} />
      <span class="visually-hidden">
        <UserText text={account.name} />
      </span>
    </span>
  );
}

function PortalChoice({ origin, portals, onChoose }: PortalPanelProps): JSX.Element {
  const { options } = useLocale().strings;
  return (
    <SelectField
      label={options.portals}
      value={origin}
      options={portals.map((portal) => ({ value: portal, label: new URL(portal).host }))}
      onChange={onChoose}
      isLabelHidden
    />
  );
}

function useLock(origin: PortalOrigin): LockStore {
  const { lock, ending } = useMemo(() => {
    const controller = new AbortController();
    return {
      lock: createLockStore({ origin, core: lockCore, signal: controller.signal }),
      ending: controller,
    };
  }, [origin]);
  useEffect(() => {
    void lock.refresh();
    return () => ending.abort();
  }, [lock, ending]);
  return lock;
}

/** `?` opens the help, unless it is being typed into a field. */
function useHelpKey() {
  const isHelp = useSignal(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "?" || event.target instanceof HTMLInputElement) return;
      isHelp.value = true;
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isHelp]);
  return isHelp;
}
