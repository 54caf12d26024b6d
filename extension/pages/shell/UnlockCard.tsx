import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { LockStore } from "../../state/lock-store.ts";
import { UnlockForm } from "../../ui/account/UnlockForm.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmailField } from "../welcome/EmailField.tsx";
import { emailProblem } from "../welcome/email-problem.ts";
import { KitForm } from "./KitForm.tsx";

export interface UnlockCardProps {
  readonly origin: PortalOrigin;
  readonly lock: LockStore;
  readonly isOnTheWay?: boolean;
  /** Hears what is tried: the kit as typed, or null for a passphrase. */
  readonly onTry?: (kit: string | null) => void;
}

/**
 * Unlocks by passphrase, or by the recovery kit when that is what the person has. Whoever is refused can say that his address
 * has changed: together with another passphrase or kit that is more than this browser can find out by itself.
 */
export function UnlockCard({ origin, lock, isOnTheWay = false, onTry }: UnlockCardProps): JSX.Element {
  const isKit = useSignal(false);
  const email = useNewEmail();
  const account = lock.account.value?.email ?? "";
  const tryIt = (kind: "passphrase" | "kit", secret: string) => {
    if (!email.isReady) return;
    onTry?.(kind === "kit" ? secret : null);
    void lock.unlock(kind, secret, email.value);
  };
  const isRefused = ["UNLOCK_REFUSED", "LOGIN_REFUSED"].includes(lock.code.value ?? "");
  const other = isRefused || email.value !== undefined ? email.field : null;
  if (isKit.value) {
    return withField(
      <KitForm
        isPending={lock.isUnlocking.value}
        error={lock.code.value}
        retryAtMs={lock.waitUntilMs.value}
        onBack={() => {
          isKit.value = false;
        }}
        onSubmit={(secret) => tryIt("kit", secret)}
      />,
      other,
    );
  }
  return withField(
    <UnlockForm
      account={account}
      portal={new URL(origin).host}
      isOnTheWay={isOnTheWay}
      isPending={lock.isUnlocking.value}
      error={lock.code.value}
      retryAtMs={lock.waitUntilMs.value}
      onUnlock={(passphrase) => tryIt("passphrase", passphrase)}
      onUseKit={() => {
        isKit.value = true;
      }}
    />,
    other,
  );
}

const withField = (form: JSX.Element, field: JSX.Element | null): JSX.Element => (
  <>
    {form}
    {field}
  </>
);

/** The address that the person has now, where it is not the one that this browser knows; undefined until he says so. */
function useNewEmail() {
  const { strings } = useLocale();
  const typed = useSignal<string | null>(null);
  const value = typed.value?.trim() || undefined;
  const problem = value === undefined ? null : emailProblem(value, strings);
  const open = () => {
    typed.value = "";
  };
  const onInput = (text: string) => {
    typed.value = text;
  };
  const field =
    typed.value === null ? (
      <button type="button" class="link-button" onClick={open}>
        {strings.unlock.newEmail}
      </button>
    ) : (
      <EmailField value={typed.value} onInput={onInput} autocomplete="username" isTried />
    );
  return { value, field, isReady: problem === null };
}
