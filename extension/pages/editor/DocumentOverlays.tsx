import type { JSX } from "preact";
import type { DocumentStore } from "../../state/document-store.ts";
import { StatisticsDialog } from "../../ui/editor/StatisticsDialog.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ShortcutHelp } from "../../ui/overlays/ShortcutHelp.tsx";
import { editorShortcuts } from "../../ui/overlays/standard-shortcuts.ts";
import { FileInfo } from "../shell/FileInfo.tsx";
import type { FileHome } from "../shell/file-home.ts";
import type { Inside } from "../shell/PortalGate.tsx";
import { ShareDialog } from "../shell/ShareDialog.tsx";
import type { Desk, OpenPhase } from "./desk.ts";
import { HistoryPanel } from "./HistoryPanel.tsx";
import type { Overlay } from "./overlay.ts";
import { RestoreRefused } from "./RestoreRefused.tsx";

export interface DocumentOverlayProps {
  readonly inside: Inside;
  readonly store: DocumentStore;
  readonly phase: OpenPhase;
  readonly desk: Desk | null;
  readonly overlay: Overlay | null;
  readonly show: (next: Overlay | null) => void;
}

/** What stands beside the document: everything about it, or its versions. */
export function DocumentPanel(
  props: DocumentOverlayProps & { readonly home: FileHome | null },
): JSX.Element | null {
  const { inside, store, phase, desk, home, overlay, show } = props;
  const facts = store.facts.value;
  if (overlay === "info" && facts) {
    return <FileInfo origin={inside.origin} facts={facts} onClose={() => show(null)} />;
  }
  if (overlay !== "history" || !facts) return null;
  // What is not saved would be gone with the editor
  const view = async (version: number) => {
    await desk?.saving.saveNow(true);
    await store.openVersion(version);
  };
  const restore = async (version: number) => {
    if (desk?.live?.others.value.some(({ mayWrite }) => mayWrite)) return show("restoreRefused");
    await desk?.saving.saveNow(true);
    await desk?.dispose();
    await store.restoreVersion(version);
  };
  return (
    <HistoryPanel
      origin={inside.origin}
      node={phase.opened.node}
      newest={facts.version}
      mayDownload={home?.mayDownload ?? false}
      onView={(version) => void view(version)}
      {...(home?.mayRestore ? { onRestore: (version: number) => void restore(version) } : {})}
      onClose={() => show(null)}
    />
  );
}

/** What stands above the document. */
export function DocumentOverlay(props: DocumentOverlayProps): JSX.Element | null {
  const { inside, store, phase, desk, overlay, show } = props;
  const { strings } = useLocale();
  const close = () => show(null);
  switch (overlay) {
    case "share":
      return (
        <ShareDialog
          origin={inside.origin}
          node={phase.opened.node}
          name={store.name.value}
          onClose={close}
          // The first sharing moves the document into a space of its own: it is opened there, with what was typed meanwhile
          onSaved={() => void store.open({ isResuming: true })}
        />
      );
    case "shortcuts":
      return <ShortcutHelp groups={editorShortcuts(strings)} onClose={close} />;
    case "statistics":
      return (
        <StatisticsDialog counted={desk?.editor.statistics?.() ?? { isSelection: false }} onClose={close} />
      );
    case "restoreRefused":
      return <RestoreRefused why="others" onClose={close} />;
    default:
      return null;
  }
}
