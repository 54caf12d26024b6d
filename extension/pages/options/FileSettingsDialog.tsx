import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { type FileSettings, readFileSettings, saveFileSettings } from "../../people/own-settings.ts";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { SelectField } from "../../ui/controls/SelectField.tsx";
import { useLocale } from "../../ui/locale.ts";
import { useWork } from "../shell/use-work.ts";
import { WorkForm } from "../shell/WorkForm.tsx";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

export interface FileSettingsDialogProps {
  readonly origin: PortalOrigin;
  readonly onClose: () => void;
}

/** Row 49: how the person's own lists of files behave, in all of his browsers. */
export function FileSettingsDialog({ origin, onClose }: FileSettingsDialogProps): JSX.Element {
  const { ownAccount } = useLocale().strings;
  return (
    <UnlockedDialog origin={origin} title={ownAccount.files} onClose={onClose}>
      <FileSettingsForm origin={origin} onSaved={onClose} />
    </UnlockedDialog>
  );
}

interface FormProps {
  readonly origin: PortalOrigin;
  readonly onSaved: () => void;
}

function FileSettingsForm({ origin, onSaved }: FormProps): JSX.Element {
  const { ownAccount: words, actions } = useLocale().strings;
  const wanted = useSignal<FileSettings | null>(null);
  const work = useWork();
  useEffect(
    () =>
      void work.run(async () => {
        wanted.value = await readFileSettings(origin);
      }),
    [origin],
  );
  const save = async () => {
    if (wanted.value) await saveFileSettings(origin, wanted.value);
    onSaved();
  };
  const labels = { name: words.sortName, changed: words.sortChanged, size: words.sortSize } as const;
  const settings = wanted.value;
  return (
    <WorkForm work={work} action={actions.save} isReady={settings !== null} onSubmit={save}>
      <p>{words.filesText}</p>
      {settings && (
        <>
          <Checkbox
            label={words.askTrash}
            isChecked={settings.isTrashAsked}
            onChange={(isTrashAsked) => {
              wanted.value = { ...settings, isTrashAsked };
            }}
          />
          <SelectField
            label={words.sortFiles}
            value={settings.sortBy}
            options={(["name", "changed", "size"] as const).map((value) => ({ value, label: labels[value] }))}
            onChange={(sortBy) => {
              wanted.value = { ...settings, sortBy };
            }}
          />
        </>
      )}
    </WorkForm>
  );
}
