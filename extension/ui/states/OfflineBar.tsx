import { CloudOff } from "lucide";
import type { JSX } from "preact";
import { type ErrorCode, STORAGE_CODES } from "../../../shared/errors.ts";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface OfflineBarProps {
  /** Changes are being kept to send later; else the page can only show what it has. */
  readonly keepsChanges?: boolean;
  /** Why the portal is of no use at the moment, when it is not the line. */
  readonly code?: ErrorCode | undefined;
  readonly onRetry?: () => void;
}

export function OfflineBar({ keepsChanges = false, code, onRetry }: OfflineBarProps): JSX.Element {
  const { strings, errors } = useLocale();
  const { states, actions } = strings;
  const inTheMeantime = keepsChanges ? states.offlineText : states.offlineReadText;
  return (
    <div class="offline" role="status" data-testid="offline">
      <Icon node={CloudOff} />
      <p>
        <strong>{code === undefined ? states.offlineTitle : errors[code].what}</strong>{" "}
        {code !== undefined && STORAGE_CODES.has(code) ? errors[code].do : inTheMeantime}
      </p>
      {onRetry && (
        <button type="button" class="link-button" onClick={onRetry}>
          {actions.retry}
        </button>
      )}
    </div>
  );
}
