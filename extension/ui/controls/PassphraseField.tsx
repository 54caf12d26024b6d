import { Eye, EyeOff } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useLocale } from "../locale.ts";
import { Field } from "./Field.tsx";
import { IconButton } from "./IconButton.tsx";

export interface PassphraseFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** "Passphrase" unless another is needed, as for the second field of two. */
  readonly label?: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** A new passphrase is being chosen: password managers then offer to keep it. */
  readonly isNew?: boolean;
  readonly isFocusedFirst?: boolean;
  readonly isDisabled?: boolean;
}

export function PassphraseField(props: PassphraseFieldProps): JSX.Element {
  const { passphrase } = useLocale().strings;
  const [isShown, setShown] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const noteCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.("CapsLock") ?? false);
  return (
    <Field
      label={props.label ?? passphrase.label}
      hint={isCapsLock ? passphrase.capsLock : props.hint}
      problem={props.problem}
    >
      {(control) => (
        <div class="input-group">
          <input
            {...control}
            class="input"
            {...(isShown ? ({ type: "text" } as const) : ({ type: "password" } as const))}
            dir="auto"
            value={props.value}
            autocomplete={props.isNew ? "new-password" : "current-password"}
            autocapitalize="none"
            spellcheck={false}
            autofocus={props.isFocusedFirst ?? false}
            disabled={props.isDisabled ?? false}
            onInput={(event) => props.onInput(event.currentTarget.value)}
            onKeyDown={noteCapsLock}
            onKeyUp={noteCapsLock}
          />
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? passphrase.hide : passphrase.show}
            onClick={() => setShown(!isShown)}
          />
        </div>
      )}
    </Field>
  );
}
