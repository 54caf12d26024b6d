import { CloudOff } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface OfflineBarProps {
  /** Changes are being kept to send later; else the page can only show what it has. */
  readonly keepsChanges?: boolean;
  readonly onRetry?: () => void;
}

export function OfflineBar({ keepsChanges = false, onRetry }: OfflineBarProps): JSX.Element {
  const { states, actions } = useLocale().strings;
  return (
    <div class="offline" role="status" data-testid="offline">
      <Icon node={CloudOff} />
      <p>
        <strong>{states.offlineTitle}</strong> {keepsChanges ? states.offlineText : states.offlineReadText}
      </p>
      {onRetry && (
        <button type="button" class="link-button" onClick={onRetry}>
          {actions.retry}
        </button>
      )}
    </div>
  );
}
