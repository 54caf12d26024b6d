import type { JSX } from "preact";
import type { NameQuestion } from "../../files/name-questions.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { Dialog } from "../../ui/overlays/Dialog.tsx";

/** Asks when a name is taken. Overwriting is not among the answers. */
export function NameTakenDialog({ question }: { readonly question: NameQuestion }): JSX.Element {
  const { files } = useLocale().strings;
  const { name, suggested, answer } = question;
  const footer = (
    <>
      <Button onClick={() => answer("stop")}>{files.takenStop}</Button>
      <Button onClick={() => answer("keepBothAll")}>{files.takenKeepAll}</Button>
      <Button tone="primary" onClick={() => answer("keepBoth")}>
        {files.takenKeep}
      </Button>
    </>
  );
  return (
    <Dialog title={files.takenTitle} role="alertdialog" footer={footer} onClose={() => answer("stop")}>
      <p>{files.takenText(name, suggested)}</p>
    </Dialog>
  );
}
