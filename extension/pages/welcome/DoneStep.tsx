import type { JSX } from "preact";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";

export interface DoneStepProps {
  readonly store: SetupStore;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onDone: () => void;
}

/** The end of the questions, and the way on. */
export function DoneStep({ store, title, text, action, onDone }: DoneStepProps): JSX.Element {
  return (
    <StepFrame
      step={store.numberOf("done")}
      total={store.total}
      title={title}
      intro={text}
      onSubmit={onDone}
      footer={
        <Button tone="primary" isSubmit>
          {action}
        </Button>
      }
    >
      {null}
    </StepFrame>
  );
}
