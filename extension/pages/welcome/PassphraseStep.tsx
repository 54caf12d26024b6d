import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { PassphraseField } from "../../ui/controls/PassphraseField.tsx";
import { StrengthMeter } from "../../ui/controls/StrengthMeter.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { assessPassphrase, type PassphraseStrength } from "../../vault/passphrase.ts";
import { SETUP_STEPS } from "./setup-length.ts";

/** Asks for the passphrase twice and takes none that is easy to guess. It stays in this component and the vault. */
export function PassphraseStep({ store }: { readonly store: SetupStore }): JSX.Element {
  const { passphrase: text, setup } = useLocale().strings;
  const typed = useSignal("");
  const repeated = useSignal("");
  const verdict = useVerdict(typed.value, store);
  const isDifferent = repeated.value !== "" && repeated.value !== typed.value;
  const isReady = (verdict?.isAccepted ?? false) && repeated.value === typed.value;
  const isWeak = verdict !== null && !verdict.isAccepted && repeated.value !== "";
  const isWorking = store.isWorking.value;
  return (
    <StepFrame
      step={3}
      total={SETUP_STEPS}
      title={isWorking ? setup.creatingTitle : setup.passphraseTitle}
      intro={isWorking ? setup.creatingText : setup.passphraseIntro}
      {...(isWorking ? {} : { onBack: store.back })}
      onSubmit={() => isReady && void store.choosePassphrase(typed.value)}
      footer={
        <Button tone="primary" isSubmit isPending={isWorking} isDisabled={!isReady}>
          {setup.makeKeys}
        </Button>
      }
    >
      <PassphraseField
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
        }}
        hint={text.strengthAdvice}
        problem={isWeak ? text.tooWeak : undefined}
        isNew
        isFocusedFirst
        isDisabled={isWorking}
      />
      <StrengthMeter score={verdict?.score ?? null} />
      <PassphraseField
        label={text.repeat}
        value={repeated.value}
        onInput={(value) => {
          repeated.value = value;
        }}
        problem={isDifferent ? text.different : undefined}
        isNew
        isDisabled={isWorking}
      />
      {store.code.value !== null && <ErrorState code={store.code.value} isSmall />}
    </StepFrame>
  );
}

/** The verdict on what is typed now; a verdict on something typed before is never shown. */
function useVerdict(typed: string, store: SetupStore): PassphraseStrength | null {
  const verdict = useSignal<PassphraseStrength | null>(null);
  const { name, email } = store.progress.value;
  useEffect(() => {
    let isCurrent = true;
    verdict.value = null;
    if (typed === "") return;
    void assessPassphrase(typed, [name, email]).then((next) => {
      if (isCurrent) verdict.value = next;
    });
    return () => {
      isCurrent = false;
    };
  }, [typed, name, email, verdict]);
  return verdict.value;
}
