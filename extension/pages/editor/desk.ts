import { type ReadonlySignal, signal } from "@preact/signals";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { NodeId, SpaceId } from "../../../shared/ids.ts";
import type { EditorAdapter, ExportReport, OpenEditor, SharedState } from "../../editors/adapter.ts";
import { isDocumentKind, type OpenedKind } from "../../editors/document-kinds.ts";
import { loadAdapter } from "../../editors/load-adapter.ts";
import { checkPackage } from "../../editors/package-check.ts";
import { joinLive } from "../../live/join-live.ts";
import type { LiveSession } from "../../live/live-session.ts";
import { createSharedState } from "../../live/shared-state.ts";
import type { DocumentPhase } from "../../state/document-store.ts";
import { createLiveStore, type LiveStore, sharedWorkOf } from "../../state/live-store.ts";
import { createSavingStore, type SavingStore } from "../../state/saving-store.ts";
import type { Locale } from "../../ui/locale.ts";
import { currentTheme } from "../shell/theme.ts";
import { createExporter } from "./exporter.ts";
import { createSavePlace, type SavePlace } from "./save-place.ts";

/** A document on the screen together with what saves it and who else is in it. */
export interface Desk {
  readonly editor: OpenEditor;
  readonly saving: SavingStore;
  /** Null where nobody else can be: a viewer, or a draft that is not saved yet. */
  readonly live: LiveStore | null;
  readonly hasMacros: boolean;
  /** Of the last export; null before the first. */
  readonly report: ReadonlySignal<ExportReport | null>;
  /** Brings what was typed into safety, sealed, and leaves without a word: everything is about to be locked. */
  keepForLock(): Promise<void>;
  /** What stands in the editor becomes a file of its own beside the document; the draft is then needed no more. */
  saveAsCopy(): Promise<{ node: NodeId; space: SpaceId }>;
  /** Forgets the work that is not saved, because the person said so. */
  discardWork(): Promise<void>;
  /** Settles when the session is left, too. */
  dispose(): Promise<void>;
}

export type OpenPhase = DocumentPhase & { readonly kind: "open" };

export interface DeskOptions {
  readonly element: HTMLElement;
  readonly phase: OpenPhase;
  readonly kind: OpenedKind;
  readonly author: string;
  readonly locale: Locale;
  /** Another session has taken the place of this one: the document is to be opened anew. */
  readonly onReplaced: () => void;
  readonly onError: (code: ErrorCode) => void;
  /** The page is left: what still opens then is taken down again. Once the desk stands, `dispose` is the way. */
  readonly signal: AbortSignal;
}

/**
 * Checks a document, joins those who have it open and shows it.
 * @throws the DOCUMENT codes of the package check, EDITOR_FAILED, the signal's reason; nothing is left in the page then
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { phase, kind, signal: leaving } = options;
  const hasMacros = isDocumentKind(kind) && checkPackage(phase.bytes, kind).hasMacros;
  const adapter = await loadAdapter(kind);
  if (!adapter) throw new AppError("EDITOR_FAILED");
  leaving.throwIfAborted();
  const locking = new AbortController();
  const session = await joinOthers(options, adapter, locking.signal);
  performance.mark("strongroom:joined");
  try {
    leaving.throwIfAborted();
    if (session && session.baseBytes !== phase.bytes && isDocumentKind(kind))
      checkPackage(session.baseBytes, kind);
    return await furnish({ ...options, adapter, session, hasMacros, locking });
  } catch (error) {
    await session?.close();
    locking.abort();
    adapter.forget?.();
    throw error;
  }
}

/** A draft is first saved: what it changed is in no session. Where joining fails, one works alone, and saving still looks out for others. */
async function joinOthers(
  options: DeskOptions,
  { seed }: EditorAdapter,
  ending: AbortSignal,
): Promise<LiveSession | null> {
  const { phase, kind, author, locale, onReplaced, signal: leaving } = options;
  if (!isDocumentKind(kind) || phase.isDraft) return null;
  const joined = new AbortController();
  const signal = AbortSignal.any([ending, untilJoined(leaving, joined.signal)]);
  const { somebody } = locale.strings.document.sheet;
  const joining = joinLive({ opened: phase.opened, name: author, somebody, seed, signal, onReplaced });
  return joining.catch(() => null).finally(() => joined.abort());
}

