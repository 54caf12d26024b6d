import type { ComponentChildren, JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import type { Work } from "./use-work.ts";

export interface WorkFormProps {
  readonly work: Work;
  readonly action: string;
  readonly isReady: boolean;
  readonly onSubmit: () => Promise<void>;
  /** In place of the usual sentence, where this form knows better what a code means. */
  readonly problem?: string | null;
  readonly children: ComponentChildren;
}

/** A form with one button, which shows its pending and its failed state. */
export function WorkForm({ work, action, isReady, onSubmit, problem, children }: WorkFormProps): JSX.Element {
  const { errors } = useLocale();
  const code = work.code.value;
  return (
    <form
      class="work-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void work.run(onSubmit);
      }}
    >
      {children}
      {code !== null && (
        <p class="field-problem" role="alert">
          {problem ?? errorSentence(errors, code)}
        </p>
      )}
      <div class="work-form-actions">
        <Button tone="primary" isSubmit isPending={work.isWorking.value} isDisabled={!isReady}>
          {action}
        </Button>
      </div>
    </form>
  );
}
