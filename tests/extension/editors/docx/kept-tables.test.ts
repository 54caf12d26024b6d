import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import {
  forgetMeasures,
  isKept,
  keptMeasure,
  keptTable,
  type Making,
} from "../../../../extension/editors/docx/kept-tables.ts";

interface Made {
  readonly kind: string;
  readonly text: string;
  readonly inside: Made[];
  pmStart: number;
  pmEnd: number;
}

const THEME = {};
const making = (over: Making = {}): Making => ({ theme: THEME, pageContentHeight: 900, ...over });

/** As the library does: everything in a table says where it stands. */
function make(node: Node, at: number): Made {
  const inside: Made[] = [];
  node.forEach((child, offset) => {
    inside.push(make(child, at + 1 + offset));
  });
  const { text = "", type, nodeSize } = node;
  return { kind: type.name, text, inside, pmStart: at, pmEnd: at + nodeSize };
}

const paragraph = (text: string, attrs = {}) =>
  schema.node("paragraph", attrs, text ? schema.text(text) : []);
const cell = (text: string, attrs = {}) => schema.node("tableCell", null, [paragraph(text, attrs)]);
const table = (texts: readonly string[], attrs = {}) =>
  schema.node("table", null, [
    schema.node(
      "tableRow",
      null,
      texts.map((text) => cell(text, attrs)),
    ),
  ]);

function madeOf(document: Node, now: Making): Made[] {
  const all: Made[] = [];
  document.forEach((node, at) => {
    if (node.type.name === "table") all.push(keptTable(make, node, at, now));
  });
  return all;
}

function madeAnew(document: Node): Made[] {
  const all: Made[] = [];
  document.forEach((node, at) => {
    if (node.type.name === "table") all.push(make(node, at));
  });
  return all;
}

const anyBlock = fc.oneof(
  fc.string().map((text) => paragraph(text)),
  fc.array(fc.string(), { minLength: 1, maxLength: 3 }).map((texts) => table(texts)),
);
const anyEdit = fc.record({
  kind: fc.constantFrom("type", "delete", "twice"),
  from: fc.nat(1000),
  length: fc.integer({ min: 1, max: 40 }),
});

function edited(document: Node, { kind, from, length }: { kind: string; from: number; length: number }) {
  const { tr } = EditorState.create({ doc: document });
  const start = from % document.content.size;
  if (kind === "delete") return tr.deleteRange(start, Math.min(document.content.size, start + length)).doc;
  if (kind === "twice") return tr.insert(0, document.child(from % document.childCount)).doc;
  return document.resolve(start).parent.isTextblock ? tr.insertText("typed", start).doc : document;
}

describe("tables that are kept from one laying out to the next", () => {
  it("are those that would be made anew, whatever is edited and also where one stands twice", () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 5 }), fc.array(anyEdit), (blocks, edits) => {
        let document = schema.node("doc", null, blocks);
        expect(madeOf(document, making())).toEqual(madeAnew(document));
        for (const edit of edits) {
          document = edited(document, edit);
          expect(madeOf(document, making())).toEqual(madeAnew(document));
        }
      }),
    );
  });

  it("are the same objects, elsewhere", () => {
    const node = table(["Rent", "900"]);
    const first = keptTable(make, node, 10, making());
    const moved = keptTable(make, node, 12, making());
    expect(moved).toBe(first);
    expect(isKept(moved)).toBe(true);
    expect(moved.inside[0]?.pmStart).toBe(13);
  });

  it("are made anew for another theme or another height of the page", () => {
    const node = table(["Rent"]);
    const first = keptTable(make, node, 10, making());
    expect(keptTable(make, node, 10, making({ theme: {} }))).not.toBe(first);
    expect(keptTable(make, node, 10, making({ pageContentHeight: 500 }))).not.toBe(first);
  });

  it("are never those with a number that depends on the text before, nor those of headers and notes", () => {
    const numbered = table(["First"], { numPr: { numId: 1, ilvl: 0 } });
    const [one, two] = [making(), making()].map((now) => keptTable(make, numbered, 10, now));
    expect(two).not.toBe(one);
    const node = table(["Page"]);
    const inHeader = () => keptTable(make, node, 10, { theme: THEME });
    expect(inHeader()).not.toBe(inHeader());
  });
});

describe("the measure of a table that is kept", () => {
  const measure = (_table: object, width: number) => ({ width });

  it("is kept for its width until fonts have come", () => {
    const made = keptTable(make, table(["Rent"]), 10, making());
    const first = keptMeasure(measure, made, 600);
    expect(keptMeasure(measure, made, 600)).toBe(first);
    expect(keptMeasure(measure, made, 500)).toEqual({ width: 500 });
    const last = keptMeasure(measure, made, 500);
    forgetMeasures();
    expect(keptMeasure(measure, made, 500)).not.toBe(last);
  });

  it("is taken anew of a table that is not", () => {
    const made = make(table(["Rent"]), 10);
    expect(keptMeasure(measure, made, 600)).not.toBe(keptMeasure(measure, made, 600));
  });
});
