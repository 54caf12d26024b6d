import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { NewPassphrase } from "../shell/NewPassphrase.tsx";

export interface PassphraseStepProps {
  readonly store: SetupStore;
  readonly origin: PortalOrigin;
}

/** Asks for the passphrase. It stays in this component and the vault. */
export function PassphraseStep({ store, origin }: PassphraseStepProps): JSX.Element {
  const { setup } = useLocale().strings;
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const { name, email } = store.progress.value;
  const isWorking = store.isWorking.value;
  return (
    <StepFrame
      step={store.numberOf("passphrase")}
      total={store.total}
      title={isWorking ? setup.creatingTitle : setup.passphraseTitle}
      intro={isWorking ? setup.creatingText : setup.passphraseIntro}
      {...(isWorking ? {} : { onBack: store.back })}
      onSubmit={() => passphrase !== null && void store.choosePassphrase(passphrase)}
      footer={
        <Button tone="primary" isSubmit isPending={isWorking} isDisabled={passphrase === null}>
          {setup.makeKeys}
        </Button>
      }
    >
      <NewPassphrase
        personal={[name, email, origin]}
        isDisabled={isWorking}
        isFocusedFirst
        onChange={setPassphrase}
      />
      {store.code.value !== null && <ErrorState code={store.code.value} isSmall />}
    </StepFrame>
  );
}
