import type { JSX } from "preact";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { emailProblem } from "./email-problem.ts";

export interface EmailFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly autocomplete: "email" | "username";
  /** The person went on with it once: from then on the field says what is wrong. */
  readonly isTried: boolean;
}

export function EmailField({ value, onInput, autocomplete, isTried }: EmailFieldProps): JSX.Element {
  const { strings } = useLocale();
  return (
    <TextField
      label={strings.setup.emailLabel}
      kind="email"
      value={value}
      onInput={onInput}
      problem={isTried && value !== "" ? (emailProblem(value, strings) ?? undefined) : undefined}
      autocomplete={autocomplete}
      maxLength={254}
      isFocusedFirst
    />
  );
}
