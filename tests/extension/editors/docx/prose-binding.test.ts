import fc from "fast-check";
import { type Node, Schema } from "prosemirror-model";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { afterEach, describe, expect, it } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { NO_PICTURES } from "../../../../extension/editors/docx/pictures.ts";
import { proseBinding, writeProse } from "../../../../extension/editors/docx/prose-binding.ts";
import { bodyOf } from "../../../../extension/editors/docx/shared-fields.ts";

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: { content: "text*", toDOM: () => ["p", 0] },
    text: {},
  },
  marks: { bold: { toDOM: () => ["b", 0] } },
});

const textOf = (...lines: readonly string[]): Node =>
  schema.node(
    "doc",
    null,
    lines.map((line) => schema.node("paragraph", null, line === "" ? [] : [schema.text(line)])),
  );

const linesIn = (document: Node): string[] => document.children.map((child) => child.textContent);

/** Which positions of the text before a view's transactions put something else in the place of. */
type Range = readonly [from: number, to: number];

function viewOf(doc: Doc) {
  const replaced: Range[] = [];
  const watch = new Plugin({
    filterTransaction(transaction) {
      for (const map of transaction.mapping.maps) map.forEach((from, to) => void replaced.push([from, to]));
      return true;
    },
  });
  const plugins = [proseBinding({ fragment: bodyOf(doc), pictures: NO_PICTURES }), watch];
  const view = new EditorView(document.createElement("div"), {
    state: EditorState.create({ schema, plugins }),
  });
  replaced.length = 0;
  return { view, replaced };
}

/** Alice and Bob with the same text before them; what one writes is with the other at once. */
function twoViews(...lines: readonly string[]) {
  const [alices, bobs] = [new Doc(), new Doc()];
  writeProse(bodyOf(alices), textOf(...lines), NO_PICTURES);
  applyUpdate(bobs, encodeStateAsUpdate(alices));
  alices.on("update", (update, origin) => origin !== bobs && applyUpdate(bobs, update, alices));
  bobs.on("update", (update, origin) => origin !== alices && applyUpdate(alices, update, bobs));
  const [alice, bob] = [viewOf(alices), viewOf(bobs)];
  open.push(alice.view, bob.view);
  return { alice, bob };
}

const open: EditorView[] = [];
afterEach(() => {
  for (const view of open.splice(0)) view.destroy();
});

const write = ({ view }: { view: EditorView }, lines: readonly string[]): void =>
  view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, textOf(...lines).content));

describe("a text that two write in", () => {
  it("changes for the other only where something was written", () => {
    const { alice, bob } = twoViews("One", "Two", "Three", "Four");
    alice.view.dispatch(alice.view.state.tr.insertText("more ", 6));
    expect(linesIn(bob.view.state.doc)).toEqual(["One", "more Two", "Three", "Four"]);
    expect(bob.replaced).toEqual([[5, 10]]);
  });

  it("shows marks that others set, and only those are drawn anew", () => {
    const { alice, bob } = twoViews("One", "Two", "Three");
    const shown = [...bob.view.dom.querySelectorAll("p")];
    alice.view.dispatch(alice.view.state.tr.addMark(6, 9, schema.mark("bold")));
    const now = [...bob.view.dom.querySelectorAll("p")];
    expect(bob.view.dom.querySelector("b")?.textContent).toBe("Two");
    expect([now[0] === shown[0], now[2] === shown[2]]).toEqual([true, true]);
  });

  it("keeps one's place where others write in front of it", () => {
    const { alice, bob } = twoViews("One", "Two", "Three");
    const { view } = bob;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 12)));
    alice.view.dispatch(alice.view.state.tr.insertText("much more ", 1));
    expect(view.state.selection.head).toBe(22);
  });

  it("is the same for both, whatever is put in whose place", () => {
    // The binding takes an empty text for one that is not there yet, so one line always says something
    const rest = fc.array(fc.constantFrom("", "a", "b", "ab", "long line"), { maxLength: 5 });
    const lines = rest.map((some) => ["start", ...some]);
    const turns = fc.array(fc.tuple(fc.boolean(), lines), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, turns, (first, rounds) => {
        const { alice, bob } = twoViews(...first);
        for (const [isAlices, next] of rounds) {
          write(isAlices ? alice : bob, next);
          expect(linesIn(alice.view.state.doc)).toEqual(next);
          expect(bob.view.state.doc.eq(alice.view.state.doc)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
