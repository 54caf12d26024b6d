import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createLockStore } from "../../state/lock-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { lockCore } from "../shell/PortalGate.tsx";
import { UnlockCard } from "../shell/UnlockCard.tsx";

export interface UnlockedDialogProps {
  readonly origin: PortalOrigin;
  readonly title: string;
  readonly width?: "narrow" | "medium" | "wide";
  readonly onClose: () => void;
  /** Drawn only while unlocked. */
  readonly children: ComponentChildren;
}

/** A dialog for what only an unlocked account can do: asks to unlock first, and again when things lock meanwhile. */
export function UnlockedDialog(props: UnlockedDialogProps): JSX.Element {
  const { origin, title, width = "medium", onClose, children } = props;
  const { ownAccount } = useLocale().strings;
  const { lock, ending } = useMemo(() => {
    const controller = new AbortController();
    const store = createLockStore({ origin, core: lockCore, signal: controller.signal });
    return { lock: store, ending: controller };
  }, [origin]);
  useEffect(() => {
    void lock.refresh();
    return () => ending.abort();
  }, [lock, ending]);
  if (lock.state.value === null) return <LoadingPage />;
  const isUnlocked = lock.isUnlocked.value;
  return (
    <Dialog title={isUnlocked ? title : ownAccount.unlockTitle} width={width} onClose={onClose}>
      {isUnlocked ? children : <UnlockCard origin={origin} lock={lock} />}
    </Dialog>
  );
}
