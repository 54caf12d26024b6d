import { Doc, encodeStateAsUpdate } from "yjs";
import type { Bytes, Plain } from "../../../shared/bytes.ts";
import { writeProse } from "./prose-binding.ts";
import { readAhead } from "./read-once.ts";
import { bodyOf, commentsOf, marginOf } from "./shared-fields.ts";

/** The update that makes an empty shared state into that of this document. @throws DOCUMENT_DAMAGED */
export async function seedDocx(bytes: Plain): Promise<Bytes> {
  const { body, margins, comments, pictures } = await readAhead(bytes);
  const doc = new Doc();
  doc.transact(() => {
    writeProse(bodyOf(doc), body, pictures);
    for (const [id, margin] of margins) writeProse(marginOf(doc, id), margin, pictures);
    for (const comment of comments) commentsOf(doc).set(String(comment.id), comment);
  });
  const update = new Uint8Array(encodeStateAsUpdate(doc));
  doc.destroy();
  return update;
}
