import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Plain } from "../../shared/bytes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { codeOf } from "./error-code.ts";

/** The open document, as far as saving needs it: an `OpenEditor` is one. */
export interface SavedEditor {
  exportBytes(): Promise<{ readonly bytes: Plain; readonly revision: number }>;
  revision(): number;
}

/** Where the bytes go. `save` seals and appends a version; the draft stays sealed in this browser. */
export interface SavingCore {
  /** `onWaiting` is called while the portal is away and trying goes on. */
  save(
    bytes: Plain,
    onWaiting: () => void,
  ): Promise<{ readonly version: number; readonly savedAtMs: number }>;
  keepDraft(bytes: Plain): Promise<void>;
  discardDraft(): Promise<unknown>;
}

export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "failed" | "conflict";

export interface SavingStore {
  readonly state: ReadonlySignal<SaveState>;
  readonly savedAtMs: ReadonlySignal<number | null>;
  /** Why the last try failed; null after one that did not. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  /** True when it was tried so often that only the person can help: the work is kept, a download is offered. */
  readonly isStuck: ReadonlySignal<boolean>;
  /** The draft cannot be kept in this browser either. */
  readonly draftCode: ReadonlySignal<ErrorCode | null>;
  /** A version newer than ours that nothing here contradicts: it can simply be opened. */
  readonly newerVersion: ReadonlySignal<number | null>;
  /** Tell after each change of the document. */
  edited(): void;
  /** Saves at once. Never throws: `state` says how it went. */
  saveNow(): Promise<void>;
  /** Seals the work in this browser without sending it: before locking, leaving or giving up. Never throws. */
  keepWork(): Promise<void>;
  /** Tell when a version of this file was seen that somebody, perhaps another tab, has saved. */
  noteVersion(version: number): void;
  /** False again once it was disposed of: then the person has decided. */
  isDirty(): boolean;
  /** Stops all timers; nothing is saved or kept any more. */
  dispose(): void;
}

export interface SavingOptions {
  readonly editor: SavedEditor;
  readonly core: SavingCore;
  /** The version that the document was opened at. */
  readonly version: number;
  /** The document on the screen is a draft that no version holds yet. */
  readonly isDraft?: boolean;
}

export const AUTOSAVE_IDLE_MS = 3_000;
export const AUTOSAVE_LATEST_MS = 30_000;
export const TRIES_UNTIL_STUCK = 5;
const RETRY_MS = [2_000, 5_000, 10_000, 20_000];
const LONGEST_RETRY_MS = 30_000;

const retryDelayMs = (failures: number): number => RETRY_MS[failures - 1] ?? LONGEST_RETRY_MS;

/**
 * Saves a document by itself: when its editor has been still for three seconds, at the latest after thirty.
 * Before anything is sent the work is sealed in this browser, so that a killed tab, a lost network or a full server
 * costs nothing. A newer version made elsewhere stops all saving: from then on only the draft is kept, until the person chooses.
 * The function is long because all of it is one machine over the same few variables.
 */
