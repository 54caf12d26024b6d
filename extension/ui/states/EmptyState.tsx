import { FolderLock, type IconNode } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../Icon.tsx";

export interface EmptyStateProps {
  readonly title: string;
  /** What belongs here. */
  readonly text: string;
  readonly icon?: IconNode;
  /** The first thing to do. */
  readonly actions?: ComponentChildren;
}

export function EmptyState({ title, text, icon = FolderLock, actions }: EmptyStateProps): JSX.Element {
  return (
    <div class="state" data-testid="empty-state">
      <span class="state-icon">
        <Icon node={icon} size={32} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {actions !== undefined && <div class="state-actions">{actions}</div>}
    </div>
  );
}
