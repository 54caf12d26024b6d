/**
 * Where the parts of a text document stand in its shared state. The names are in every session's first frame: they stay.
 * Body and each margin (header or footer) are ProseMirror documents; what the library keeps outside of them are plain maps.
 */
import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Doc, Map as SharedMap, XmlFragment } from "yjs";
import { type AddedMargin, isAddedMargin, isComment } from "./shared-shapes.ts";

export const bodyOf = (doc: Doc): XmlFragment => doc.getXmlFragment("body");
/** Content of one header or footer, by the id of its relationship. */
export const marginOf = (doc: Doc, id: string): XmlFragment => doc.getXmlFragment(`margin:${id}`);
/** Whether a part of this name holds text. */
export const isProseName = (name: string): boolean => name === "body" || name.startsWith("margin:");
export const marginsOf = (doc: Doc): SharedMap<AddedMargin | null> => doc.getMap("margins");
/** Comments and replies by their number; where they are anchored is in the text. */
export const commentsOf = (doc: Doc): SharedMap<Comment> => doc.getMap("comments");
/** What was changed of the last section's page set-up, property by property, and the watermark. */
export const pageSetUpOf = (doc: Doc): SharedMap<unknown> => doc.getMap("page");

/** What is a comment among what stands there; everything else is passed over. */
export const commentsIn = (doc: Doc): Comment[] =>
  [...commentsOf(doc).entries()].flatMap(([key, value]: [string, unknown]) =>
    isComment(value, key) ? [value] : [],
  );

export const marginsIn = (doc: Doc): [string, AddedMargin | null][] =>
  [...marginsOf(doc).entries()].filter(([, value]: [string, unknown]) => isAddedMargin(value));
