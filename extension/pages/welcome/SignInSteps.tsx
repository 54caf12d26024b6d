import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createSignInStore, type SignInStore } from "../../state/sign-in-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { PassphraseField } from "../../ui/controls/PassphraseField.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { signIn } from "../../vault/sign-in.ts";
import { KitForm } from "../shell/KitForm.tsx";

const STEPS = 2;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
type Step = "email" | "passphrase" | "kit";

/** Opens an account on a new device: whose it is, then what opens it. */
export function SignInSteps(props: {
  readonly origin: PortalOrigin;
  readonly onDone: () => void;
}): JSX.Element {
  const { origin, onDone } = props;
  const store = useMemo(() => createSignInStore(origin, signIn), [origin]);
  const step = useSignal<Step>("email");
  const goTo = (next: Step) => () => {
    step.value = next;
  };
  const isDone = store.isDone.value;
  useEffect(() => {
    if (isDone) onDone();
  }, [isDone, onDone]);
  switch (step.value) {
    case "email":
      return <EmailQuestion store={store} onNext={goTo("passphrase")} />;
    case "passphrase":
      return <PassphraseQuestion store={store} onBack={goTo("email")} onUseKit={goTo("kit")} />;
    case "kit":
      return (
        <CardPage>
          <KitForm
            isPending={store.isWorking.value}
            error={store.code.value}
            retryAtMs={null}
            onBack={goTo("passphrase")}
            onSubmit={(secret) => void store.signIn("kit", secret)}
          />
        </CardPage>
      );
  }
}

function EmailQuestion(props: { readonly store: SignInStore; readonly onNext: () => void }): JSX.Element {
  const { signIn: text, setup, actions } = useLocale().strings;
  const email = props.store.email.value;
  const isReady = EMAIL.test(email.trim());
  return (
    <StepFrame
      step={1}
      total={STEPS}
      title={text.title}
      intro={text.intro}
      onSubmit={() => isReady && props.onNext()}
      footer={
        <Button tone="primary" isSubmit isDisabled={!isReady}>
          {actions.continue}
        </Button>
      }
    >
      <TextField
        label={setup.emailLabel}
        kind="email"
        value={email}
        onInput={props.store.setEmail}
        autocomplete="username"
        isFocusedFirst
      />
    </StepFrame>
  );
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
