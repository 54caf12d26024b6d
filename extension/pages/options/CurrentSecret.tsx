import type { JSX } from "preact";
import type { ProvenSecret } from "../../people/own-account.ts";
import { PassphraseField } from "../../ui/controls/PassphraseField.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";

export interface CurrentSecretProps {
  readonly current: ProvenSecret;
  readonly isDisabled: boolean;
  readonly onChange: (current: ProvenSecret) => void;
}

/** Asks once more for what opens the account: the passphrase, or the code of the recovery kit. */
export function CurrentSecret({ current, isDisabled, onChange }: CurrentSecretProps): JSX.Element {
  const { ownAccount } = useLocale().strings;
  const { kind, secret } = current;
  const other = kind === "kit" ? "passphrase" : "kit";
  const put = (typed: string) => onChange({ kind, secret: typed });
  return (
    <div>
      {kind === "passphrase" ? (
        <PassphraseField
          label={ownAccount.currentPassphrase}
          value={secret}
          onInput={put}
          isFocusedFirst
          isDisabled={isDisabled}
        />
      ) : (
        <TextField
          label={ownAccount.currentKit}
          value={secret}
          onInput={put}
          maxLength={200}
          isFocusedFirst
          isDisabled={isDisabled}
          isCode
        />
      )}
      <button type="button" class="link-button" onClick={() => onChange({ kind: other, secret: "" })}>
        {kind === "kit" ? ownAccount.usePassphrase : ownAccount.useKit}
      </button>
    </div>
  );
}
