import { type ReadonlySignal, signal } from "@preact/signals";
import { equalBytes, type Plain } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { OpenedDocument } from "../files/document.ts";
import type { Draft } from "../files/drafts.ts";
import type { FileFacts } from "../files/file-facts.ts";
import type { OldVersion, VersionRequest } from "../files/old-versions.ts";
import type { DraftFate } from "../live/drafted-frames.ts";
import { codeOf } from "./error-code.ts";
import type { Look, Refusal } from "./look-round.ts";

/** What this store needs of extension/files. */
export interface DocumentCore {
  /** Without fetching content. */
  describeFile(request: {
    readonly origin: PortalOrigin;
    readonly node: NodeId;
    readonly isOpening?: boolean;
  }): Promise<FileFacts>;
  openDocument(request: {
    readonly origin: PortalOrigin;
    readonly node: NodeId;
    readonly maxBytes: number;
    readonly onProgress: (doneBytes: number, totalBytes: number) => void;
    readonly signal: AbortSignal;
  }): Promise<OpenedDocument>;
  discardDraft(opened: OpenedDocument): Promise<unknown>;
  /** Whether others who may write have it open. Never throws. */
  look(request: {
    readonly origin: PortalOrigin;
    readonly node: NodeId;
    readonly signal: AbortSignal;
  }): Promise<Look>;
  /** What becomes of what is on the disk of the draft's session. Never throws. */
  settleDrafted(opened: OpenedDocument, fate: DraftFate): Promise<void>;
  saveAsCopy(request: {
    readonly opened: OpenedDocument;
    readonly bytes: Plain;
  }): Promise<{ readonly node: NodeId; readonly space: SpaceId }>;
  renameFile(origin: PortalOrigin, node: NodeId, name: string): Promise<void>;
  openVersion(request: VersionRequest & { maxBytes: number }): Promise<OldVersion>;
  restoreVersion(request: VersionRequest): Promise<number>;
}

export type DocumentPhase =
  | { readonly kind: "opening"; readonly share: number | null }
  | { readonly kind: "failed"; readonly code: ErrorCode }
  /** There is no editor for it: it is described and can be downloaded. */
  | { readonly kind: "described" }
  /** Work that no version holds was found in this browser: the person decides before anything is shown. */
  | {
      readonly kind: "draftFound";
      readonly opened: OpenedDocument;
      readonly savedAtMs: number;
      /** Others write in the document now, or nobody can tell: nothing is saved past them. Null before it was looked for. */
      readonly refusal: Refusal | null;
    }
  | {
      readonly kind: "open";
      readonly opened: OpenedDocument;
      readonly bytes: Plain;
      /** The version that the bytes come from: older than the newest when a draft is. */
      readonly baseVersion: number;
      readonly isDraft: boolean;
    }
  /** An older version, only to be looked at. */
  | { readonly kind: "version"; readonly shown: OldVersion };

export interface DocumentStore {
  readonly phase: ReadonlySignal<DocumentPhase>;
  /** Name, size and so on, as soon as they are known; also of what could not be opened. */
  readonly facts: ReadonlySignal<FileFacts | null>;
  readonly name: ReadonlySignal<string>;
  /** Opens the newest version. With `isResuming` a draft that fits it is restored without asking. */
  open(options?: { readonly isResuming?: boolean }): Promise<void>;
  /** Reads anew what is known of the file, after a save for instance. Never throws: what is known stays. */
  refreshFacts(): Promise<void>;
  /**
   * Goes on with the unsaved work: in its session, or, where that is over, unless others write in the document. What is saved past
   * them would end their session.
   */
  restoreDraft(): Promise<void>;
  /** The unsaved work becomes a file of its own. @throws what kept it from that; the draft stays then */
  copyDraft(): Promise<{ readonly node: NodeId; readonly space: SpaceId } | null>;
  discardDraft(): Promise<void>;
  /** Shows an older version instead of the document. */
  openVersion(version: number): Promise<void>;
  /** Makes an older version the newest, and opens it. */
  restoreVersion(version: number): Promise<void>;
  /** Changes the name at once and takes it back when that failed. Gives the code then. */
  rename(name: string): Promise<ErrorCode | null>;
}

