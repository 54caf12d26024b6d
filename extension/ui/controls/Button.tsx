import type { IconNode } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../Icon.tsx";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly tone?: "plain" | "primary" | "danger" | "quiet";
  readonly icon?: IconNode;
  /** With it the button submits the form around it and `onClick` is not needed. */
  readonly isSubmit?: boolean;
  /** Keeps its place and its focus, but does nothing until the work is over. */
  readonly isPending?: boolean;
  readonly isDisabled?: boolean;
  readonly isWide?: boolean;
  /** Says more than the words on it, where several buttons have the same ones. */
  readonly label?: string;
  readonly onClick?: () => void;
}

export function Button(props: ButtonProps): JSX.Element {
  const { tone = "plain", isPending = false, isDisabled = false } = props;
  const isOff = isPending || isDisabled;
  return (
    <button
      type={props.isSubmit ? "submit" : "button"}
      class={`button button-${tone} ${props.isWide ? "is-wide" : ""}`}
      aria-disabled={isOff}
      aria-busy={isPending}
      aria-label={props.label}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {isPending ? <span class="spinner" aria-hidden="true" /> : props.icon && <Icon node={props.icon} />}
      <span class="button-label">{props.children}</span>
    </button>
  );
}
