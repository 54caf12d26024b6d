import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { LockStore } from "../../state/lock-store.ts";
import { UnlockForm } from "../../ui/account/UnlockForm.tsx";
import { KitForm } from "./KitForm.tsx";

export interface UnlockCardProps {
  readonly origin: PortalOrigin;
  readonly lock: LockStore;
  readonly isOnTheWay?: boolean;
  /** Hears what is tried: the kit as typed, or null for a passphrase. */
  readonly onTry?: (kit: string | null) => void;
}

/** Unlocks by passphrase, or by the recovery kit when that is what the person has. */
export function UnlockCard({ origin, lock, isOnTheWay = false, onTry }: UnlockCardProps): JSX.Element {
  const isKit = useSignal(false);
  const account = lock.account.value?.email ?? "";
  if (isKit.value) {
    return (
      <KitForm
        isPending={lock.isUnlocking.value}
        error={lock.code.value}
        retryAtMs={lock.waitUntilMs.value}
        onBack={() => {
          isKit.value = false;
        }}
        onSubmit={(secret) => {
          onTry?.(secret);
          void lock.unlock("kit", secret);
        }}
      />
    );
  }
  return (
    <UnlockForm
      account={account}
      portal={new URL(origin).host}
      isOnTheWay={isOnTheWay}
      isPending={lock.isUnlocking.value}
      error={lock.code.value}
      retryAtMs={lock.waitUntilMs.value}
      onUnlock={(passphrase) => {
        onTry?.(null);
        void lock.unlock("passphrase", passphrase);
      }}
      onUseKit={() => {
        isKit.value = true;
      }}
    />
  );
}
