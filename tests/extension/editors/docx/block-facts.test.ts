import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { countParagraphs, visitRemarked } from "../../../../extension/editors/docx/block-facts.ts";

const comment = schema.mark("comment", { commentId: 1 });
const paragraph = (text: string, attrs = {}) =>
  schema.node("paragraph", attrs, text ? schema.text(text) : []);
const cell = (blocks: Node[]) => schema.node("tableCell", null, blocks);
const table = (texts: string[]) =>
  schema.node("table", null, [schema.node("tableRow", null, [cell(texts.map((text) => paragraph(text)))])]);

const anyBlock = fc.oneof(
  fc.string().map((text) => paragraph(text)),
  fc.array(fc.string(), { minLength: 1, maxLength: 3 }).map(table),
);
const anyEdit = fc.record({
  kind: fc.constantFrom("type", "comment", "uncomment", "revise", "delete"),
  from: fc.nat(1000),
  length: fc.integer({ min: 1, max: 40 }),
});

function edited(
  document: Node,
  { kind, from, length }: { kind: string; from: number; length: number },
): Node {
  const { tr } = EditorState.create({ doc: document });
  const start = from % document.content.size;
  const end = Math.min(document.content.size, start + length);
  if (kind === "comment") return tr.addMark(start, end, comment).doc;
  if (kind === "uncomment") return tr.removeMark(start, end, comment).doc;
  if (kind === "delete") return tr.deleteRange(start, end).doc;
  if (kind === "type") {
    const place = document.resolve(start);
    return place.parent.isTextblock ? tr.insertText("typed", start).doc : document;
  }
  document.nodesBetween(start, end, (node, at) => {
    if (node.isTextblock) tr.setNodeAttribute(at, "pPrIns", { revisionId: from });
  });
  return tr.doc;
}

const isRemarked = ({ attrs, marks }: Node): boolean => marks.length > 0 || Boolean(attrs.pPrIns);

function found(visit: (seen: (node: Node, at: number) => void) => void): unknown[] {
  const all: unknown[] = [];
  visit((node, at) => {
    if (isRemarked(node)) all.push([at, node.toJSON()]);
  });
  return all;
}

describe("what is looked for in a text, block by block", () => {
  it("is what the whole text has, whatever is edited", () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 6 }), fc.array(anyEdit), (blocks, edits) => {
        let document = schema.node("doc", null, blocks);
        for (const edit of edits) {
          document = edited(document, edit);
          const whole = found((seen) => document.descendants((node, at) => seen(node, at)));
          expect(found((seen) => visitRemarked(document, seen))).toEqual(whole);
          let paragraphs = 0;
          document.descendants(({ type }) => {
            if (type.name === "paragraph") paragraphs += 1;
          });
          expect(countParagraphs(document)).toBe(paragraphs);
        }
      }),
    );
  });

  it("passes over a block without comments and revisions", () => {
    const document = schema.node("doc", null, [paragraph("plain"), table(["in a cell"])]);
    const seen: string[] = [];
    visitRemarked(document, ({ type }) => seen.push(type.name));
    expect(seen).toEqual([]);
  });

  it("finds the revision of a row, a cell and a table", () => {
    const marked = (name: string): Node =>
      schema.node("tableRow", { [name]: { revisionId: 1 } }, [cell([paragraph("")])]);
    for (const name of ["trIns", "trDel"]) {
      const document = schema.node("doc", null, [schema.node("table", null, [marked(name)])]);
      const seen: string[] = [];
      visitRemarked(document, ({ type }) => seen.push(type.name));
      expect(seen).toContain("tableRow");
    }
  });
});
