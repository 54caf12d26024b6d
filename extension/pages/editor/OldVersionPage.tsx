import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { NodeId } from "../../../shared/ids.ts";
import type { OpenEditor } from "../../editors/adapter.ts";
import { directionOf, isDocumentKind, openedKindOf } from "../../editors/document-kinds.ts";
import { loadAdapter } from "../../editors/load-adapter.ts";
import { checkPackage } from "../../editors/package-check.ts";
import type { OldVersion } from "../../files/old-versions.ts";
import { createSharedState } from "../../live/shared-state.ts";
import type { DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import type { Refusal } from "../../state/look-round.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { EditorHeader } from "../../ui/editor/EditorHeader.tsx";
import { kindOfName } from "../../ui/files/file-item.ts";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { Banner } from "../../ui/overlays/Banner.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { useFileHome } from "../shell/file-home.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import { saveLocally } from "../shell/save-locally.ts";
import { currentTheme } from "../shell/theme.ts";
import { menuOf } from "./editor-menu.ts";
import { HistoryPanel, RestoreQuestion } from "./HistoryPanel.tsx";
import { lookForOthers } from "./others-here.ts";
import { RestoreRefused } from "./RestoreRefused.tsx";

export interface OldVersionPageProps {
  readonly inside: Inside;
  readonly file: NodeId;
  readonly store: DocumentStore;
  readonly shown: OldVersion;
  readonly onBack: () => void;
}

/** An older version in the editor of its kind, where nothing can be changed; to be restored or left. */
export function OldVersionPage({ inside, file, store, shown, onBack }: OldVersionPageProps): JSX.Element {
  const locale = useLocale();
  const { history } = locale.strings.document;
  const { host, editor, code } = useOldVersion(store.name.value, shown, locale);
  const isAsking = useSignal(false);
  const home = useFileHome(inside.origin, file).value;
  const { restore, isLooking, refusal } = useRestoring({ inside, file, store });
  const ask = () => {
    isAsking.value = true;
  };
  const download = () => saveLocally(store.name.value, store.facts.value?.type ?? "", [shown.bytes]);
  const buttons = (
    <>
      {home?.mayRestore && <Button onClick={ask}>{history.restoreThis}</Button>}
      <Button tone="primary" onClick={() => void store.open()}>
        {history.backToNewest}
      </Button>
    </>
  );
  return (
    <div class="editor-page" data-testid="old-version">
      <EditorHeader
        name={store.name.value}
        kind={kindOfName(store.name.value)}
        saveState={{ kind: "readOnly" }}
        menu={menuOf(locale, {
          editor,
          save: null,
          download: home?.mayDownload ? download : null,
          mayReadHistory: false,
          lock: () => void inside.lock.lock(),
          show: null,
        })}
        onBack={onBack}
      />
      <Banner title={history.viewing(shown.version)} actions={buttons}>
        {history.viewingText(locale.format.moment(shown.savedAtMs), shown.byName)}
      </Banner>
      {code !== null && <ErrorState code={code} isSmall />}
      <div class="editor-body">
        <main ref={host} class="editor-canvas" dir={directionOf(store.name.value)} />
        <HistoryPanel
          origin={inside.origin}
          node={file}
          newest={store.facts.value?.version ?? 0}
          shown={shown.version}
          mayDownload={home?.mayDownload ?? false}
          onView={(version) => void store.openVersion(version)}
          {...(home?.mayRestore ? { onRestore: restore } : {})}
          onClose={() => void store.open()}
        />
      </div>
      {((!editor && code === null) || isLooking.value) && (
        <LoadingPage text={locale.strings.editor.opening} />
      )}
      {refusal.value !== null && (
        <RestoreRefused
          why={refusal.value}
          onClose={() => {
            refusal.value = null;
          }}
        />
      )}
      {isAsking.value && (
        <RestoreQuestion
          version={shown.version}
          onRestore={restore}
          onCancel={() => {
            isAsking.value = false;
          }}
        />
      )}
    </div>
  );
}

/** Restores a version when it is known that nobody else has the document open, which this page is not in. */
function useRestoring({ inside, file, store }: Pick<OldVersionPageProps, "inside" | "file" | "store">) {
  const isLooking = useSignal(false);
  const refusal = useSignal<Refusal | null>(null);
  const ending = useMemo(() => new AbortController(), []);
  useEffect(() => () => ending.abort(), [ending]);
  const { origin, account } = inside;
  const { signal } = ending;
  const restore = async (version: number): Promise<void> => {
    isLooking.value = true;
    const { round } = await lookForOthers({ origin, node: file, name: account.name, signal });
    isLooking.value = false;
    refusal.value = round === "nobody" ? null : round;
    if (round === "nobody" && !signal.aborted) await store.restoreVersion(version);
  };
  return { restore: (version: number) => void restore(version), isLooking, refusal };
}

function useOldVersion(name: string, shown: OldVersion, locale: Locale) {
  const host = useRef<HTMLElement>(null);
  const editor = useSignal<OpenEditor | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const element = host.current;
    if (!element) return;
    const onError = (failed: ErrorCode) => {
      code.value = failed;
    };
    mount({ element, name, shown, locale, onError }).then(
      (opened) => {
        ending.signal.addEventListener("abort", () => opened.dispose());
        if (ending.signal.aborted) opened.dispose();
        else editor.value = opened;
      },
      (error) => onError(codeOf(error)),
    );
    return () => ending.abort();
  }, []);
  return { host, editor: editor.value, code: code.value };
}

interface OldVersionPlace {
  readonly element: HTMLElement;
  readonly name: string;
  readonly shown: OldVersion;
  readonly locale: Locale;
  readonly onError: (code: ErrorCode) => void;
}

/** Its state is its own: nobody joins a version that nobody can change. */
async function mount({ element, name, shown, locale, onError }: OldVersionPlace): Promise<OpenEditor> {
  const kind = openedKindOf(name);
  const adapter = kind && (await loadAdapter(kind));
  if (!adapter) throw new AppError("EDITOR_FAILED");
  if (isDocumentKind(kind)) checkPackage(shown.bytes, kind);
  return adapter.mount({
    element,
    bytes: shown.bytes,
    shared: createSharedState(await adapter.seed(shown.bytes)),
    fileName: name,
    author: "",
    isReadOnly: true,
    theme: currentTheme(),
    locale: locale.language,
    labels: { downloadCopy: locale.strings.editor.downloadCopy },
    onDirty: () => undefined,
    onError,
  });
}
