import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SetupStore } from "../../state/setup-store.ts";
import { KitProof } from "../../ui/account/KitProof.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import type { PendingSetup } from "../../vault/setup.ts";
import { groupsByNumber, wrongPositions } from "../shell/kit-groups.ts";

export interface ProofStepProps {
  readonly store: SetupStore;
  readonly pending: PendingSetup;
}

/** Asks for some groups of the kit, so that nobody goes on without one in hand. */
export function ProofStep({ store, pending }: ProofStepProps): JSX.Element {
  const { proof } = useLocale().strings;
  const positions = pending.askedGroups.map((group) => group + 1);
  const typed = useSignal<readonly string[]>(positions.map(() => ""));
  const isReady = typed.value.every((group) => group !== "");
  const wrong = wrongPositions(pending, typed.value);
  const submit = () => {
    if (isReady) void store.proveKit(groupsByNumber(pending, typed.value));
  };
  return (
    <StepFrame
      step={store.numberOf("proof")}
      total={store.total}
      title={proof.title}
      intro={proof.intro}
      onBack={store.back}
      onSubmit={submit}
      footer={
        <Button tone="primary" isSubmit isPending={store.isWorking.value} isDisabled={!isReady}>
          {proof.action}
        </Button>
      }
    >
      <KitProof
        positions={positions}
        groups={typed.value}
        wrong={store.isProofWrong.value ? wrong : []}
        isDisabled={store.isWorking.value}
        onInput={(groups) => {
          typed.value = groups;
        }}
      />
      {store.code.value === "EMAIL_TAKEN" ? (
        <EmailTaken store={store} />
      ) : (
        store.code.value !== null && <ErrorState code={store.code.value} isSmall />
      )}
    </StepFrame>
  );
}

/** The address became known to be somebody's only now: another one needs new keys, and so a new kit. */
function EmailTaken({ store }: { readonly store: SetupStore }): JSX.Element {
  const { joining } = useLocale().strings;
  return (
    <>
      <ErrorState
        code="EMAIL_TAKEN"
        isSmall
        actions={<Button onClick={store.changeEmail}>{joining.otherEmail}</Button>}
      />
      <p class="field-hint">{joining.otherEmailText}</p>
    </>
  );
}
