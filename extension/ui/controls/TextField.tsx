import type { JSX } from "preact";
import { Field } from "./Field.tsx";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly kind?: "text" | "email";
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly autocomplete?: "name" | "email" | "username" | "off";
  readonly maxLength?: number;
  readonly isFocusedFirst?: boolean;
  readonly isDisabled?: boolean;
  readonly isLabelHidden?: boolean;
  /** Codes are shown in a fixed-width face and without spell checking. */
  readonly isCode?: boolean;
}

export function TextField(props: TextFieldProps): JSX.Element {
  return (
    <Field label={props.label} hint={props.hint} problem={props.problem} isLabelHidden={props.isLabelHidden}>
      {(control) => (
        <input
          {...control}
          class={`input ${props.isCode ? "input-code" : ""}`}
          {...(props.kind === "email" ? ({ type: "email" } as const) : ({ type: "text" } as const))}
          dir={props.isCode || props.kind === "email" ? "ltr" : "auto"}
          value={props.value}
          autocomplete={props.autocomplete ?? "off"}
          autofocus={props.isFocusedFirst ?? false}
          spellcheck={false}
          disabled={props.isDisabled ?? false}
          maxLength={props.maxLength ?? 10_000}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
