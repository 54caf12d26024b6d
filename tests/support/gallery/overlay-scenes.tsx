import type { JSX } from "preact";
import { Button } from "../../../extension/ui/controls/Button.tsx";
import { useLocale } from "../../../extension/ui/locale.ts";
import { Banner } from "../../../extension/ui/overlays/Banner.tsx";
import { ConfirmDialog } from "../../../extension/ui/overlays/ConfirmDialog.tsx";
import { ShortcutHelp } from "../../../extension/ui/overlays/ShortcutHelp.tsx";
import { filesShortcuts } from "../../../extension/ui/overlays/standard-shortcuts.ts";
import { ToastStack } from "../../../extension/ui/overlays/ToastStack.tsx";
import { OfflineBar } from "../../../extension/ui/states/OfflineBar.tsx";
import { nothing } from "./samples.ts";

export function Confirm(): JSX.Element {
  const { files } = useLocale().strings;
  return (
    <ConfirmDialog
      title={files.deleteTitle(1)}
      action={files.deleteForever}
      isDanger
      onConfirm={nothing}
      onCancel={nothing}
    >
      <p>{files.deleteOne("Lease for the flat.docx")}</p>
    </ConfirmDialog>
  );
}

export function Shortcuts(): JSX.Element {
  return <ShortcutHelp groups={filesShortcuts(useLocale().strings)} onClose={nothing} />;
}

export function Banners(): JSX.Element {
  const { strings } = useLocale();
  return (
    <main>
      <h1 class="visually-hidden">Banners</h1>
      <Banner onDismiss={nothing}>{strings.editor.macros}</Banner>
      <Banner
        tone="attention"
        title={strings.editor.conflictTitle}
        actions={<Button>{strings.actions.open}</Button>}
      >
        {strings.editor.conflictChoice}
      </Banner>
      <Banner tone="loss" title="This file’s end is missing.">
        Nothing was changed.
      </Banner>
      <OfflineBar keepsChanges />
      <ToastStack
        onDismiss={nothing}
        toasts={[
          { id: "1", tone: "done", text: strings.files.deleted(3) },
          {
            id: "2",
            tone: "failed",
            text: strings.files.dropFailed,
            action: { label: strings.actions.retry, onSelect: nothing },
          },
        ]}
      />
    </main>
  );
}
