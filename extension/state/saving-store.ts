import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import { createDraftKeeper } from "./draft-keeper.ts";
import { codeOf } from "./error-code.ts";
import { OFFLINE_RETRY_MS, retryDelayMs } from "./retry-delay.ts";
import type { SavingOptions } from "./saving-core.ts";
import { AUTOSAVE_LATEST_MS, SavingTurn } from "./saving-turn.ts";
import { NOBODY_ELSE } from "./shared-work.ts";

export type SaveState = "saved" | "unsaved" | "saving" | "offline" | "failed" | "conflict";

export interface SavingStore {
  readonly state: ReadonlySignal<SaveState>;
  readonly savedAtMs: ReadonlySignal<number | null>;
  /** Why the last try failed; null after one that did not. FILE_SHARED: a draft holds the work, and the file is to be opened anew. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  /** True when it was tried so often that only the person can help: the work is kept, a download is offered. */
  readonly isStuck: ReadonlySignal<boolean>;
  /** The draft cannot be kept in this browser either. */
  readonly draftCode: ReadonlySignal<ErrorCode | null>;
  /** A version newer than ours that nothing here contradicts: it can simply be opened. */
  readonly newerVersion: ReadonlySignal<number | null>;
  /** Tell after each change of the document. */
  edited(): void;
  /**
   * Saves at once, if it is this page that saves. Never throws: `state` says how it went.
   * `isAsked`: a person wants it, so it is saved whoever is elected.
   */
  saveNow(isAsked?: boolean): Promise<void>;
  /** Seals the work in this browser without sending it: before locking, leaving or giving up. Never throws. */
  keepWork(): Promise<void>;
  /** Tell when a version of this file was seen that somebody, perhaps another tab, has saved. */
  noteVersion(version: number): void;
  /** False again once it was disposed of: then the person has decided. */
  isDirty(): boolean;
  /** Whether changes wait so long for a version that whoever was elected does not seem to save. */
  isLate(): boolean;
  /** Stops all timers; nothing is saved or kept any more. */
  dispose(): void;
}

export const AUTOSAVE_IDLE_MS = 3_000;
export const TRIES_UNTIL_STUCK = 5;
/** So long a version that somebody saved may be ahead of the word that it is one of this very session. */
export const SAVED_NEWS_MS = 5_000;

/**
 * Saves a document by itself: when its editor has been still for three seconds, at the latest after thirty.
 * Before anything is sent the work is sealed in this browser, so that a killed tab, a lost network or a full server
 * costs nothing. A newer version made elsewhere stops all saving: from then on only the draft is kept, until the person chooses.
 * Where several write, the one who is elected saves for all, and nobody needs a draft: the session keeps what was typed.
 */
