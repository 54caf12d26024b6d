import type { JSX } from "preact";
import { Field } from "./Field.tsx";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string;
  readonly isLabelHidden?: boolean;
  readonly isNoteHidden?: boolean;
  readonly isDisabled?: boolean;
}

/** A native select: it is right on every platform and with every screen reader. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): JSX.Element {
  const choose = (value: string) => {
    const option = props.options.find((candidate) => candidate.value === value);
    if (option) props.onChange(option.value);
  };
  return (
    <Field
      label={props.label}
      hint={props.hint}
      isLabelHidden={props.isLabelHidden}
      isNoteHidden={props.isNoteHidden}
    >
      {(control) => (
        <select
          {...control}
          class="input select"
          value={props.value}
          disabled={props.isDisabled ?? false}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
