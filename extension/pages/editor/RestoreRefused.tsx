import type { JSX } from "preact";
import type { Refusal } from "../../state/look-round.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";

export interface RestoreRefusedProps {
  readonly why: Refusal;
  readonly onClose: () => void;
}

/** A session that others are in goes on with what it stands on: no older version is put under it. */
export function RestoreRefused({ why, onClose }: RestoreRefusedProps): JSX.Element {
  const { strings } = useLocale();
  const { history } = strings.document;
  const footer = <Button onClick={onClose}>{strings.actions.close}</Button>;
  return (
    <Dialog title={history.restoreRefused} width="narrow" footer={footer} onClose={onClose}>
      {why === "others" ? history.restoreLive : history.restoreUnsure}
    </Dialog>
  );
}
