import { Copy } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { useLocale } from "../locale.ts";

export interface LinkCardProps {
  readonly link: string;
  readonly expiresAtMs: number;
  readonly onDone: () => void;
}

/** An invitation's link, the one time that it is shown. */
export function LinkCard({ link, expiresAtMs, onDone }: LinkCardProps): JSX.Element {
  const { strings, format } = useLocale();
  const { invitations } = strings.people;
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const copy = async (): Promise<void> => {
    const isCopied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    setCopied(isCopied ? "copied" : "copyFailed");
  };
  return (
    <div class="popup-form" data-testid="invitation-link">
      <p>{invitations.linkText}</p>
      <input
        class="input input-code"
        type="text"
        dir="ltr"
        readOnly
        aria-label={invitations.link}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p class="popup-quiet">{invitations.until(format.moment(expiresAtMs))}</p>
      <div class="popup-buttons">
        <Button tone="primary" icon={Copy} onClick={() => void copy()}>
          {strings.actions.copyLink}
        </Button>
        <Button onClick={onDone}>{strings.actions.done}</Button>
      </div>
      <p role="status">{copied === null ? "" : invitations[copied]}</p>
    </div>
  );
}
