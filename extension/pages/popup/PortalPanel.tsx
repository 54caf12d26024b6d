import { useSignal } from "@preact/signals";
import { Keyboard, Lock, Settings } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createLockStore, type LockStore } from "../../state/lock-store.ts";
import { filesAddress, welcomeAddress } from "../../state/page-address.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { PopupFrame } from "../../ui/layout/PopupFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { UserText } from "../../ui/UserText.tsx";
import type { Account } from "../../vault/portals.ts";
import { ConnectCard } from "../shell/ConnectCard.tsx";
import { lockCore } from "../shell/PortalGate.tsx";
import { UnlockCard } from "../shell/UnlockCard.tsx";
import { openOwnPage } from "./active-tab.ts";
import { PortalHeadLine } from "./PortalHeadLine.tsx";
import { popupShortcuts } from "./popup-shortcuts.ts";
import { RecentFiles } from "./RecentFiles.tsx";

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
  const tools = (
    <>
      {state === "unlocked" && (
        <IconButton icon={Lock} label={strings.actions.lockNow} onClick={() => void lock.lock()} />
      )}
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
      return account && <Unlocked origin={origin} account={account} />;
  }
}

function Unlocked({
  origin,
  account,
}: {
  readonly origin: PortalOrigin;
  readonly account: Account;
}): JSX.Element {
  const { popup } = useLocale().strings;
  return (
    <div class="popup-home" data-testid="popup-home">
      <h1 class="visually-hidden">{popup.title}</h1>
      <div class="popup-person">
        <Avatar name={account.name} seed={account.user} />
        <div>
          <strong>
            <UserText text={account.name} />
          </strong>
          <p>
            <UserText text={account.email} />
          </p>
        </div>
      </div>
      <Button tone="primary" isWide onClick={() => void openOwnPage(filesAddress(origin))}>
        {popup.openFiles}
      </Button>
      <RecentFiles origin={origin} />
    </div>
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
