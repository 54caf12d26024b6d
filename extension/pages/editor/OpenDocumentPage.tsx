import { useSignal } from "@preact/signals";
import { FileDown, History, Info, Keyboard, Lock, Printer, Save } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import { documentKindOf } from "../../editors/document-kinds.ts";
import { type DocumentNews, watchDocument } from "../../files/watch-document.ts";
import type { DocumentPhase, DocumentStore } from "../../state/document-store.ts";
import { codeOf } from "../../state/error-code.ts";
import { EditorHeader } from "../../ui/editor/EditorHeader.tsx";
import type { DocumentSaveState } from "../../ui/editor/SaveState.tsx";
import { kindOfName } from "../../ui/files/file-item.ts";
import { type Locale, useLocale } from "../../ui/locale.ts";
import type { MenuEntry } from "../../ui/overlays/menu-entry.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { editorShortcuts } from "../../ui/overlays/standard-shortcuts.ts";
import { type Toast, ToastStack } from "../../ui/overlays/ToastStack.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { FileInfo } from "../shell/FileInfo.tsx";
import type { Inside } from "../shell/PortalGate.tsx";
import { saveLocally } from "../shell/save-locally.ts";
import { DocumentBanners } from "./DocumentBanners.tsx";
import { type Desk, openDesk } from "./desk.ts";
import { useDeskEvents } from "./desk-events.ts";
import { FilePage } from "./FilePage.tsx";
import type { Resumption } from "./resumption.ts";

export interface OpenDocumentPageProps {
  readonly inside: Inside;
  readonly store: DocumentStore;
  readonly phase: DocumentPhase & { readonly kind: "open" };
  readonly resumption: Resumption;
  readonly onBack: () => void;
}

const LEAVE_PATIENCE_MS = 3_000;

type Overlay = "info" | "shortcuts" | null;

/** A document in its editor under the bar that says what it is and whether it is safe. */
export function OpenDocumentPage(props: OpenDocumentPageProps): JSX.Element {
  const { inside, store, phase } = props;
  const locale = useLocale();
  const { desk, code, host } = useDesk(props, locale);
  const overlay = useSignal<Overlay>(null);
  const toasts = useSignal<readonly Toast[]>([]);
  useDeskEvents(desk, inside, props.resumption);
  const isInfo = overlay.value === "info";
  const savedAtMs = desk?.saving.savedAtMs.value;
  useEffect(() => {
    if (isInfo || savedAtMs) void store.refreshFacts();
  }, [isInfo, savedAtMs, store]);
  const fail = (failed: ErrorCode) => {
    const toast = {
      id: crypto.randomUUID(),
      tone: "failed",
      text: errorSentence(locale.errors, failed),
    } as const;
    toasts.value = [...toasts.value, toast];
  };
  const download = () =>
    void downloadWork(desk, store.name.value, phase).catch((error) => fail(codeOf(error)));
  const rename = async (name: string) => {
    const failed = await store.rename(name);
    if (failed) fail(failed);
  };
  // A page that is left has no time to save: what was just typed is saved before. Away from the portal that takes
  // minutes; then the browser asks the person
  const leave = async () => {
    const patience = new Promise((resolve) => setTimeout(resolve, LEAVE_PATIENCE_MS));
    await Promise.race([desk?.saving.saveNow(), patience]);
    props.onBack();
  };
  if (code !== null && !desk) {
    return <FilePage inside={inside} store={store} code={code} bytes={phase.bytes} onBack={props.onBack} />;
  }
  return (
    <div class="editor-page" data-testid="editor-page">
      <EditorHeader
        name={store.name.value}
        kind={kindOfName(store.name.value)}
        {...(phase.opened.canEdit ? { onRename: (name: string) => void rename(name) } : {})}
        saveState={saveStateOf(desk, phase)}
        onRetrySave={() => void desk?.saving.saveNow()}
        menu={menuOf(locale, desk, {
          download,
          lock: () => void inside.lock.lock(),
          show: (next) => {
            overlay.value = next;
          },
        })}
        onBack={() => void leave()}
      />
      {desk && (
        <DocumentBanners desk={desk} inside={inside} store={store} onDownload={download} onFail={fail} />
      )}
      {desk && code !== null && <ErrorState code={code} isSmall />}
      <div class="editor-body">
        <main ref={host} class="editor-canvas" />
        {isInfo && store.facts.value && (
          <FileInfo
            origin={inside.origin}
            facts={store.facts.value}
            onClose={() => {
              overlay.value = null;
            }}
          />
        )}
      </div>
      {!desk && <LoadingPage text={locale.strings.editor.opening} />}
      {overlay.value === "shortcuts" && (
        <ShortcutHelp
          groups={editorShortcuts(locale.strings)}
          onClose={() => {
            overlay.value = null;
          }}
        />
      )}
      <ToastStack
        toasts={toasts.value}
        onDismiss={(id) => {
          toasts.value = toasts.value.filter((toast) => toast.id !== id);
        }}
      />
    </div>
  );
}

