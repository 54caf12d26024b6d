import type { Plain } from "../../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { NodeId } from "../../../shared/ids.ts";
import type { OpenEditor } from "../../editors/adapter.ts";
import type { DocumentKind } from "../../editors/document-kinds.ts";
import { loadAdapter } from "../../editors/load-adapter.ts";
import { checkPackage } from "../../editors/package-check.ts";
import { discardDraft, keepDraft, saveAsCopy, saveDocument } from "../../files/document.ts";
import type { DocumentPhase } from "../../state/document-store.ts";
import { createSavingStore, type SavingCore, type SavingStore } from "../../state/saving-store.ts";
import type { Locale } from "../../ui/locale.ts";
import { currentTheme } from "../shell/theme.ts";

/** A document on the screen together with what saves it. */
export interface Desk {
  readonly editor: OpenEditor;
  readonly saving: SavingStore;
  readonly hasMacros: boolean;
  /** What stands in the editor becomes a file of its own beside the document; the draft is then needed no more. */
  saveAsCopy(): Promise<NodeId>;
  /** Forgets the work that is not saved, because the person said so. */
  discardWork(): Promise<void>;
  dispose(): void;
}

export interface DeskOptions {
  readonly element: HTMLElement;
  readonly phase: DocumentPhase & { readonly kind: "open" };
  readonly kind: DocumentKind;
  readonly author: string;
  readonly locale: Locale;
  readonly onError: (code: ErrorCode) => void;
}

/**
 * Checks a document and shows it.
 * @throws the DOCUMENT codes of the package check, EDITOR_FAILED; nothing is left in the page then
 */
export async function openDesk({ element, phase, kind, ...options }: DeskOptions): Promise<Desk> {
  const { hasMacros } = checkPackage(phase.bytes, kind);
  const adapter = await loadAdapter(kind);
  if (!adapter) throw new AppError("EDITOR_FAILED");
  let saving: SavingStore | null = null;
  const editor = await adapter.mount({
    element,
    bytes: phase.bytes,
    fileName: phase.opened.name,
    author: options.author,
    isReadOnly: !phase.opened.canEdit,
    theme: currentTheme(),
    locale: options.locale.language,
    labels: { downloadCopy: options.locale.strings.editor.downloadCopy },
    onDirty: () => saving?.edited(),
    onError: options.onError,
  });
  performance.mark("strongroom:first-page");
  const { core, copy } = placeOf(phase);
  saving = createSavingStore({ editor, core, version: phase.baseVersion, isDraft: phase.isDraft });
  return {
    editor,
    saving,
    hasMacros,
    async saveAsCopy() {
      const { node } = await copy((await editor.exportBytes()).bytes);
      saving?.dispose();
      await core.discardDraft();
      return node;
    },
    async discardWork() {
      saving?.dispose();
      await core.discardDraft();
    },
    dispose() {
      saving?.dispose();
      editor.dispose();
    },
  };
}

/** Where the document is saved to; remembers the version that the last save made. */
function placeOf(phase: DocumentPhase & { readonly kind: "open" }): {
  readonly core: SavingCore;
  readonly copy: (bytes: Plain) => Promise<{ readonly node: NodeId }>;
} {
  let opened = { ...phase.opened, version: phase.baseVersion };
  return {
    core: {
      async save(bytes, onWaiting) {
        const saved = await saveDocument({ opened, bytes, onWaiting });
        opened = { ...opened, version: saved.version };
        return saved;
      },
      keepDraft: (bytes) => keepDraft({ opened, bytes }),
      discardDraft: () => discardDraft(opened),
    },
    copy: (bytes) => saveAsCopy({ opened, bytes }),
  };
}
