import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import { directionOf } from "../../editors/document-kinds.ts";
import { codeOf } from "../../state/error-code.ts";
import { EditorHeader } from "../../ui/editor/EditorHeader.tsx";
import { kindOfName } from "../../ui/files/file-item.ts";
import { useLocale } from "../../ui/locale.ts";
import { type Toast, ToastStack } from "../../ui/overlays/ToastStack.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { useFileHome } from "../shell/file-home.ts";
import { saveLocally } from "../shell/save-locally.ts";
import { DeniedPage } from "./DeniedPage.tsx";
import { DocumentBanners } from "./DocumentBanners.tsx";
import { DocumentOverlay, DocumentPanel } from "./DocumentOverlays.tsx";
import { DocumentPeople } from "./DocumentPeople.tsx";
import type { Desk, OpenPhase } from "./desk.ts";
import { useDeskEvents } from "./desk-events.ts";
import { menuOf } from "./editor-menu.ts";
import { FilePage } from "./FilePage.tsx";
import { LiveBanners } from "./LiveBanners.tsx";
import type { Overlay } from "./overlay.ts";
import type { Resumption } from "./resumption.ts";
import { ShareButton } from "./ShareButton.tsx";
import { saveInTime } from "./save-in-time.ts";
import { saveStateOf } from "./save-state.ts";
import { type DeskPlace, useDesk } from "./use-desk.ts";

export interface OpenDocumentPageProps extends Omit<DeskPlace, "locale" | "isSharing"> {
  readonly resumption: Resumption;
  readonly onBack: () => void;
}

/** A document in its editor under the bar that says what it is, who is here and whether it is safe. */
export function OpenDocumentPage(props: OpenDocumentPageProps): JSX.Element {
  const { inside, store, phase, onBack } = props;
  const locale = useLocale();
  const overlay = useSignal<Overlay | null>(null);
  const isSharing = overlay.value === "share";
  const { desk, code, host, denied } = useDesk({ inside, store, phase, locale, isSharing });
  const home = useFileHome(inside.origin, phase.opened.node).value;
  const { toasts, fail } = useFailures();
  useDeskEvents(desk, inside, props.resumption);
  const savedAtMs = desk?.saving.savedAtMs.value;
  const isPanel = overlay.value === "info" || overlay.value === "history";
  useEffect(() => {
    if (isPanel || savedAtMs) void store.refreshFacts();
  }, [isPanel, savedAtMs, store]);
  const show = (next: Overlay | null) => {
    overlay.value = next;
  };
  const name = store.name.value;
  const download = () => void downloadWork(desk, name, phase).catch((error) => fail(codeOf(error)));
  const rename = async (next: string) => {
    const failed = await store.rename(next);
    if (failed) fail(failed);
  };
  const share = async () => {
    await saveInTime(desk?.saving);
    show("share");
  };
  if (denied !== null) {
    const save = () => saveLocally(name, phase.opened.type, denied.work ? [denied.work] : []);
    return <DeniedPage onBack={onBack} {...(denied.work ? { onDownload: save } : {})} />;
  }
  if (code !== null && !desk) {
    return <FilePage inside={inside} store={store} code={code} bytes={phase.bytes} onBack={onBack} />;
  }
  const saveState = saveStateOf(desk, phase);
  const isWritable = saveState.kind !== "readOnly";
  return (
    <div class="editor-page" data-testid="editor-page">
      <EditorHeader
        name={name}
        kind={kindOfName(name)}
        {...(phase.opened.canRename ? { onRename: (next: string) => void rename(next) } : {})}
        saveState={saveState}
        onRetrySave={() => void desk?.saving.saveNow(true)}
        people={desk?.live && <DocumentPeople live={desk.live} />}
        {...(home?.mayShare ? { actions: <ShareButton onShare={share} /> } : {})}
        menu={menuOf(locale, {
          editor: desk?.editor ?? null,
          save: desk && isWritable ? () => void desk.saving.saveNow(true) : null,
          download: home?.mayDownload ? download : null,
          mayReadHistory: home?.mayReadHistory ?? false,
          lock: () => void inside.lock.lock(),
          show,
        })}
        onBack={() => void saveInTime(desk?.saving).then(onBack)}
      />
      {desk && (
        <>
          <DocumentBanners desk={desk} inside={inside} store={store} onDownload={download} onFail={fail} />
          <LiveBanners desk={desk} canEdit={phase.opened.canEdit} onDownload={download} />
        </>
      )}
      {desk && code !== null && <ErrorState code={code} isSmall />}
      <div class="editor-body">
        <main ref={host} class="editor-canvas" dir={directionOf(phase.opened.name)} />
        <DocumentPanel {...{ inside, store, phase, desk, home, show }} overlay={overlay.value} />
      </div>
      {!desk && <LoadingPage text={locale.strings.editor.opening} />}
      <DocumentOverlay {...{ inside, store, phase, desk, show }} overlay={overlay.value} />
      <ToastStack
        toasts={toasts.value}
        onDismiss={(id) => {
          toasts.value = toasts.value.filter((toast) => toast.id !== id);
        }}
      />
    </div>
  );
}

function useFailures() {
  const { errors } = useLocale();
  const toasts = useSignal<readonly Toast[]>([]);
  const fail = (failed: ErrorCode) => {
    const text = errorSentence(errors, failed);
    toasts.value = [...toasts.value, { id: crypto.randomUUID(), tone: "failed", text }];
  };
  return { toasts, fail };
}

/** The work as it stands, also when it cannot be saved; what came from the portal when the editor broke down. */
async function downloadWork(desk: Desk | null, name: string, phase: OpenPhase): Promise<void> {
  const bytes = desk ? (await desk.editor.exportBytes()).bytes : phase.bytes;
  saveLocally(name, phase.opened.type, [bytes]);
}
