import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import { Button } from "../controls/Button.tsx";
import { PassphraseField } from "../controls/PassphraseField.tsx";
import { LockMark } from "../LockMark.tsx";
import { useLocale } from "../locale.ts";
import { errorSentence } from "../states/error-sentence.ts";
import { UserText } from "../UserText.tsx";

export interface UnlockFormProps {
  /** Whose account it is, as this device knows it. */
  readonly account: string;
  readonly portal?: string;
  /** Something was asked for and is opened after unlocking. */
  readonly isOnTheWay?: boolean;
  readonly isPending: boolean;
  /** Why the last try did not unlock it. */
  readonly error: ErrorCode | null;
  /** No try is taken before this time. */
  readonly retryAtMs: number | null;
  readonly onUnlock: (passphrase: string) => void;
  readonly onUseKit: () => void;
}

/** Asks for the passphrase. What was typed is gone from the field as soon as a try has failed. */
export function UnlockForm(props: UnlockFormProps): JSX.Element {
  const { strings, errors, format } = useLocale();
  const text = strings.unlock;
  const [passphrase, setPassphrase] = useState("");
  const waitMs = useWait(props.retryAtMs);
  const isWaiting = waitMs > 0;
  const { error, isPending } = props;
  useEffect(() => {
    if (error !== null && !isPending) setPassphrase("");
  }, [error, isPending]);
  const problem = isWaiting
    ? text.waitBefore(format.duration(waitMs))
    : error && errorSentence(errors, error);
  return (
    <form
      class="unlock"
      noValidate
      data-testid="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWaiting && !isPending && passphrase !== "") props.onUnlock(passphrase);
      }}
    >
      <LockMark size={32} />
      <h1>{text.title}</h1>
      <p class="unlock-account">
        <UserText text={props.account} />
        {props.portal !== undefined && <bdi class="app-portal">{props.portal}</bdi>}
      </p>
      {props.isOnTheWay && <p class="unlock-intro">{text.introForFile}</p>}
      <input type="hidden" autocomplete="username" value={props.account} />
      <PassphraseField
        value={passphrase}
        onInput={setPassphrase}
        problem={isPending ? undefined : (problem ?? undefined)}
        isFocusedFirst
      />
      <Button
        tone="primary"
        isSubmit
        isWide
        isPending={isPending}
        isDisabled={isWaiting || passphrase === ""}
      >
        {isPending ? text.unlocking : text.action}
      </Button>
      <button type="button" class="link-button" onClick={props.onUseKit}>
        {text.useKit}
      </button>
    </form>
  );
}

/** Milliseconds left until a time, told every second while there are any. */
function useWait(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now);
  const leftMs = untilMs === null ? 0 : Math.max(untilMs - nowMs, 0);
  const isLeft = leftMs > 0;
  useEffect(() => {
    setNowMs(Date.now());
    if (!isLeft) return;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isLeft, untilMs]);
  return leftMs;
}
