import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { createSetupStore, type SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { beginSetup, finishSetup, proveKit, readPendingSetup } from "../../vault/setup.ts";
import { forgetSetupAnswers, keepSetupAnswers, readSetupAnswers } from "../../vault/setup-answers.ts";
import { historySteps } from "./history-steps.ts";
import { KitStep } from "./KitStep.tsx";
import { PassphraseStep } from "./PassphraseStep.tsx";
import { ProofStep } from "./ProofStep.tsx";
import { SETUP_STEPS } from "./setup-length.ts";

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export interface SetupStepsProps {
  readonly origin: PortalOrigin;
  readonly onDone: () => void;
  readonly onSignIn: () => void;
}

/** The questions of setup, one at a time. */
export function SetupSteps({ origin, onDone, onSignIn }: SetupStepsProps): JSX.Element {
  const store = useSetup(origin);
  const { setup } = useLocale().strings;
  if (store.code.value === "SETUP_CLOSED") {
    const actions = <Button onClick={onSignIn}>{setup.signInInstead}</Button>;
    return (
      <CardPage>
        <EmptyState title={setup.alreadyTitle} text={setup.alreadyText} actions={actions} />
      </CardPage>
    );
  }
  switch (store.progress.value.step) {
    case "name":
      return <NameStep store={store} />;
    case "email":
      return <EmailStep store={store} />;
    case "passphrase":
      return <PassphraseStep store={store} />;
    case "kit":
      return store.pending.value ? <KitStep store={store} pending={store.pending.value} /> : <LoadingPage />;
    case "proof":
      return store.pending.value ? (
        <ProofStep store={store} pending={store.pending.value} />
      ) : (
        <LoadingPage />
      );
    case "done":
      return <DoneStep onDone={onDone} />;
  }
}

function useSetup(origin: PortalOrigin): SetupStore {
  const { store, ending } = useMemo(() => {
    const controller = new AbortController();
    const answers = { forgetSetupAnswers, keepSetupAnswers, readSetupAnswers };
    const core = { beginSetup, finishSetup, proveKit, readPendingSetup, ...answers };
    const made = createSetupStore({ origin, core, memory: historySteps, signal: controller.signal });
    return { store: made, ending: controller };
  }, [origin]);
  useEffect(() => {
    void store.start();
    return () => ending.abort();
  }, [store, ending]);
  return store;
}

function NameStep({ store }: { readonly store: SetupStore }): JSX.Element {
  const { setup, actions } = useLocale().strings;
  const { name } = store.progress.value;
  const isReady = name.trim() !== "";
  return (
    <StepFrame
      step={1}
      total={SETUP_STEPS}
      title={setup.nameTitle}
      intro={setup.nameIntro}
      onSubmit={() => isReady && store.goOn()}
      footer={
        <Button tone="primary" isSubmit isDisabled={!isReady}>
          {actions.continue}
        </Button>
      }
    >
      <TextField
        label={setup.nameLabel}
        value={name}
        onInput={store.setName}
        autocomplete="name"
        maxLength={200}
        isFocusedFirst
      />
    </StepFrame>
  );
}

function EmailStep({ store }: { readonly store: SetupStore }): JSX.Element {
  const { setup, actions } = useLocale().strings;
  const { email } = store.progress.value;
  const isReady = EMAIL.test(email.trim());
  return (
    <StepFrame
      step={2}
      total={SETUP_STEPS}
      title={setup.emailTitle}
      intro={setup.emailIntro}
      onBack={store.back}
      onSubmit={() => isReady && store.goOn()}
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
        onInput={store.setEmail}
        autocomplete="email"
        maxLength={254}
        isFocusedFirst
      />
    </StepFrame>
  );
}

function DoneStep({ onDone }: { readonly onDone: () => void }): JSX.Element {
  const { setup } = useLocale().strings;
  return (
    <StepFrame
      step={SETUP_STEPS}
      total={SETUP_STEPS}
      title={setup.readyTitle}
      intro={setup.readyText}
      onSubmit={onDone}
      footer={
        <Button tone="primary" isSubmit>
          {setup.openPrivateRoom}
        </Button>
      }
    >
      {null}
    </StepFrame>
  );
}
