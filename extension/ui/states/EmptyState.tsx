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
  /** It is the whole page: its title is the page's. */
  readonly isPage?: boolean;
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  const { title, text, icon = FolderLock, actions, isPage = false } = props;
  const Title = isPage ? "h1" : "h2";
  return (
    <div class="state" data-testid="empty-state">
      <span class="state-icon">
        <Icon node={icon} size={32} />
      </span>
      <Title>{title}</Title>
      <p>{text}</p>
      {actions !== undefined && <div class="state-actions">{actions}</div>}
    </div>
  );
}
