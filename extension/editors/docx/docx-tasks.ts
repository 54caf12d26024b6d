import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Document } from "@eigenpal/docx-editor-core/types/document";
import type { Plain } from "../../../shared/bytes.ts";
import type { ExportedDocument } from "../adapter.ts";

/** A text as its blocks, each by the number under which the thread has it. */
export interface SentText {
  readonly type: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly blocks: readonly number[];
}

type Parts = Document["package"];

/** What a package says beside its texts, without what no save looks at: the thread has read that itself. */
export type SentParts = Omit<Parts, "document" | "media"> & {
  readonly document: Omit<Parts["document"], "content" | "sections">;
};

/** A document as it stands. Once it is there, the thread keeps its blocks and no others. */
export interface SentDocx {
  readonly body: SentText;
  readonly margins: ReadonlyMap<string, SentText>;
  readonly parts: SentParts;
  readonly comments: readonly Comment[];
}

/** What the thread of a text document is asked. A type, because an interface has no index signature. */
export type DocxTasks = {
  /** First of all, the document as it was opened. */
  readonly open: { readonly input: Plain; readonly result: undefined };
  /** Blocks as ProseMirror writes them, by their numbers. */
  readonly blocks: { readonly input: ReadonlyMap<number, unknown>; readonly result: undefined };
  readonly write: {
    readonly input: SentDocx;
    readonly result: Pick<ExportedDocument, "bytes" | "report">;
  };
};
