import type { JSX } from "preact";
import { useLocale } from "../locale.ts";

export interface StrengthMeterProps {
  /** 0 (very weak) to 4 (strong); null while nothing has been typed. */
  readonly score: 0 | 1 | 2 | 3 | 4 | null;
}

/** Four bars and a word. The word carries the meaning; colour only repeats it. */
export function StrengthMeter({ score }: StrengthMeterProps): JSX.Element {
  const { passphrase } = useLocale().strings;
  const word = score === null ? "" : (passphrase.strengthLevels[score] ?? "");
  return (
    <div class="strength" data-score={score ?? "none"} data-testid="strength-meter">
      <div class="strength-bars" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} class={`strength-bar ${step <= (score ?? 0) ? "is-on" : ""}`} />
        ))}
      </div>
      <p class="strength-word" role="status">
        {score !== null && <span class="visually-hidden">{passphrase.strength}: </span>}
        {word}
      </p>
    </div>
  );
}
