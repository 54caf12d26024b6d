import type { IconNode } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../Icon.tsx";

export interface IconButtonProps {
  readonly icon: IconNode;
  /** Its name, also shown as the tooltip. */
  readonly label: string;
  readonly size?: 16 | 20;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  /** Out of the tab order, for a control that the keyboard reaches in another way. */
  readonly isSkipped?: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  const pressed = props.isPressed === undefined ? {} : { "aria-pressed": props.isPressed };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.isDisabled ?? false}
      tabIndex={props.isSkipped ? -1 : 0}
      {...pressed}
      onClick={(event) => {
        if (!props.isDisabled) props.onClick(event);
      }}
    >
      <Icon node={props.icon} size={props.size ?? 16} />
    </button>
  );
}
