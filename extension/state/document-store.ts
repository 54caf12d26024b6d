import { type ReadonlySignal, signal } from "@preact/signals";
import type { Plain } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import type { OpenedDocument } from "../files/document.ts";
import type { FileFacts } from "../files/file-facts.ts";
import { codeOf } from "./error-code.ts";

/** What this store needs of extension/files. */
export interface DocumentCore {
  /** Without fetching content. */
  describeFile(request: { readonly origin: PortalOrigin; readonly node: NodeId }): Promise<FileFacts>;
  openDocument(request: {
    readonly origin: PortalOrigin;
    readonly node: NodeId;
    readonly maxBytes: number;
    readonly onProgress: (doneBytes: number, totalBytes: number) => void;
    readonly signal: AbortSignal;
  }): Promise<OpenedDocument>;
  discardDraft(opened: OpenedDocument): Promise<unknown>;
  renameFile(origin: PortalOrigin, node: NodeId, name: string): Promise<void>;
}

export type DocumentPhase =
  | { readonly kind: "opening"; readonly share: number | null }
  | { readonly kind: "failed"; readonly code: ErrorCode }
  /** There is no editor for it: it is described and can be downloaded. */
  | { readonly kind: "described" }
  /** Work that no version holds was found in this browser: the person decides before anything is shown. */
  | { readonly kind: "draftFound"; readonly opened: OpenedDocument; readonly savedAtMs: number }
  | {
      readonly kind: "open";
      readonly opened: OpenedDocument;
      readonly bytes: Plain;
      /** The version that the bytes come from: older than the newest when a draft is. */
      readonly baseVersion: number;
      readonly isDraft: boolean;
    };

export interface DocumentStore {
  readonly phase: ReadonlySignal<DocumentPhase>;
  /** Name, size and so on, as soon as they are known; also of what could not be opened. */
  readonly facts: ReadonlySignal<FileFacts | null>;
  readonly name: ReadonlySignal<string>;
  /** Opens the newest version. With `isResuming` a draft that fits it is restored without asking. */
  open(options?: { readonly isResuming?: boolean }): Promise<void>;
  /** Reads anew what is known of the file, after a save for instance. Never throws: what is known stays. */
  refreshFacts(): Promise<void>;
  restoreDraft(): void;
  discardDraft(): Promise<void>;
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

  const show = (opened: OpenedDocument, isResuming: boolean): void => {
    const { draft } = opened;
    if (!draft)
      phase.value = {
        kind: "open",
        opened,
        bytes: opened.bytes,
        baseVersion: opened.version,
        isDraft: false,
      };
    else if (isResuming && draft.baseVersion === opened.version) showDraft(opened);
    else phase.value = { kind: "draftFound", opened, savedAtMs: draft.savedAtMs };
  };

  const showDraft = (opened: OpenedDocument): void => {
    const { draft } = opened;
    if (!draft) return;
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
    facts.value = await core.describeFile({ origin, node });
    name.value = facts.value.name;
    if (!options.opensHere(facts.value.name)) {
      phase.value = { kind: "described" };
      return;
    }
    if (facts.value.sizeBytes > options.maxBytes) throw new AppError("DOCUMENT_TOO_LARGE");
    const { maxBytes } = options;
    const opened = await core.openDocument({ origin, node, maxBytes, onProgress, signal: ending });
    performance.mark("strongroom:opened");
    show(opened, isResuming);
  };

  return {
    phase,
    facts,
    name,
    async open({ isResuming = false } = {}) {
      phase.value = { kind: "opening", share: null };
      try {
        await load(isResuming);
      } catch (error) {
        if (!ending.aborted) phase.value = { kind: "failed", code: codeOf(error) };
      }
    },
    async refreshFacts() {
      facts.value = await core.describeFile({ origin, node }).catch(() => facts.value);
    },
    restoreDraft() {
      if (phase.value.kind === "draftFound") showDraft(phase.value.opened);
    },
    async discardDraft() {
      if (phase.value.kind !== "draftFound") return;
      const { opened } = phase.value;
      await core.discardDraft(opened);
      show({ ...opened, draft: null }, false);
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
