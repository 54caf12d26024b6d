import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import { strFromU8, unzipSync } from "fflate";
import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { applyUpdate, Doc } from "yjs";
import { DocxExport } from "../../../../extension/editors/docx/docx-export.ts";
import { readDocx } from "../../../../extension/editors/docx/read-docx.ts";
import { seedDocx } from "../../../../extension/editors/docx/seed-docx.ts";
import { SharedComments } from "../../../../extension/editors/docx/shared-comments.ts";
import { bodyOf, marginOf } from "../../../../extension/editors/docx/shared-fields.ts";
import type { DocxState } from "../../../../extension/editors/docx/write-docx.ts";
import type { Plain } from "../../../../shared/bytes.ts";
import { readProse } from "../../../support/prose.ts";
import { bytesOf, corpusFiles, nameOf } from "./corpus.ts";

setGoogleFontsEnabled(false);

/** The document as bob has it who got everything through the shared state. */
async function throughSharedState(bytes: Plain): Promise<DocxState> {
  const doc = new Doc();
  applyUpdate(doc, await seedDocx(bytes));
  const { model, body, margins, pictures } = await readDocx(bytes);
  const got = [...margins].map(
    ([id, margin]) => [id, margin.copy(readProse(marginOf(doc, id), schema, pictures).content)] as const,
  );
  return {
    model,
    body: body.copy(readProse(bodyOf(doc), schema, pictures).content),
    margins: new Map(got),
    comments: new SharedComments(doc).list(),
  };
}

function typed(state: DocxState, text: string): DocxState {
  let position = -1;
  state.body.descendants((node, pos) => {
    if (position < 0 && node.isTextblock) position = pos + 1;
  });
  const { tr } = EditorState.create({ doc: state.body });
  return { ...state, body: tr.insertText(text, position).doc };
}

describe.each(corpusFiles().map((path) => [nameOf(path), path]))("saving %s", (_, path) => {
  it("without an edit gives the very same file, also through the shared state", async () => {
    const bytes = bytesOf(path);
    const saved = await new DocxExport(bytes).write(await throughSharedState(bytes));
    expect(saved.report).toEqual({ fallbacks: 0, missing: [] });
    expect(Buffer.compare(saved.bytes, bytes)).toBe(0);
  });

  it("puts what was typed into the one part that it is in", async () => {
    const bytes = bytesOf(path);
    const saved = await new DocxExport(bytes).write(typed(await throughSharedState(bytes), "Alice & Bob "));
    expect(saved.report?.missing).toEqual([]);
    const [before, after] = [unzipSync(bytes), unzipSync(saved.bytes)];
    const changed = Object.keys(after).filter(
      (name) => Buffer.compare(after[name] ?? new Uint8Array(), before[name] ?? new Uint8Array()) !== 0,
    );
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(changed).toEqual([expect.stringMatching(/^word\/document\d*\.xml$/)]);
    expect(strFromU8(after[changed[0] ?? ""] ?? new Uint8Array())).toContain("Alice &amp; Bob ");
  });
});
