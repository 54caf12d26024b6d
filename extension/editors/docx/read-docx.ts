import { parseDocx } from "@eigenpal/docx-editor-core/docx";
import { ensureParaIdsInState, schema } from "@eigenpal/docx-editor-core/prosemirror";
import { headerFooterToProseDoc, toProseDoc } from "@eigenpal/docx-editor-core/prosemirror/conversion";
import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Document } from "@eigenpal/docx-editor-core/types/document";
import type { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import type { Plain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { type Pictures, picturesOf } from "./pictures.ts";

/** A file as the library reads it: the same for everybody who reads the same bytes, but for ids that it makes up. */
export interface ReadDocx {
  /** Without comments: they are in `comments` alone. */
  readonly model: Document;
  readonly body: Node;
  /** Headers and footers by the id of their relationship. */
  readonly margins: ReadonlyMap<string, Node>;
  readonly comments: readonly Comment[];
  readonly pictures: Pictures;
}

/** Each paragraph gets an id before it is shared: otherwise each client would give it another. */
const withIds = (document: Node): Node =>
  ensureParaIdsInState(EditorState.create({ doc: document, schema })).doc;

const stylesOf = ({ package: { styles } }: Document) => (styles === undefined ? {} : { styles });

const bodyOfModel = (model: Document): Node => withIds(toProseDoc(model, stylesOf(model)));

export function marginsOfModel(model: Document): Map<string, Node> {
  const parts = model.package;
  const options = {
    ...stylesOf(model),
    theme: parts.theme ?? null,
    defaultTabStopTwips: parts.settings?.defaultTabStop ?? null,
  };
  const margins = [...(parts.headers ?? []), ...(parts.footers ?? [])];
  return new Map(margins.map(([id, { content }]) => [id, withIds(headerFooterToProseDoc(content, options))]));
}

/** @throws DOCUMENT_DAMAGED when the package is whole but the library cannot read the document in it */
export async function readDocx(bytes: Plain): Promise<ReadDocx> {
  try {
    const model = await parseDocx(bytes.slice().buffer);
    const { comments = [] } = model.package.document;
    delete model.package.document.comments;
    const pictures = await picturesOf(model);
    const [body, margins] = [bodyOfModel(model), marginsOfModel(model)];
    return { model, body, margins, comments: inOrder(comments), pictures };
  } catch (cause) {
    throw new AppError("DOCUMENT_DAMAGED", { cause });
  }
}

/** Comments as everybody has them, whatever order they came in. */
export const inOrder = (comments: Iterable<Comment>): Comment[] => [...comments].sort((a, b) => a.id - b.id);
