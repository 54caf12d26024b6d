import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { PassphraseField } from "../../ui/controls/PassphraseField.tsx";
import { StrengthMeter } from "../../ui/controls/StrengthMeter.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { Catalogue } from "../../ui/strings/en.ts";
import {
  assessPassphrase,
  PASSPHRASE_CHARACTERS_MIN,
  type PassphraseStrength,
} from "../../vault/passphrase.ts";

/** Estimating takes longer than typing a letter, so it waits for a pause. */
const PAUSE_MS = 120;

export interface NewPassphraseProps {
  /** Words that a guesser knows about the person: name, address, portal. */
  readonly personal: readonly [string, string, string];
  readonly isDisabled: boolean;
  readonly isFocusedFirst?: boolean;
  /** Says "New passphrase" where the old one is asked for as well. */
  readonly label?: string;
  /** Hears the passphrase when it is strong and typed twice, else null. */
  readonly onChange: (passphrase: string | null) => void;
}

/** Asks for a new passphrase twice and takes none that is easy to guess. */
export function NewPassphrase(props: NewPassphraseProps): JSX.Element {
  const { personal, isDisabled, isFocusedFirst = false, label, onChange } = props;
  const { passphrase: text } = useLocale().strings;
  const typed = useSignal("");
  const repeated = useSignal("");
  const verdict = useVerdict(typed.value, personal);
  const isDifferent = repeated.value !== "" && repeated.value !== typed.value;
  const isReady = (verdict?.isAccepted ?? false) && repeated.value === typed.value;
  const ready = isReady ? typed.value : null;
  useEffect(() => onChange(ready), [ready]);
  const weakness = weaknessOf(verdict, repeated.value !== "", text);
  return (
    <>
      <PassphraseField
        {...(label === undefined ? {} : { label })}
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
        }}
        hint={text.strengthAdvice}
        problem={weakness ?? undefined}
        isNew
        isFocusedFirst={isFocusedFirst}
        isDisabled={isDisabled}
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
        isDisabled={isDisabled}
      />
    </>
  );
}

/**
 * Why a passphrase is not taken. What is only short or simple may still be on its way, so that waits for the second
 * field; a phrase that everybody knows, or the person's own name, is told at once.
 */
function weaknessOf(
  verdict: PassphraseStrength | null,
  isRepeating: boolean,
  text: Catalogue["passphrase"],
): string | null {
  switch (verdict?.hint) {
    case "wellKnown":
    case "personal":
      return text[verdict.hint];
    case "tooShort":
      return isRepeating ? text.tooShort(PASSPHRASE_CHARACTERS_MIN) : null;
    case "tooEasy":
      return isRepeating ? text.tooWeak : null;
    default:
      return null;
  }
}

/** The verdict on what is typed now; a verdict on something typed before is never shown. */
function useVerdict(typed: string, personal: NewPassphraseProps["personal"]): PassphraseStrength | null {
  const verdict = useSignal<PassphraseStrength | null>(null);
  const [name, email, origin] = personal;
  useEffect(() => {
    let isCurrent = true;
    verdict.value = null;
    if (typed === "") return;
    const timer = setTimeout(async () => {
      const next = await assessPassphrase(typed, [name, email, origin]);
      if (isCurrent) verdict.value = next;
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, name, email, origin, verdict]);
  return verdict.value;
}