export function createSavingStore({ editor, core, version, isDraft = false }: SavingOptions): SavingStore {
  const state = signal<SaveState>(isDraft ? "unsaved" : "saved");
  const savedAtMs = signal<number | null>(null);
  const code = signal<ErrorCode | null>(null);
  const draftCode = signal<ErrorCode | null>(null);
  const failures = signal(0);
  const newerVersion = signal<number | null>(null);
  let ownVersion = version;
  let seenVersion = version;
  let savedRevision = isDraft ? -1 : 0;
  let unsavedSinceMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isDisposed = false;

  const isDirty = (): boolean => !isDisposed && editor.revision() !== savedRevision;
  const isStuck = computed(() => failures.value >= TRIES_UNTIL_STUCK);

  const saveIn = (delayMs: number): void => {
    clearTimeout(timer);
    if (!isDisposed) timer = setTimeout(() => void saveNow(), Math.max(delayMs, 0));
  };

  const edited = (): void => {
    if (!isDirty()) return;
    unsavedSinceMs ??= Date.now();
    if (newerVersion.value !== null) enterConflict();
    if (state.value === "saved") state.value = "unsaved";
    const isRetrying = state.value === "failed" || (state.value === "offline" && running === null);
    if (isRetrying && !isStuck.value) return;
    saveIn(Math.min(AUTOSAVE_IDLE_MS, unsavedSinceMs + AUTOSAVE_LATEST_MS - Date.now()));
  };

  const enterConflict = (): void => {
    newerVersion.value = null;
    state.value = "conflict";
    code.value = "VERSION_CONFLICT";
  };

  const keep = async (bytes: Plain): Promise<void> => {
    try {
      await core.keepDraft(bytes);
      draftCode.value = null;
    } catch (error) {
      draftCode.value = codeOf(error);
    }
  };

  const keepWork = async (): Promise<void> => {
    if (!isDirty()) return;
    try {
      await keep((await editor.exportBytes()).bytes);
    } catch (error) {
      draftCode.value = codeOf(error);
    }
  };

  const succeed = async (revision: number, saved: { version: number; savedAtMs: number }): Promise<void> => {
    savedRevision = revision;
    ownVersion = saved.version;
    savedAtMs.value = saved.savedAtMs;
    code.value = null;
    failures.value = 0;
    unsavedSinceMs = isDirty() ? Date.now() : null;
    state.value = isDirty() ? "unsaved" : "saved";
    await settleDraft();
    if (isDirty()) saveIn(AUTOSAVE_IDLE_MS);
  };

  /**
   * What was typed while the save ran is in no version yet: its draft stays, now on top of the new version.
   * A draft that cannot be removed is older than the version: it is offered once more and does no harm.
   */
  const settleDraft = (): Promise<unknown> =>
    isDirty() ? keepWork() : core.discardDraft().catch(() => undefined);

  const fail = (error: unknown): void => {
    code.value = codeOf(error);
    if (code.value === "VERSION_CONFLICT") enterConflict();
    else if (code.value === "LOCKED") state.value = "unsaved";
    else tryAgainLater();
  };

  const tryAgainLater = (): void => {
    const isOffline = code.value === "OFFLINE";
    state.value = isOffline ? "offline" : "failed";
    if (!isOffline) failures.value += 1;
    if (!isStuck.value) saveIn(retryDelayMs(isOffline ? RETRY_MS.length : failures.value));
  };

  /** The save under way cannot reach the portal: it says so, and goes on trying. */
  const wait = (): void => {
    if (state.value === "saving") state.value = "offline";
  };

  const attempt = async (): Promise<void> => {
    state.value = "saving";
    try {
      const { bytes, revision } = await editor.exportBytes();
      await keep(bytes);
      await succeed(revision, await core.save(bytes, wait));
    } catch (error) {
      fail(error);
    }
    compareVersions();
  };

  const compareVersions = (): void => {
    if (seenVersion <= ownVersion || state.value === "conflict") return;
    if (isDirty()) enterConflict();
    else newerVersion.value = seenVersion;
  };

  const saveNow = async (): Promise<void> => {
    clearTimeout(timer);
    if (running !== null && state.value === "offline") await keepWork();
    // Again after each wait: of several who waited, the first one saves and the others find it saved.
    while (running !== null) await running;
    if (isDisposed || !isDirty()) return;
    if (state.value === "conflict") return keepWork();
    running = attempt().finally(() => {
      running = null;
    });
    await running;
  };

  if (isDraft) saveIn(AUTOSAVE_IDLE_MS);

  return {
    state,
    savedAtMs,
    code,
    isStuck,
    draftCode,
    newerVersion,
    edited,
    saveNow,
    keepWork,
    isDirty,
    noteVersion(seen) {
      seenVersion = Math.max(seenVersion, seen);
      if (running === null) compareVersions();
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
