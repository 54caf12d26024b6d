import type { ComponentChildren, JSX } from "preact";
import { BrandWord } from "../LockMark.tsx";

export interface PopupFrameProps {
  readonly portal?: string;
  /** At the end of the bar: the lock button. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
}

/** The frame of the toolbar popup, 380 by up to 560 pixels. */
export function PopupFrame({ portal, tools, children, footer }: PopupFrameProps): JSX.Element {
  return (
    <div class="popup" data-testid="popup">
      <header class="popup-bar">
        <BrandWord />
        {portal !== undefined && <bdi class="app-portal">{portal}</bdi>}
        <div class="app-tools">{tools}</div>
      </header>
      <main class="popup-main">{children}</main>
      {footer !== undefined && <footer class="popup-footer">{footer}</footer>}
    </div>
  );
}