function useDesk({ inside, phase }: OpenDocumentPageProps, locale: Locale) {
  const host = useRef<HTMLElement>(null);
  const desk = useSignal<Desk | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const element = host.current;
    const kind = documentKindOf(phase.opened.name);
    if (!element || !kind) return;
    const onError = (failed: ErrorCode) => {
      code.value = failed;
    };
    const author = inside.account.name;
    openDesk({ element, phase, kind, author, locale, onError }).then(
      (opened) => {
        ending.signal.addEventListener("abort", () => opened.dispose());
        if (ending.signal.aborted) return opened.dispose();
        desk.value = opened;
        opened.editor.focus();
        const { origin } = inside;
        const { node } = phase.opened;
        const onNewVersion = ({ version }: DocumentNews) => {
          if (version === null) code.value = "NOT_FOUND";
          else opened.saving.noteVersion(version);
        };
        watchDocument({ origin, node, signal: ending.signal, onNewVersion });
        opened.saving.noteVersion(phase.opened.version);
      },
      (error) => onError(codeOf(error)),
    );
    return () => ending.abort();
  }, []);
  return { host, desk: desk.value, code: code.value };
}

function saveStateOf(desk: Desk | null, phase: OpenDocumentPageProps["phase"]): DocumentSaveState {
  if (!phase.opened.canEdit) return { kind: "readOnly" };
  if (!desk) return { kind: "saved", atMs: null };
  const kind = desk.saving.state.value;
  return kind === "saved" ? { kind, atMs: desk.saving.savedAtMs.value } : { kind };
}

/** The work as it stands, also when it cannot be saved; what came from the portal when the editor broke down. */
async function downloadWork(
  desk: Desk | null,
  name: string,
  phase: OpenDocumentPageProps["phase"],
): Promise<void> {
  const bytes = desk ? (await desk.editor.exportBytes()).bytes : phase.bytes;
  saveLocally(name, phase.opened.type, [bytes]);
}

interface MenuActions {
  readonly download: () => void;
  readonly lock: () => void;
  readonly show: (overlay: Overlay) => void;
}

function menuOf({ strings }: Locale, desk: Desk | null, actions: MenuActions): MenuEntry[] {
  const { editor, actions: verbs, shortcuts, info } = strings;
  const item = (id: string, label: string, icon: typeof Save, onSelect: () => void, shortcut?: string) =>
    ({ kind: "item", id, label, icon, onSelect, ...(shortcut ? { shortcut } : {}) }) as const;
  const print = desk?.editor.print?.bind(desk.editor);
  return [
    item("save", editor.saveNow, Save, () => void desk?.saving.saveNow(), "Ctrl+S"),
    item("download", verbs.download, FileDown, actions.download),
    ...(print ? [item("print", verbs.print, Printer, print)] : []),
    { kind: "separator" },
    item("history", editor.history, History, () => actions.show("info")),
    item("info", info.title, Info, () => actions.show("info")),
    item("shortcuts", shortcuts.title, Keyboard, () => actions.show("shortcuts")),
    { kind: "separator" },
    item("lock", verbs.lockNow, Lock, actions.lock),
  ];
}