export function createSavingStore(options: SavingOptions): SavingStore {
  const { editor, core, version, isDraft = false, shared = NOBODY_ELSE } = options;
  const state = signal<SaveState>(isDraft ? "unsaved" : "saved");
  const savedAtMs = signal<number | null>(null);
  const code = signal<ErrorCode | null>(null);
  const { draftCode, keep, keepAll } = createDraftKeeper({ editor, core, shared });
  const failures = signal(0);
  const newerVersion = signal<number | null>(null);
  let [ownVersion, seenVersion] = [version, version];
  let savedRevision = isDraft ? -1 : 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let judging: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isDisposed = false;
  const turn = new SavingTurn(shared);

  const isUnsavedHere = (): boolean => !shared.isCarried() && editor.revision() !== savedRevision;
  const isUnsavedThere = (): boolean => (shared.isCarried() || shared.isApart()) && shared.hasUnsaved();
  const isDirty = (): boolean => !isDisposed && (isUnsavedHere() || isUnsavedThere());
  const isStuck = computed(() => failures.value >= TRIES_UNTIL_STUCK);

  const saveIn = (delayMs: number): void => {
    clearTimeout(timer);
    if (!isDisposed) timer = setTimeout(() => void saveNow(), Math.max(delayMs, 0));
  };

  const edited = (): void => {
    if (!isDirty()) return;
    const sinceMs = turn.begin();
    if (newerVersion.value !== null) enterConflict();
    if (state.value === "saved") state.value = "unsaved";
    const isRetrying = ["failed", "offline"].includes(state.value) && running === null;
    if (isRetrying && !isStuck.value) return;
    saveIn(Math.min(AUTOSAVE_IDLE_MS, sinceMs + AUTOSAVE_LATEST_MS - Date.now()));
  };

  const enterConflict = (): void => {
    newerVersion.value = null;
    state.value = "conflict";
    code.value = "VERSION_CONFLICT";
  };

  const keepWork = async (): Promise<void> => {
    if (isDirty() && !shared.isCarried()) await keep(editor.exportBytes());
  };

  const succeed = async (revision: number, saved: { version: number; savedAtMs: number }): Promise<void> => {
    savedRevision = revision;
    ownVersion = saved.version;
    savedAtMs.value = saved.savedAtMs;
    code.value = null;
    failures.value = 0;
    turn.waitAnew(isDirty());
    await settleDraft(); // before it says so: whoever opens the file then would find the draft
    state.value = isDirty() ? "unsaved" : "saved";
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
    else if (code.value === "FILE_SHARED") stop();
    else tryAgainLater();
  };

  /** Nothing is saved here any more: the page goes on where the file is now. */
  const stop = (): void => {
    clearTimeout(timer);
    state.value = "failed";
  };

  const tryAgainLater = (): void => {
    const isOffline = code.value === "OFFLINE";
    state.value = isOffline ? "offline" : "failed";
    if (!isOffline) failures.value += 1;
    if (!isStuck.value) saveIn(isOffline ? OFFLINE_RETRY_MS : retryDelayMs(failures.value));
  };

  /** The save under way cannot get through: it says so, and goes on trying. */
  const wait = (cause: ErrorCode): void => {
    if (isDisposed || state.value === "conflict") return;
    code.value = cause;
    state.value = cause === "OFFLINE" ? "offline" : "failed";
  };

  const attempt = async (): Promise<void> => {
    state.value = "saving";
    try {
      const work = await editor.exportBytes();
      await keep(work);
      await succeed(work.revision, await core.save(work, wait));
    } catch (error) {
      fail(codeOf(error) === "FILE_SHARED" ? ((await keepAll()) ?? error) : error);
    }
  };

  const compareVersions = (): void => {
    if (seenVersion > ownVersion && shared.isOwnSave(seenVersion)) {
      ownVersion = seenVersion;
      turn.waitAnew(isDirty());
    }
    if (isDisposed || running !== null || seenVersion <= ownVersion || state.value === "conflict") return;
    if (isDirty()) enterConflict();
    else newerVersion.value = seenVersion;
  };

  const judgeVersions = (): void => {
    clearTimeout(judging);
    if (shared.isCarried()) judging = setTimeout(compareVersions, SAVED_NEWS_MS);
    else compareVersions();
  };

  /** Others have typed, saved, come or gone. */
  const follow = (): void => {
    const isElected = turn.comes();
    // Whoever is elected is first; all others follow
    if (turn.fills() && isDirty()) {
      turn.wish();
      saveIn(AUTOSAVE_IDLE_MS + turn.spreadMs);
    }
    if (isDisposed || running !== null || state.value === "conflict") return;
    if (shared.isApart() && isDirty()) enterConflict();
    else if (isDirty() && turn.sinceMs === null) edited();
    else if (isDirty() && isElected) saveIn(AUTOSAVE_IDLE_MS);
    else if (!isDirty() && state.value !== "saved") noteSavedByOther();
  };

  const noteSavedByOther = (): void => {
    turn.waitAnew(isDirty());
    code.value = null;
    failures.value = 0;
    savedAtMs.value = Date.now();
    state.value = "saved";
    void core.discardDraft().catch(() => undefined);
  };

  const saveNow = async (isAsked = false): Promise<void> => {
    clearTimeout(timer);
    if (running !== null && state.value !== "saving") await keepWork();
    // Again after each wait: of several who waited, the first one saves and the others find it saved.
    while (running !== null) await running;
    if (isDisposed || !isDirty()) return;
    if (isAsked) turn.wish();
    // Looked at again when patience ends; all else that makes it this page's turn is told
    const isOwn = turn.isOwn();
    if (!isOwn && turn.leftMs() > 0) saveIn(turn.leftMs());
    if (!isOwn || state.value === "conflict") return keepWork();
    running = attempt().finally(() => {
      running = null;
      // What was seen while it ran was not compared
      judgeVersions();
    });
    await running;
  };

  if (isDraft) saveIn(AUTOSAVE_IDLE_MS);
  const endFollowing = shared.onChange(follow);
  follow();

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
    isLate: () => isDirty() && turn.isLate(),
    noteVersion(seen) {
      seenVersion = Math.max(seenVersion, seen);
      judgeVersions();
    },
    dispose() {
      isDisposed = true;
      endFollowing();
      clearTimeout(timer);
      clearTimeout(judging);
    },
  };
}
