import type { Node, Schema } from "prosemirror-model";
import { initProseMirrorDoc } from "y-prosemirror";
import type { XmlFragment } from "yjs";
import { carryingSchema } from "../../extension/editors/docx/carried-marks.ts";
import type { Pictures } from "../../extension/editors/docx/pictures.ts";

/** The document that a fragment of the shared state holds, with the pictures of the file that it names. */
export const readProse = (fragment: XmlFragment, schema: Schema, pictures: Pictures): Node =>
  initProseMirrorDoc(fragment, carryingSchema(schema, pictures)).doc;
