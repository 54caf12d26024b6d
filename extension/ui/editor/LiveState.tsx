import type { JSX } from "preact";
import { useLocale } from "../locale.ts";

export interface LiveStateProps {
  readonly state: "live" | "connecting" | "offline" | "apart";
}

/** Whether others see at once what is typed. In words too: a dot alone says nothing to most. */
export function LiveState({ state }: LiveStateProps): JSX.Element {
  const { live } = useLocale().strings.document;
  return (
    <span class="live-state" data-state={state} data-testid="live-state" title={live[`${state}Text`]}>
      <span class="live-dot" aria-hidden="true" />
      <span class="live-text">{live[state]}</span>
    </span>
  );
}
