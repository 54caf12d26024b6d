import type { ComponentChildren, JSX } from "preact";
import { BrandWord } from "../LockMark.tsx";

export interface CardPageProps {
  readonly children: ComponentChildren;
  readonly width?: "narrow" | "wide";
  /** Under the card, small: portal, language, help. */
  readonly footer?: ComponentChildren;
}

/** A page with one card in the middle: unlocking, single messages. */
export function CardPage({ children, width = "narrow", footer }: CardPageProps): JSX.Element {
  return (
    <div class="card-page">
      <header class="card-page-brand">
        <BrandWord />
      </header>
      <main class={`card card-${width}`}>{children}</main>
      {footer !== undefined && <footer class="card-page-footer">{footer}</footer>}
    </div>
  );
}