export interface DocumentStoreOptions {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly core: DocumentCore;
  /** Whether there is an editor for files of this name. */
  readonly opensHere: (name: string) => boolean;
  /** A larger document is refused before it is fetched. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

const NOT_LOOKED: Look = { round: "nobody", session: null };

/** The way of one file from its address to an editor: described, fetched, and its draft asked about. */
export function createDocumentStore(options: DocumentStoreOptions): DocumentStore {
  const { origin, node, core, signal: ending } = options;
  const phase = signal<DocumentPhase>({ kind: "opening", share: null });
  const facts = signal<FileFacts | null>(null);
  const name = signal("");

  const onProgress = (doneBytes: number, totalBytes: number): void => {
    const share = totalBytes > 0 ? Math.min(doneBytes / totalBytes, 1) : null;
    if (phase.value.kind === "opening") phase.value = { kind: "opening", share };
  };

  const show = async (opened: OpenedDocument, isResuming: boolean): Promise<void> => {
    const { draft } = opened;
    if (!draft)
      phase.value = {
        kind: "open",
        opened,
        bytes: opened.bytes,
        baseVersion: opened.version,
        isDraft: false,
      };
    else if (isResuming && draft.baseVersion === opened.version) await showDraft(opened);
    else phase.value = { kind: "draftFound", opened, savedAtMs: draft.savedAtMs, refusal: null };
  };

  const showDraft = async (opened: OpenedDocument): Promise<void> => {
    const { draft } = opened;
    if (!draft) return;
    // On an older version it is in conflict anyway, and saved past nobody
    const isNewest = draft.baseVersion === opened.version;
    const { round, session } =
      isNewest || draft.session ? await core.look({ origin, node, signal: ending }) : NOT_LOOKED;
    if (session !== null && session === draft.session) await giveToSession(opened);
    else if (isNewest && round !== "nobody")
      phase.value = { kind: "draftFound", opened, savedAtMs: draft.savedAtMs, refusal: round };
    else await openDraft(opened, draft);
  };

  /** Its session goes on, and has all of the draft or gets it from this disk. */
  const giveToSession = async (opened: OpenedDocument): Promise<void> => {
    await core.settleDrafted(opened, "again");
    await core.discardDraft(opened);
    await show({ ...opened, draft: null }, false);
  };

  const openDraft = async (opened: OpenedDocument, draft: Draft): Promise<void> => {
    await core.settleDrafted(opened, "held");
    phase.value = {
      kind: "open",
      opened,
      bytes: draft.bytes,
      baseVersion: draft.baseVersion,
      isDraft: true,
    };
  };

  const load = async (isResuming: boolean): Promise<void> => {
    performance.mark("strongroom:asked");
    facts.value = await core.describeFile({ origin, node, isOpening: true });
    name.value = facts.value.name;
    if (!options.opensHere(facts.value.name)) {
      phase.value = { kind: "described" };
      return;
    }
    if (facts.value.sizeBytes > options.maxBytes) throw new AppError("DOCUMENT_TOO_LARGE");
    const { maxBytes } = options;
    const opened = await core.openDocument({ origin, node, maxBytes, onProgress, signal: ending });
    performance.mark("strongroom:opened");
    await show(await withoutSavedDraft(opened), isResuming);
  };

  /** A browser killed right after a save kept the draft of what it had saved: that is nothing to ask about. */
  const withoutSavedDraft = async (opened: OpenedDocument): Promise<OpenedDocument> => {
    if (!opened.draft || !equalBytes(opened.draft.bytes, opened.bytes)) return opened;
    await core.discardDraft(opened).catch(() => undefined); // it harms nobody
    return { ...opened, draft: null };
  };

  const opening = async (work: () => Promise<void>): Promise<void> => {
    phase.value = { kind: "opening", share: null };
    try {
      await work();
    } catch (error) {
      if (!ending.aborted) phase.value = { kind: "failed", code: codeOf(error) };
    }
  };

  return {
    phase,
    facts,
    name,
    open: ({ isResuming = false } = {}) => opening(() => load(isResuming)),
    openVersion: (version) =>
      opening(async () => {
        const { maxBytes } = options;
        const shown = await core.openVersion({ origin, node, version, maxBytes, onProgress, signal: ending });
        phase.value = { kind: "version", shown };
      }),
    restoreVersion: (version) =>
      opening(async () => {
        await core.restoreVersion({ origin, node, version, onProgress, signal: ending });
        await load(false);
      }),
    async refreshFacts() {
      facts.value = await core.describeFile({ origin, node }).catch(() => facts.value);
    },
    async restoreDraft() {
      const found = phase.value;
      if (found.kind === "draftFound") await opening(() => showDraft(found.opened));
    },
    async copyDraft() {
      if (phase.value.kind !== "draftFound" || !phase.value.opened.draft) return null;
      const { opened } = phase.value;
      const { bytes } = phase.value.opened.draft;
      const copy = await core.saveAsCopy({ opened, bytes });
      await core.settleDrafted(opened, "held");
      await core.discardDraft(opened).catch(() => undefined); // it is offered once more
      return copy;
    },
    async discardDraft() {
      if (phase.value.kind !== "draftFound") return;
      const { opened } = phase.value;
      // First: a draft that is still there is asked about once more, frames without it would come into the session
      await core.settleDrafted(opened, "unwanted");
      await core.discardDraft(opened);
      await show({ ...opened, draft: null }, false);
    },
    async rename(next) {
      const before = name.value;
      name.value = next;
      try {
        await core.renameFile(origin, node, next);
        return null;
      } catch (error) {
        name.value = before;
        return codeOf(error);
      }
    },
  };
}
