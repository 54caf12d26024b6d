import type { IconNode } from "lucide";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../Icon.tsx";

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon: IconNode;
  readonly isDanger?: boolean;
  /** Why it cannot be done now; it is then shown and does nothing. */
  readonly reason?: string | null;
  readonly onSelect: () => void;
}

/** What can be done with one thing, a line each. What cannot be done now says why. */
export function ActionList({ actions }: { readonly actions: readonly Action[] }): JSX.Element {
  return (
    <ul class="popup-list action-list">
      {actions.map((action) => (
        <li key={action.id}>
          <ActionLine action={action} />
        </li>
      ))}
    </ul>
  );
}

function ActionLine({ action }: { readonly action: Action }): JSX.Element {
  const id = useId();
  const reason = action.reason ?? null;
  return (
    <button
      type="button"
      class={`popup-row ${action.isDanger ? "is-danger" : ""}`}
      data-row
      aria-disabled={reason !== null}
      aria-labelledby={id}
      aria-describedby={reason === null ? undefined : `${id}-why`}
      onClick={() => reason === null && action.onSelect()}
    >
      <Icon node={action.icon} />
      <span class="popup-row-text">
        <span id={id}>{action.label}</span>
        {reason !== null && <small id={`${id}-why`}>{reason}</small>}
      </span>
    </button>
  );
}
