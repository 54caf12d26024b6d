import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SetupStore } from "../../state/setup-store.ts";
import { KitProof } from "../../ui/account/KitProof.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import type { PendingSetup } from "../../vault/setup.ts";
import { SETUP_STEPS } from "./setup-length.ts";

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
    if (!isReady) return;
    const groups = pending.askedGroups.map((group, index) => [group, typed.value[index] ?? ""] as const);
    void store.proveKit(Object.fromEntries(groups));
  };
  return (
    <StepFrame
      step={5}
      total={SETUP_STEPS}
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
      {store.code.value !== null && <ErrorState code={store.code.value} isSmall />}
    </StepFrame>
  );
}

/** Which fields to mark once the check has failed. The kit was shown a step ago, so this gives nothing away. */
function wrongPositions({ kit, askedGroups }: PendingSetup, typed: readonly string[]): number[] {
  const groups = kit.split("-");
  const isSame = (group: string, text: string) => group.toUpperCase() === text.trim().toUpperCase();
  return askedGroups.flatMap((group, index) =>
    isSame(groups[group] ?? "", typed[index] ?? "") ? [] : [group + 1],
  );
}
