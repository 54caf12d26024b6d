import { useSignal } from "@preact/signals";
import { Download, FolderOpen } from "lucide";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Plain } from "../../../shared/bytes.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { downloadFile } from "../../files/versions.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { FormatIcon } from "../../ui/FormatIcon.tsx";
import { kindOfName } from "../../ui/files/file-item.ts";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { UserText } from "../../ui/UserText.tsx";
import type { Inside } from "../shell/PortalGate.tsx";
import { saveLocally } from "../shell/save-locally.ts";

export interface FilePageProps {
  readonly inside: Inside;
  readonly store: DocumentStore;
  /** Why it is not shown; null when there simply is no editor for it. */
  readonly code: ErrorCode | null;
  /** Its bytes, when they were opened but no editor takes them. */
  readonly bytes?: Plain;
  readonly onBack: () => void;
}

/** A file that is not shown: what it is, why not, and the way to have it anyway. */
export function FilePage(props: FilePageProps): JSX.Element {
  const { store, code, onBack } = props;
  const { strings } = useLocale();
  const buttons = (
    <>
      <Button icon={FolderOpen} onClick={onBack}>
        {strings.editor.backToFiles}
      </Button>
      {store.facts.value && <DownloadButton {...props} />}
    </>
  );
  const retry = code !== null && mayPass(code) ? { onRetry: () => void store.open() } : {};
  return (
    <CardPage>
      {store.facts.value && <FileHead store={store} />}
      {code === null ? (
        <NoViewerNote buttons={buttons} />
      ) : (
        <ErrorState code={code} isSmall actions={buttons} {...retry} />
      )}
    </CardPage>
  );
}

/** What is wrong with the document itself is still wrong the next time. */
const mayPass = (code: ErrorCode): boolean => !code.startsWith("DOCUMENT_");

function FileHead({ store }: { readonly store: DocumentStore }): JSX.Element | null {
  const { format } = useLocale();
  const facts = store.facts.value;
  if (!facts) return null;
  return (
    <div class="state is-small" data-testid="file-head">
      <FormatIcon kind={kindOfName(store.name.value)} size={32} isPrivate />
      <h1>
        <UserText text={store.name.value} />
      </h1>
      <p>
        {format.size(facts.sizeBytes)} · {format.moment(facts.changedAtMs)} ·{" "}
        <UserText text={facts.changedByName} />
      </p>
    </div>
  );
}

/** There is nothing here that could show it. */
function NoViewerNote({ buttons }: { readonly buttons: JSX.Element }): JSX.Element {
  const { editor } = useLocale().strings;
  return (
    <div class="state is-small">
      <h2>{editor.noViewerTitle}</h2>
      <p>{editor.noViewerText}</p>
      <div class="state-actions">{buttons}</div>
    </div>
  );
}

function DownloadButton({ inside, store, bytes }: FilePageProps): JSX.Element {
  const { strings, errors, format } = useLocale();
  const share = useSignal<number | null>(null);
  const failed = useSignal<ErrorCode | null>(null);
  const ending = useMemo(() => new AbortController(), []);
  useEffect(() => () => ending.abort(), [ending]);
  const { facts } = store;
  const fetchAndSave = async () => {
    if (!facts.value) return;
    share.value = 0;
    failed.value = null;
    const { origin } = inside;
    const onProgress = (doneBytes: number, totalBytes: number) => {
      share.value = totalBytes > 0 ? doneBytes / totalBytes : 1;
    };
    await downloadFile({ origin, node: facts.value.node, signal: ending.signal, onProgress }).catch(
      (error) => {
        failed.value = codeOf(error);
      },
    );
    share.value = null;
  };
  const save = () => {
    if (bytes && facts.value) saveLocally(store.name.value, facts.value.type, [bytes]);
    else void fetchAndSave();
  };
  return (
    <>
      <Button tone="primary" icon={Download} isPending={share.value !== null} onClick={save}>
        {share.value === null ? strings.actions.download : format.percent(share.value)}
      </Button>
      {failed.value !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, failed.value)}
        </p>
      )}
    </>
  );
}
