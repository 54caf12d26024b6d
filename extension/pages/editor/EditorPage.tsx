import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { NodeId } from "../../../shared/ids.ts";
import { DOCUMENT_MAX_BYTES, openedKindOf } from "../../editors/document-kinds.ts";
import { hasAdapter } from "../../editors/load-adapter.ts";
import { discardDraft, openDocument, renameFile, saveAsCopy } from "../../files/document.ts";
import { describeFile } from "../../files/file-facts.ts";
import { openVersion, restoreVersion } from "../../files/old-versions.ts";
import { settleDrafted } from "../../live/frame-queue.ts";
import { createDocumentStore, type DocumentCore, type DocumentStore } from "../../state/document-store.ts";
import { type FilesPlace, placeAddress } from "../../state/page-address.ts";
import { kindOfName } from "../../ui/files/file-item.ts";
import { useLocale } from "../../ui/locale.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { findFileHome } from "../shell/file-home.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import { DraftQuestion } from "./DraftQuestion.tsx";
import { FilePage } from "./FilePage.tsx";
import { OldVersionPage } from "./OldVersionPage.tsx";
import { OpenDocumentPage } from "./OpenDocumentPage.tsx";
import { lookForOthers } from "./others-here.ts";
import type { Resumption } from "./resumption.ts";

export interface EditorPageProps {
  readonly inside: Inside;
  readonly file: NodeId;
  readonly resumption: Resumption;
}

/** One file: on its way, open in its editor, or described when there is none for it. */
export function EditorPage({ inside, file, resumption }: EditorPageProps): JSX.Element {
  const { origin } = inside;
  const store = useDocument(inside, file, resumption);
  const { editor, files } = useLocale().strings;
  const kind = files.formats[kindOfName(store.name.value)];
  // Never the name: browsers write titles to the disk
  useEffect(() => {
    document.title = `🔒 ${kind} · Strongroom`;
    return () => {
      document.title = "Strongroom";
    };
  }, [kind]);
  const goBack = () => {
    const back = (place: FilesPlace) => location.assign(placeAddress(origin, place));
    findFileHome(origin, file).then(
      ({ place }) => back(place),
      () => back({ section: "private", folder: null }),
    );
  };
  const phase = store.phase.value;
  switch (phase.kind) {
    case "opening":
      return <LoadingPage text={editor.opening} share={phase.share} />;
    case "failed":
      return <FilePage inside={inside} store={store} code={phase.code} onBack={goBack} />;
    case "described":
      return <FilePage inside={inside} store={store} code={null} onBack={goBack} />;
    case "draftFound":
      return <DraftQuestion origin={origin} store={store} {...phase} />;
    case "version":
      return (
        <OldVersionPage
          key={phase.shown.version}
          inside={inside}
          file={file}
          store={store}
          shown={phase.shown}
          onBack={goBack}
        />
      );
    case "open":
      return (
        <OpenDocumentPage
          key={`${phase.opened.version}-${phase.isDraft}`}
          inside={inside}
          store={store}
          phase={phase}
          resumption={resumption}
          onBack={goBack}
        />
      );
  }
}

function useDocument({ origin, account }: Inside, node: NodeId, resumption: Resumption): DocumentStore {
  const { store, ending } = useMemo(() => {
    const controller = new AbortController();
    const look: DocumentCore["look"] = (request) => lookForOthers({ ...request, name: account.name });
    const files = { describeFile, discardDraft, openDocument, openVersion, renameFile, restoreVersion };
    const core = { ...files, look, saveAsCopy, settleDrafted };
    const opensHere = (name: string) => {
      const kind = openedKindOf(name);
      return kind !== null && hasAdapter(kind);
    };
    const made = createDocumentStore({
      origin,
      node,
      core,
      opensHere,
      maxBytes: DOCUMENT_MAX_BYTES,
      signal: controller.signal,
    });
    return { store: made, ending: controller };
  }, [origin, node, account.name]);
  useEffect(() => {
    void store.open({ isResuming: resumption.isDue });
    resumption.isDue = false;
    return () => ending.abort();
  }, [store, ending, resumption]);
  return store;
}
