import type { ComponentChildren, JSX } from "preact";

export interface PageHeaderProps {
  /** The breadcrumb, or a title in an `h1`. */
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** The line above a list: where one is, and what can be done. */
export function PageHeader({ children, actions }: PageHeaderProps): JSX.Element {
  return (
    <div class="page-header">
      <div class="page-where">{children}</div>
      <div class="page-actions">{actions}</div>
    </div>
  );
}
