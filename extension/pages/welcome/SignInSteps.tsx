import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createSignInStore, type SignInStore } from "../../state/sign-in-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { PassphraseField } from "../../ui/controls/PassphraseField.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { signIn } from "../../vault/sign-in.ts";
import { AfterKit } from "../shell/AfterKit.tsx";
import { KitForm } from "../shell/KitForm.tsx";
import { EmailStep } from "./EmailStep.tsx";

const STEPS = 2;
type Step = "email" | "passphrase" | "kit";

/** Opens an account on a new device: whose it is, then what opens it. */
export function SignInSteps(props: {
  readonly origin: PortalOrigin;
  readonly onDone: () => void;
}): JSX.Element {
  const { origin, onDone } = props;
  const { strings } = useLocale();
  const store = useMemo(() => createSignInStore(origin, signIn), [origin]);
  const step = useSignal<Step>("email");
  const goTo = (next: Step) => () => {
    step.value = next;
  };
  // As typed, for a new passphrase right after
  const kit = useRef<string | null>(null);
  const isDone = store.isDone.value;
  useEffect(() => {
    if (isDone && kit.current === null) onDone();
  }, [isDone, onDone]);
  if (isDone && kit.current !== null) return <AfterKit origin={origin} kit={kit.current} onDone={onDone} />;
  switch (step.value) {
    case "email":
      return (
        <EmailStep
          step={1}
          total={STEPS}
          title={strings.signIn.title}
          intro={strings.signIn.intro}
          value={store.email.value}
          onInput={store.setEmail}
          autocomplete="username"
          onNext={goTo("passphrase")}
        />
      );
    case "passphrase":
      return <PassphraseQuestion store={store} onBack={goTo("email")} onUseKit={goTo("kit")} />;
    case "kit":
      return (
        <CardPage>
          <KitForm
            isPending={store.isWorking.value}
            error={store.code.value}
            retryAtMs={null}
            onBack={() => {
              kit.current = null;
              step.value = "passphrase";
            }}
            onSubmit={(secret) => {
              kit.current = secret;
              void store.signIn("kit", secret);
            }}
          />
        </CardPage>
      );
  }
}

interface PassphraseQuestionProps {
  readonly store: SignInStore;
  readonly onBack: () => void;
  readonly onUseKit: () => void;
}

function PassphraseQuestion({ store, onBack, onUseKit }: PassphraseQuestionProps): JSX.Element {
  const { strings, errors } = useLocale();
  const typed = useSignal("");
  const code = store.code.value;
  const isWorking = store.isWorking.value;
  return (
    <StepFrame
      step={2}
      total={STEPS}
      title={strings.passphrase.label}
      intro={store.email.value}
      onBack={onBack}
      onSubmit={() => typed.value !== "" && void store.signIn("passphrase", typed.value)}
      footer={
        <Button tone="primary" isSubmit isPending={isWorking} isDisabled={typed.value === ""}>
          {strings.signIn.action}
        </Button>
      }
    >
      <PassphraseField
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
        }}
        problem={code === null || isWorking ? undefined : errorSentence(errors, code)}
        isFocusedFirst
        isDisabled={isWorking}
      />
      <button type="button" class="link-button" onClick={onUseKit}>
        {strings.unlock.useKit}
      </button>
    </StepFrame>
  );
}
