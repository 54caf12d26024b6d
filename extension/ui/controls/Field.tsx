import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** A sentence that says what is wrong with what stands in the field. */
  readonly problem?: string | undefined;
  readonly isLabelHidden?: boolean | undefined;
  /** Hint and problem are only heard: there is no room for them. */
  readonly isNoteHidden?: boolean | undefined;
  readonly children: (control: FieldControl) => ComponentChildren;
}

/** Attributes that tie a control to its label, hint and problem. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

/** Label above, control, then the problem or the hint. */
export function Field(props: FieldProps): JSX.Element {
  const { label, hint, problem, isLabelHidden, isNoteHidden, children } = props;
  const id = useId();
  const note = problem ?? hint;
  const noteClass = problem === undefined ? "field-hint" : "field-problem";
  return (
    <div class="field">
      <label class={isLabelHidden ? "visually-hidden" : "field-label"} for={id}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note === undefined ? undefined : `${id}-note`,
        "aria-invalid": problem !== undefined,
      })}
      <p id={`${id}-note`} class={isNoteHidden ? "visually-hidden" : noteClass} aria-live="polite">
        {note}
      </p>
    </div>
  );
}
