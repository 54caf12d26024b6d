import type { JSX } from "preact";
import { LockMark } from "../LockMark.tsx";
import { useLocale } from "../locale.ts";

export interface LoadingPageProps {
  /** What is being waited for; "Loading…" without it. */
  readonly text?: string;
  /** 0 to 1, when it is known. */
  readonly share?: number | null;
}

/** A whole page that waits, shown only after 300 ms. */
export function LoadingPage({ text, share = null }: LoadingPageProps): JSX.Element {
  const { strings, format } = useLocale();
  const label = text ?? strings.states.loading;
  return (
    <div class="loading" role="status" data-testid="loading">
      <LockMark size={32} />
      <p>{label}</p>
      {share !== null && <progress aria-label={label} max={1} value={share} title={format.percent(share)} />}
    </div>
  );
}
