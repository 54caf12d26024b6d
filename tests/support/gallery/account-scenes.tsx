import type { JSX } from "preact";
import { KitProof } from "../../../extension/ui/account/KitProof.tsx";
import { RecoveryKit } from "../../../extension/ui/account/RecoveryKit.tsx";
import { UnlockForm } from "../../../extension/ui/account/UnlockForm.tsx";
import { Button } from "../../../extension/ui/controls/Button.tsx";
import { Checkbox } from "../../../extension/ui/controls/Checkbox.tsx";
import { PassphraseField } from "../../../extension/ui/controls/PassphraseField.tsx";
import { StrengthMeter } from "../../../extension/ui/controls/StrengthMeter.tsx";
import { CardPage } from "../../../extension/ui/layout/CardPage.tsx";
import { StepFrame } from "../../../extension/ui/layout/StepFrame.tsx";
import { useLocale } from "../../../extension/ui/locale.ts";
import { KIT_GROUPS, NOW_MS, nothing, QR } from "./samples.ts";

export function Unlock({
  hasFailed = false,
  isWaiting = false,
}: {
  hasFailed?: boolean;
  isWaiting?: boolean;
}): JSX.Element {
  return (
    <CardPage>
      <UnlockForm
        account="alice@example.org"
        portal="portal.example.org"
        isOnTheWay
        isPending={false}
        error={hasFailed ? "UNLOCK_REFUSED" : null}
        retryAtMs={isWaiting ? Date.now() + 95_000 : null}
        onUnlock={nothing}
        onUseKit={nothing}
      />
    </CardPage>
  );
}

export function SetupPassphrase(): JSX.Element {
  const { setup, passphrase, actions } = useLocale().strings;
  return (
    <StepFrame
      step={3}
      total={5}
      title={setup.passphraseTitle}
      intro={setup.passphraseIntro}
      onBack={nothing}
      onSubmit={nothing}
      footer={
        <Button tone="primary" isSubmit>
          {actions.continue}
        </Button>
      }
    >
      <PassphraseField
        value="winter"
        onInput={nothing}
        isNew
        isFocusedFirst
        hint={passphrase.strengthAdvice}
      />
      <StrengthMeter score={1} />
      <PassphraseField
        label={passphrase.repeat}
        value="winte"
        onInput={nothing}
        isNew
        problem={passphrase.different}
      />
    </StepFrame>
  );
}

export function SetupKit(): JSX.Element {
  const { kit, actions } = useLocale().strings;
  return (
    <StepFrame
      step={4}
      total={5}
      width="wide"
      title={kit.title}
      intro={kit.intro}
      onSubmit={nothing}
      footer={
        <Button tone="primary" isSubmit>
          {actions.continue}
        </Button>
      }
    >
      <RecoveryKit
        groups={KIT_GROUPS}
        qr={QR}
        portal="https://portal.example.org"
        email="alice@example.org"
        madeAtMs={NOW_MS}
        onPrint={nothing}
        onSaveText={nothing}
      />
      <Checkbox label={kit.haveIt} isChecked={false} onChange={nothing} />
    </StepFrame>
  );
}

export function SetupProof(): JSX.Element {
  const { proof } = useLocale().strings;
  return (
    <StepFrame
      step={5}
      total={5}
      title={proof.title}
      intro={proof.intro}
      onBack={nothing}
      onSubmit={nothing}
      footer={
        <Button tone="primary" isSubmit>
          {proof.action}
        </Button>
      }
    >
      <KitProof positions={[3, 7]} groups={["XW9H", "G6"]} onInput={nothing} wrong={[7]} />
    </StepFrame>
  );
}
