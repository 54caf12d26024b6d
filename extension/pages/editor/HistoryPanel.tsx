import { useSignal } from "@preact/signals";
import { X } from "lucide";
import type { JSX } from "preact";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { VersionRows } from "../../ui/editor/VersionRows.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";
import { useVersions, type VersionedFile } from "../shell/use-versions.ts";

export interface HistoryPanelProps extends VersionedFile {
  /** The one on the screen. */
  readonly shown?: number;
  readonly mayDownload: boolean;
  /** Left out where there is nothing to show it with. */
  readonly onView?: (version: number) => void;
  /** Left out where the person may not. */
  readonly onRestore?: (version: number) => void;
  readonly onClose: () => void;
}

/** The versions of the document beside it. */
export function HistoryPanel(props: HistoryPanelProps): JSX.Element {
  const { origin, node, newest, onRestore } = props;
  const { strings, errors } = useLocale();
  const { history } = strings.document;
  const { versions, code, download } = useVersions({ origin, node, newest });
  const asked = useSignal<number | null>(null);
  return (
    <aside class="info" aria-label={history.title} data-testid="history">
      <header class="info-header">
        <h2>{history.title}</h2>
        <IconButton icon={X} label={strings.actions.close} onClick={props.onClose} />
      </header>
      {code.value !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code.value)}
        </p>
      )}
      {versions.value === null && code.value === null && <SkeletonRows rows={3} />}
      <VersionRows
        versions={versions.value ?? []}
        {...(props.shown === undefined ? {} : { shown: props.shown })}
        {...(props.onView ? { onView: props.onView } : {})}
        {...(props.mayDownload ? { onDownload: download } : {})}
        {...(onRestore
          ? {
              onRestore: (version: number) => {
                asked.value = version;
              },
            }
          : {})}
      />
      {asked.value !== null && onRestore && (
        <RestoreQuestion
          version={asked.value}
          onRestore={onRestore}
          onCancel={() => {
            asked.value = null;
          }}
        />
      )}
    </aside>
  );
}

interface RestoreQuestionProps {
  readonly version: number;
  readonly onRestore: (version: number) => void;
  readonly onCancel: () => void;
}

/** Says what restoring does before it does it. */
export function RestoreQuestion({ version, onRestore, onCancel }: RestoreQuestionProps): JSX.Element {
  const { history } = useLocale().strings.document;
  const confirm = () => {
    onCancel();
    onRestore(version);
  };
  return (
    <ConfirmDialog
      title={history.restoreTitle(version)}
      action={history.restoreThis}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      {history.restoreText}
    </ConfirmDialog>
  );
}
