import { useSignal } from "@preact/signals";
import { Copy } from "lucide";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import type { SetupStore } from "../../state/setup-store.ts";
import { RecoveryKit } from "../../ui/account/RecoveryKit.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { type Locale, useLocale } from "../../ui/locale.ts";
import type { PendingSetup } from "../../vault/setup.ts";
import { saveLocally } from "../shell/save-locally.ts";
import { SETUP_STEPS } from "./setup-length.ts";

export interface KitStepProps {
  readonly store: SetupStore;
  readonly pending: PendingSetup;
}

/** Shows the recovery kit, this once, to print or to keep as text. */
export function KitStep({ store, pending }: KitStepProps): JSX.Element {
  const locale = useLocale();
  const { kit, actions } = locale.strings;
  const isKept = useSignal(false);
  const madeAtMs = useMemo(() => Date.now(), []);
  const qr = useMemo(() => encode(pending.kit, { ecc: "M", border: 0 }).data, [pending.kit]);
  return (
    <StepFrame
      step={4}
      total={SETUP_STEPS}
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
      <RecoveryKit
        groups={pending.kit.split("-")}
        qr={qr}
        portal={new URL(pending.origin).host}
        email={pending.email}
        madeAtMs={madeAtMs}
        onPrint={() => window.print()}
        onSaveText={() =>
          saveLocally("strongroom-recovery-kit.txt", "text/plain", [kitText(locale, pending, madeAtMs)])
        }
      />
      <CopyButton text={pending.kit} />
      <Checkbox
        label={kit.haveIt}
        isChecked={isKept.value}
        onChange={(isChecked) => {
          isKept.value = isChecked;
        }}
      />
    </StepFrame>
  );
}

/** For a password manager. What was copied lies in the clipboard, so the person is told to copy something else. */
function CopyButton({ text }: { readonly text: string }): JSX.Element {
  const { kit } = useLocale().strings;
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    isCopied.value = true;
  };
  return (
    <div class="kit-actions">
      <Button icon={Copy} onClick={() => void copy()}>
        {kit.copyCode}
      </Button>
      <p class="field-hint" role="status">
        {isCopied.value && kit.copied}
      </p>
    </div>
  );
}

function kitText({ strings, format }: Locale, pending: PendingSetup, madeAtMs: number): string {
  const { kit } = strings;
  return [
    kit.sheetTitle,
    "",
    pending.kit,
    "",
    `${kit.portal}: ${pending.origin}`,
    `${kit.email}: ${pending.email}`,
    `${kit.made}: ${format.date(madeAtMs)}`,
    "",
    kit.how,
    kit.keepSafe,
    "",
  ].join("\r\n");
}
