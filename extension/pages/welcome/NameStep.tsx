import type { JSX } from "preact";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { TextField } from "../../ui/controls/TextField.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { useLocale } from "../../ui/locale.ts";

/** Asks for the name that others see. */
export function NameStep({ store }: { readonly store: SetupStore }): JSX.Element {
  const { setup, actions } = useLocale().strings;
  const { name } = store.progress.value;
  const isReady = name.trim() !== "";
  const step = store.numberOf("name");
  return (
    <StepFrame
      step={step}
      total={store.total}
      title={setup.nameTitle}
      intro={setup.nameIntro}
      {...(step > 1 ? { onBack: store.back } : {})}
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
