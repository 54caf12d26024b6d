import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmailField, type EmailFieldProps } from "./EmailField.tsx";
import { emailProblem } from "./email-problem.ts";

export interface EmailStepProps extends Omit<EmailFieldProps, "isTried"> {
  readonly step: number;
  readonly total: number;
  readonly title: string;
  readonly intro: string;
  readonly onBack?: () => void;
  /** Only with what may be an address. */
  readonly onNext: () => void;
}

/** Asks for an e-mail address: a new person's, or that of an account. */
export function EmailStep(props: EmailStepProps): JSX.Element {
  const { value, onInput, autocomplete, onNext, ...frame } = props;
  const { strings } = useLocale();
  const isTried = useSignal(false);
  const submit = () => {
    isTried.value = true;
    if (emailProblem(value, strings) === null) onNext();
  };
  return (
    <StepFrame
      {...frame}
      onSubmit={submit}
      footer={
        <Button tone="primary" isSubmit isDisabled={value.trim() === ""}>
          {strings.actions.continue}
        </Button>
      }
    >
      <EmailField value={value} onInput={onInput} autocomplete={autocomplete} isTried={isTried.value} />
    </StepFrame>
  );
}
