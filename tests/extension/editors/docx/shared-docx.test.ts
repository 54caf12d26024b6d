import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import { describe, expect, it } from "vitest";
import { applyUpdate, Doc } from "yjs";
import { readDocx } from "../../../../extension/editors/docx/read-docx.ts";
import { seedDocx } from "../../../../extension/editors/docx/seed-docx.ts";
import { bodyOf, commentsOf, marginOf } from "../../../../extension/editors/docx/shared-fields.ts";
import { readProse } from "../../../support/prose.ts";
import { bytesOf, corpusFiles, nameOf } from "./corpus.ts";

setGoogleFontsEnabled(false);

/** Ids that the library makes up anew at each reading. */
const withoutIds = (node: { toJSON(): unknown }): unknown =>
  JSON.parse(JSON.stringify(node.toJSON(), (key, value) => (key === "paraId" ? undefined : value)));

describe.each(corpusFiles().map((path) => [nameOf(path), path]))("the shared state of %s", (_, path) => {
  it("holds every attribute and mark of text, headers, footers and comments", async () => {
    const bytes = bytesOf(path);
    const doc = new Doc();
    applyUpdate(doc, await seedDocx(bytes));
    const { body, margins, comments, pictures } = await readDocx(bytes);
    expect(withoutIds(readProse(bodyOf(doc), schema, pictures).content)).toEqual(withoutIds(body.content));
    for (const [id, margin] of margins) {
      const shared = readProse(marginOf(doc, id), schema, pictures);
      expect(withoutIds(shared.content)).toEqual(withoutIds(margin.content));
    }
    expect(commentsOf(doc).size).toBe(comments.length);
    for (const comment of comments) expect(commentsOf(doc).get(String(comment.id))).toEqual(comment);
  });
});
