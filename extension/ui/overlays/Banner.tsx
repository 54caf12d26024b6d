import { CircleAlert, Info, TriangleAlert, X } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface BannerProps {
  /** `attention`: the person has something to do. `loss`: something was or may be lost. */
  readonly tone?: "info" | "attention" | "loss";
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** Buttons at its end. */
  readonly actions?: ComponentChildren;
  readonly onDismiss?: () => void;
}

const ICONS = { info: Info, attention: TriangleAlert, loss: CircleAlert };

/** A message that stays at the top of a page or panel until its cause has gone. */
export function Banner({ tone = "info", title, children, actions, onDismiss }: BannerProps): JSX.Element {
  const { dismiss } = useLocale().strings.actions;
  return (
    <div class={`banner banner-${tone}`} role={tone === "info" ? "status" : "alert"} data-testid="banner">
      <Icon node={ICONS[tone]} />
      <div class="banner-text">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
      {actions !== undefined && <div class="banner-actions">{actions}</div>}
      {onDismiss && <IconButton icon={X} label={dismiss} onClick={onDismiss} />}
    </div>
  );
}