/** Whoever has joined says farewell when he leaves: then only the lock ends a session without. */
function untilJoined(leaving: AbortSignal, joined: AbortSignal): AbortSignal {
  const ending = new AbortController();
  leaving.addEventListener("abort", () => ending.abort(leaving.reason), { once: true, signal: joined });
  return ending.signal;
}

interface Furnishing extends DeskOptions {
  readonly adapter: EditorAdapter;
  readonly session: LiveSession | null;
  readonly hasMacros: boolean;
  /** Ends the session without a farewell. */
  readonly locking: AbortController;
}

async function furnish(options: Furnishing): Promise<Desk> {
  const { phase, session, hasMacros, locking } = options;
  const desk: { saving: SavingStore | null } = { saving: null };
  const editor = await mount(options, () => desk.saving?.edited());
  options.adapter.forget?.();
  if (options.signal.aborted) editor.dispose();
  options.signal.throwIfAborted();
  performance.mark("strongroom:first-page");
  const report = signal<ExportReport | null>(null);
  const exporter = createExporter(editor, session, (made) => {
    report.value = made;
  });
  const opened = { ...phase.opened, version: phase.baseVersion };
  const place = createSavePlace({ opened, session });
  const saving = createSavingStore({
    editor: exporter,
    core: place.core,
    version: phase.baseVersion,
    isDraft: phase.isDraft,
    ...(session ? { shared: sharedWorkOf(session) } : {}),
  });
  desk.saving = saving;
  const live = session && createLiveStore(session, () => void saving.saveNow());
  return {
    editor,
    saving,
    live,
    hasMacros,
    report,
    ...endings({ editor, saving, live, session, place, locking }),
  };
}

async function mount(options: Furnishing, onDirty: () => void): Promise<OpenEditor> {
  const { adapter, session, phase, locale } = options;
  const shared: SharedState = session?.shared ?? createSharedState(await adapter.seed(phase.bytes));
  // A session's is destroyed by the session
  if (!session) options.locking.signal.addEventListener("abort", () => shared.doc.destroy(), { once: true });
  return adapter.mount({
    element: options.element,
    bytes: session?.baseBytes ?? phase.bytes,
    shared,
    fileName: phase.opened.name,
    author: options.author,
    isReadOnly: !(session?.mayWrite ?? phase.opened.canEdit) || !isDocumentKind(options.kind),
    theme: currentTheme(),
    locale: locale.language,
    labels: { downloadCopy: locale.strings.editor.downloadCopy },
    onDirty,
    onError: options.onError,
  });
}

interface Furniture {
  readonly editor: OpenEditor;
  readonly saving: SavingStore;
  readonly live: LiveStore | null;
  readonly session: LiveSession | null;
  readonly place: SavePlace;
  readonly locking: AbortController;
}

/** What is not sealed by then never will be, and nothing stays readable for it. */
const LOCK_PATIENCE_MS = 10_000;
const lockPatience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOCK_PATIENCE_MS));

type Endings = Pick<Desk, "keepForLock" | "saveAsCopy" | "discardWork" | "dispose">;

function endings({ editor, saving, live, session, place, locking }: Furniture): Endings {
  let ending: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    saving.dispose();
    live?.dispose();
    editor.dispose();
    await session?.close();
    locking.abort();
  };
  const forget = async (): Promise<void> => {
    saving.dispose();
    session?.giveUp();
    await place.core.discardDraft().catch(() => undefined); // it is offered once more
  };
  return {
    async keepForLock() {
      editor.endInput?.();
      await Promise.race([Promise.all([saving.keepWork(), session?.flush()]), lockPatience()]);
      locking.abort();
    },
    async saveAsCopy() {
      const copy = await place.copy((await editor.exportBytes()).bytes);
      await forget();
      return copy;
    },
    discardWork: forget,
    dispose(): Promise<void> {
      ending ??= end();
      return ending;
    },
  };
}
