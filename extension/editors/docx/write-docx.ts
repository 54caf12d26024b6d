import {
  injectReplyRangeMarkers,
  injectTCReplyRangeMarkers,
  repackDocx,
} from "@eigenpal/docx-editor-core/docx";
import { fromProseDoc, proseDocToBlocks } from "@eigenpal/docx-editor-core/prosemirror/conversion";
import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Document, HeaderFooter } from "@eigenpal/docx-editor-core/types/document";
import type { Node } from "prosemirror-model";
import { asPlain, type Plain } from "../../../shared/bytes.ts";

export interface DocxState {
  readonly model: Document;
  readonly body: Node;
  readonly margins: ReadonlyMap<string, Node>;
  readonly comments: readonly Comment[];
}

function withContent(
  parts: Map<string, HeaderFooter> | undefined,
  margins: ReadonlyMap<string, Node>,
): Map<string, HeaderFooter> | undefined {
  if (parts === undefined) return undefined;
  return new Map(
    [...parts].map(([id, part]) => {
      const document = margins.get(id);
      return [id, document === undefined ? part : { ...part, content: proseDocToBlocks(document) }];
    }),
  );
}

/**
 * A package as the library writes it, on top of the original. Not what is saved: it rewrites parts that nobody touched.
 * Two of these, before and after the changes, tell what has changed.
 */
export async function writeDocx(
  { model, body, margins, comments }: DocxState,
  original: Plain,
): Promise<Plain> {
  const { package: parts } = fromProseDoc(body, model);
  const content = parts.document.content;
  const threads = structuredClone([...comments]);
  injectReplyRangeMarkers(content, threads);
  injectTCReplyRangeMarkers(content, threads);
  const headers = withContent(parts.headers, margins);
  const footers = withContent(parts.footers, margins);
  const written = await repackDocx({
    ...model,
    originalBuffer: original.slice().buffer,
    package: {
      ...parts,
      ...(headers && { headers }),
      ...(footers && { footers }),
      document: { ...parts.document, comments: threads },
    },
  });
  return asPlain(new Uint8Array(written));
}
