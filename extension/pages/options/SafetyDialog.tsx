import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { readSafetyNumber } from "../../people/safety.ts";
import { useLocale } from "../../ui/locale.ts";
import { SafetyDigits } from "../../ui/popup/SafetyDigits.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { useWork } from "../shell/use-work.ts";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

export interface SafetyDialogProps {
  readonly origin: PortalOrigin;
  readonly onClose: () => void;
}

/** One's own safety number, to read out to others. */
export function SafetyDialog({ origin, onClose }: SafetyDialogProps): JSX.Element {
  const { people } = useLocale().strings;
  return (
    <UnlockedDialog origin={origin} title={people.safety.own} width="narrow" onClose={onClose}>
      <OwnNumber origin={origin} />
    </UnlockedDialog>
  );
}

function OwnNumber({ origin }: { readonly origin: PortalOrigin }): JSX.Element {
  const { strings, errors } = useLocale();
  const digits = useSignal<readonly string[]>([]);
  const work = useWork();
  useEffect(() => {
    void work.run(async () => {
      digits.value = (await readSafetyNumber(origin)).own;
    });
  }, [origin]);
  const code = work.code.value;
  return (
    <>
      <p>{strings.people.safety.ownText}</p>
      {digits.value.length > 0 && <SafetyDigits groups={digits.value} />}
      {code !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code)}
        </p>
      )}
    </>
  );
}
