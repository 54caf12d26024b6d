import { ArrowLeft } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface DetailFrameProps {
  readonly title: ComponentChildren;
  /** Under the title. */
  readonly note?: ComponentChildren;
  readonly onBack: () => void;
  readonly children: ComponentChildren;
}

/** What slides in over the lists: about one thing, with the way back. Its title is read out when it comes. */
export function DetailFrame({ title, note, onBack, children }: DetailFrameProps): JSX.Element {
  const { actions } = useLocale().strings;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="popup-detail" data-testid="popup-detail">
      <header class="popup-detail-header">
        <button
          type="button"
          class="icon-button"
          aria-label={actions.back}
          title={actions.back}
          onClick={onBack}
        >
          <Icon node={ArrowLeft} />
        </button>
        <div class="popup-detail-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {note !== undefined && <p>{note}</p>}
        </div>
      </header>
      {children}
    </section>
  );
}
