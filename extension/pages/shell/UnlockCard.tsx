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
}

/** Unlocks by passphrase, or by the recovery kit when that is what the person has. */
export function UnlockCard({ origin, lock, isOnTheWay = false }: UnlockCardProps): JSX.Element {
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
        onSubmit={(secret) => void lock.unlock("kit", secret)}
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
      onUnlock={(passphrase) => void lock.unlock("passphrase", passphrase)}
      onUseKit={() => {
        isKit.value = true;
      }}
    />
  );
}
