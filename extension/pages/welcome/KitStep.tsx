import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { PendingSetup } from "../../vault/setup.ts";
import { KitSheet } from "../shell/KitSheet.tsx";

export interface KitStepProps {
  readonly store: SetupStore;
  readonly pending: PendingSetup;
}

/** Shows the recovery kit; nobody goes on without saying that it is kept. */
export function KitStep({ store, pending }: KitStepProps): JSX.Element {
  const { kit, actions } = useLocale().strings;
  const isKept = useSignal(false);
  return (
    <StepFrame
      step={store.numberOf("kit")}
      total={store.total}
      title={kit.title}
      intro={kit.intro}
      width="wide"
      onBack={store.back}
      onSubmit={() => isKept.value && store.goOn()}
      footer={
        <Button tone="primary" isSubmit isDisabled={!isKept.value}>
          {actions.continue}
        </Button>
      }
    >
      <KitSheet
        printed={pending}
        isKept={isKept.value}
        onKept={(kept) => {
          isKept.value = kept;
        }}
      />
    </StepFrame>
  );
}
