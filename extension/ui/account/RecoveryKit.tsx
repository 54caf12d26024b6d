import { Download, Printer } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { Button } from "../controls/Button.tsx";
import { BrandWord } from "../LockMark.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";
import { QrCode } from "./QrCode.tsx";

export interface RecoveryKitProps {
  readonly groups: readonly string[];
  /** The code's modules, as the QR library gives them. */
  readonly qr: readonly (readonly boolean[])[];
  readonly portal: string;
  readonly email: string;
  readonly madeAtMs: number;
  readonly onPrint: () => void;
  readonly onSaveText: () => void;
  /** After the two, in their row. */
  readonly more?: ComponentChildren;
}

/** The sheet that opens everything when the passphrase is forgotten. Printing prints the sheet alone. */
export function RecoveryKit(props: RecoveryKitProps): JSX.Element {
  const { strings } = useLocale();
  return (
    <div class="kit-holder" data-testid="recovery-kit">
      <KitSheet {...props} />
      <div class="kit-actions">
        <Button icon={Printer} onClick={props.onPrint}>
          {strings.actions.print}
        </Button>
        <Button icon={Download} onClick={props.onSaveText}>
          {strings.actions.saveAsText}
        </Button>
        {props.more}
      </div>
    </div>
  );
}

function KitSheet(props: Omit<RecoveryKitProps, "onPrint" | "onSaveText" | "more">): JSX.Element {
  const { strings, format } = useLocale();
  const text = strings.kit;
  return (
    <article class="kit" aria-label={text.sheetTitle}>
      <header class="kit-header">
        <BrandWord />
        <h2>{text.sheetTitle}</h2>
      </header>
      <div class="kit-code">
        <ol class="kit-groups" aria-label={text.code} dir="ltr">
          {props.groups.map((group, index) => (
            <li key={index}>
              <span class="kit-position">{format.number(index + 1)}</span>
              <code>{group}</code>
            </li>
          ))}
        </ol>
        <QrCode modules={props.qr} label={text.qrLabel} />
      </div>
      <dl class="kit-facts">
        <div>
          <dt>{text.portal}</dt>
          <dd>
            <UserText text={props.portal} />
          </dd>
        </div>
        <div>
          <dt>{text.email}</dt>
          <dd>
            <UserText text={props.email} />
          </dd>
        </div>
        <div>
          <dt>{text.made}</dt>
          <dd>{format.date(props.madeAtMs)}</dd>
        </div>
      </dl>
      <p class="kit-note">{text.how}</p>
      <p class="kit-note">{text.keepSafe}</p>
    </article>
  );
}
