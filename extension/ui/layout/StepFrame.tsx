import { ArrowLeft } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { BrandWord } from "../LockMark.tsx";
import { useLocale } from "../locale.ts";

export interface StepFrameProps {
  /** From 1. */
  readonly step: number;
  readonly total: number;
  readonly title: string;
  readonly intro?: ComponentChildren;
  /** Left out where there is no way back. */
  readonly onBack?: () => void;
  readonly onSubmit: () => void;
  /** The one question of this step. */
  readonly children: ComponentChildren;
  /** The buttons; the submitting one last. */
  readonly footer: ComponentChildren;
  readonly width?: "narrow" | "wide";
}

/** One step of a guided setup. The title takes the focus on each new step, so that it is read out. */
export function StepFrame(props: StepFrameProps): JSX.Element {
  const { strings } = useLocale();
  const title = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { step, total } = props;
  useLayoutEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("[autofocus]");
    (first ?? title.current)?.focus();
  }, [step]);
  return (
    <div class="card-page">
      <header class="card-page-brand">
        <BrandWord />
      </header>
      <main class={`card card-${props.width ?? "narrow"}`}>
        <form
          ref={form}
          class="step"
          noValidate
          data-testid="step"
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit();
          }}
        >
          <StepDots step={step} total={total} />
          <h1 ref={title} class="step-title" tabIndex={-1}>
            {props.title}
          </h1>
          {props.intro !== undefined && <p class="step-intro">{props.intro}</p>}
          <div class="step-body">{props.children}</div>
          <footer class="step-footer">
            {props.onBack && (
              <button type="button" class="button button-quiet step-back" onClick={props.onBack}>
                <Icon node={ArrowLeft} />
                <span class="button-label">{strings.actions.back}</span>
              </button>
            )}
            {props.footer}
          </footer>
        </form>
      </main>
    </div>
  );
}

function StepDots({ step, total }: { readonly step: number; readonly total: number }): JSX.Element {
  const { setup } = useLocale().strings;
  return (
    <div class="step-dots" role="img" aria-label={setup.step(step, total)}>
      {Array.from({ length: total }, (_, index) => (
        <span
          key={index}
          class={`step-dot ${index < step ? "is-on" : ""} ${index + 1 === step ? "is-current" : ""}`}
        />
      ))}
    </div>
  );
}
