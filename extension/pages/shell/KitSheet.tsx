import { useSignal } from "@preact/signals";
import { Copy } from "lucide";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { RecoveryKit } from "../../ui/account/RecoveryKit.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { saveLocally } from "./save-locally.ts";

/** What stands on the sheet. */
export interface PrintedKit {
  readonly kit: string;
  readonly origin: PortalOrigin;
  readonly email: string;
}

export interface KitSheetProps {
  readonly printed: PrintedKit;
  readonly isKept: boolean;
  readonly onKept: (isKept: boolean) => void;
}

/** Shows a recovery kit, this once, to print or to keep as text. */
export function KitSheet({ printed, isKept, onKept }: KitSheetProps): JSX.Element {
  const locale = useLocale();
  const { kit } = locale.strings;
  const madeAtMs = useMemo(() => Date.now(), []);
  const qr = useMemo(() => encode(printed.kit, { ecc: "M", border: 0 }).data, [printed.kit]);
  return (
    <>
      <RecoveryKit
        groups={printed.kit.split("-")}
        qr={qr}
        portal={new URL(printed.origin).host}
        email={printed.email}
        madeAtMs={madeAtMs}
        onPrint={() => window.print()}
        onSaveText={() =>
          saveLocally("strongroom-recovery-kit.txt", "text/plain", [kitText(locale, printed, madeAtMs)])
        }
        more={<CopyButton text={printed.kit} />}
      />
      <Checkbox label={kit.haveIt} isChecked={isKept} onChange={onKept} />
    </>
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
    <>
      <Button icon={Copy} onClick={() => void copy()}>
        {kit.copyCode}
      </Button>
      <p class="field-hint" role="status">
        {isCopied.value && kit.copied}
      </p>
    </>
  );
}

function kitText({ strings, format }: Locale, printed: PrintedKit, madeAtMs: number): string {
  const { kit } = strings;
  return [
    kit.sheetTitle,
    "",
    printed.kit,
    "",
    `${kit.portal}: ${printed.origin}`,
    `${kit.email}: ${printed.email}`,
    `${kit.made}: ${format.date(madeAtMs)}`,
    "",
    kit.how,
    kit.keepSafe,
    "",
  ].join("\r\n");
}
