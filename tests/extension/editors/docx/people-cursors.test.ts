import { Schema } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import type { DecorationSet } from "prosemirror-view";
import { describe, expect, it } from "vitest";
import { initProseMirrorDoc, yCursorPluginKey, ySyncPlugin, ySyncPluginKey } from "y-prosemirror";
import { Awareness } from "y-protocols/awareness";
import { createRelativePositionFromTypeIndex, Doc, relativePositionToJSON, XmlElement, XmlText } from "yjs";
import { peopleCursors } from "../../../../extension/editors/docx/people-cursors.ts";
import { bodyOf } from "../../../../extension/editors/docx/shared-fields.ts";

const schema = new Schema({
  nodes: { doc: { content: "paragraph+" }, paragraph: { content: "text*" }, text: {} },
});

/** Bob's text view, without the drawing, on a paragraph that says "Honest". */
function bobsView() {
  const doc = new Doc();
  const text = new XmlText("Honest");
  const paragraph = new XmlElement("paragraph");
  paragraph.insert(0, [text]);
  bodyOf(doc).insert(0, [paragraph]);
  const awareness = new Awareness(doc);
  const { doc: body, mapping } = initProseMirrorDoc(bodyOf(doc), schema);
  const plugins = [ySyncPlugin(bodyOf(doc), { mapping }), peopleCursors(awareness)];
  const open = (): EditorState => EditorState.create({ schema, doc: body, plugins });
  const place = (at: number): unknown =>
    relativePositionToJSON(createRelativePositionFromTypeIndex(text, at));
  return { doc, awareness, open, place };
}

/** As a remote change comes in. */
const remoteChange = (state: EditorState): EditorState =>
  state.apply(state.tr.insertText("More ", 1).setMeta(ySyncPluginKey, { isChangeOrigin: true }));

const shownIn = (state: EditorState): number =>
  (yCursorPluginKey.getState(state) as DecorationSet).find().length;

const ID = { client: 1, clock: 0 };
const user = { id: "mallory", name: "Mallory", color: "#112233" };
const HOSTILE: readonly [string, unknown][] = [
  ["an empty object", {}],
  ["positions that say nothing", { anchor: {}, head: {} }],
  ["a number", 7],
  ["text", "here"],
  ["a list", []],
  ["positions of null", { anchor: null, head: null }],
  ["an id without a clock", { anchor: { item: { client: 1 } }, head: { item: { client: 1 } } }],
  ["an id of text", { anchor: { item: "x" }, head: { type: "y" } }],
  ["a negative clock", { anchor: { item: { client: 1, clock: -1 } }, head: { item: ID } }],
  ["a broken clock", { anchor: { item: { client: 1, clock: 0.5 } }, head: { item: ID } }],
  ["the name of another part", { anchor: { tname: "comments" }, head: { tname: "comments" } }],
  ["the name of a part that is none", { anchor: { tname: "margin:rId99" }, head: { tname: "margin:rId99" } }],
  ["a name that is none", { anchor: { tname: 5 }, head: { tname: {} } }],
  ["a side that is none", { anchor: { item: ID, assoc: "x" }, head: { item: ID, assoc: {} } }],
];

describe("the cursors of others", () => {
  it("are shown where they are", () => {
    const { awareness, open, place } = bobsView();
    awareness.states.set(5, { user, cursor: { anchor: place(1), head: place(4) } });
    expect(shownIn(open())).toBe(2);
    expect(shownIn(remoteChange(open()))).toBe(2);
  });

  it("never hold one's own", () => {
    const { doc, awareness, open, place } = bobsView();
    awareness.states.set(doc.clientID, { user, cursor: { anchor: place(1), head: place(4) } });
    expect(shownIn(open())).toBe(0);
  });

  it.each(HOSTILE)("leave out %s, and the text and Alice's cursor still come", (_, cursor) => {
    const { doc, awareness, open, place } = bobsView();
    const parts = [...doc.share.keys()];
    awareness.states.set(5, { user, cursor });
    awareness.states.set(6, { user, cursor: { anchor: place(2), head: place(2) } });
    const after = remoteChange(open());
    expect(after.doc.textContent).toBe("More Honest");
    expect(shownIn(after)).toBeGreaterThan(0);
    expect([...doc.share.keys()]).toEqual(parts);
  });

  it.each([
    ["nobody", null],
    ["a number", 5],
    ["a name that is none", { ...user, name: { toString: 1 } }],
  ])("leave out a person who is %s", (_, someone) => {
    const { awareness, open, place } = bobsView();
    awareness.states.set(5, { user: someone, cursor: { anchor: place(1), head: place(4) } });
    expect(shownIn(remoteChange(open()))).toBe(0);
  });

  it("do not stop the text when one cannot be found", () => {
    const { awareness, open, place } = bobsView();
    const state = open();
    awareness.states.set(5, {
      user,
      get cursor() {
        throw new RangeError("no such place");
      },
    });
    awareness.states.set(6, { user, cursor: { anchor: place(2), head: place(2) } });
    expect(remoteChange(state).doc.textContent).toBe("More Honest");
    expect(open().doc.textContent).toBe("Honest");
  });
});
