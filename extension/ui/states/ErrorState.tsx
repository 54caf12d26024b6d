import { CircleAlert } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import { Button } from "../controls/Button.tsx";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface ErrorStateProps {
  readonly code: ErrorCode;
  /** The request's id, when the portal gave one. */
  readonly requestId?: string;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
  /** More ways on: open an earlier version, download. */
  readonly actions?: ComponentChildren;
  /** Instead of the whole of a page, inside a panel or dialog. */
  readonly isSmall?: boolean;
}

/** What happened, what is safe, what to do; the code in small print for support. */
export function ErrorState(props: ErrorStateProps): JSX.Element {
  const { strings, errors } = useLocale();
  const text = errors[props.code];
  return (
    <div
      class={`state state-error ${props.isSmall ? "is-small" : ""}`}
      role="alert"
      data-testid="error-state"
      data-code={props.code}
    >
      <span class="state-icon">
        <Icon node={CircleAlert} size={32} />
      </span>
      <h2>{text.what}</h2>
      <p>
        {text.safe} {text.do}
      </p>
      <div class="state-actions">
        {props.onRetry && (
          <Button tone="primary" isPending={props.isRetrying ?? false} onClick={props.onRetry}>
            {strings.actions.retry}
          </Button>
        )}
        {props.actions}
      </div>
      <p class="state-code">
        {strings.states.codeForSupport(props.code)}
        {props.requestId !== undefined && <> · {strings.states.requestForSupport(props.requestId)}</>}
      </p>
    </div>
  );
}
