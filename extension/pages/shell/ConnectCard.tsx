import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { codeOf } from "../../state/error-code.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { LockMark } from "../../ui/LockMark.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { askAndConnect } from "./connect.ts";

export interface ConnectCardProps {
  readonly origin: PortalOrigin;
  /** The tab that shows the portal, to carry on there. */
  readonly tabId?: number;
  readonly onConnected: () => void;
}

/** Offers to connect a portal: the one place where the browser's permission is asked for. */
export function ConnectCard({ origin, tabId, onConnected }: ConnectCardProps): JSX.Element {
  const { strings, errors } = useLocale();
  const code = useSignal<ErrorCode | "refused" | null>(null);
  const isPending = useSignal(false);
  const connect = async () => {
    isPending.value = true;
    try {
      const isAllowed = await askAndConnect(origin, tabId);
      code.value = isAllowed ? null : "refused";
      if (isAllowed) onConnected();
    } catch (error) {
      code.value = codeOf(error);
    }
    isPending.value = false;
  };
  const problem = code.value === "refused" ? strings.popup.permissionRefused : null;
  return (
    <div class="state" data-testid="connect">
      <LockMark size={32} />
      <h1>{strings.popup.connectTitle}</h1>
      <p>{strings.popup.connectText(new URL(origin).host)}</p>
      {code.value !== null && (
        <p class="field-problem" role="alert">
          {problem ?? (code.value === "refused" ? "" : errorSentence(errors, code.value))}
        </p>
      )}
      <div class="state-actions">
        <Button tone="primary" isPending={isPending.value} onClick={() => void connect()}>
          {strings.popup.connectAction}
        </Button>
      </div>
    </div>
  );
}
