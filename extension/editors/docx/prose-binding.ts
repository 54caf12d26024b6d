/** Between a ProseMirror document and its fragment of the shared state, with nothing lost in either direction. */
import type { Attrs, Node, Schema } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import {
  initProseMirrorDoc,
  type ProsemirrorBinding,
  prosemirrorToYXmlFragment,
  ySyncPlugin,
} from "y-prosemirror";
import type { XmlFragment } from "yjs";
import { carryingSchema, carryMarks, withoutCarrier } from "./carried-marks.ts";
import { leastChange } from "./least-change.ts";
import type { Pictures } from "./pictures.ts";

type Mapping = ProsemirrorBinding["mapping"];

/** Remembers the editor's own nodes, also where their carriers were written. */
class NodesOfEditor extends Map<Parameters<Mapping["set"]>[0], Parameters<Mapping["set"]>[1]> {
  override set(key: Parameters<Mapping["set"]>[0], node: Node | Node[]): this {
    return super.set(key, Array.isArray(node) ? node : withoutCarrier(node));
  }
}

/** Fills an empty fragment. */
export function writeProse(fragment: XmlFragment, document: Node, pictures: Pictures): void {
  prosemirrorToYXmlFragment(carryMarks(document, pictures), fragment);
}

/** What the binding sees of a view: everything, but the schema builds nodes with what they carry. */
function carryingView(view: EditorView, pictures: Pictures): object {
  const schema = carryingSchema(view.state.schema, pictures);
  return {
    get state() {
      const { state } = view;
      return Object.create(state, { schema: { value: schema }, tr: { get: () => leastChange(state.tr) } });
    },
    dispatch: (transaction: Parameters<EditorView["dispatch"]>[0]) => view.dispatch(transaction),
    hasFocus: () => view.hasFocus(),
    get _root() {
      return view.root;
    },
  };
}

function carry(binding: ProsemirrorBinding, pictures: Pictures): void {
  const { initView, _prosemirrorChanged: write } = binding;
  binding.initView = (view: EditorView) => initView.call(binding, carryingView(view, pictures));
  binding._prosemirrorChanged = (document) => write.call(binding, carryMarks(document, pictures));
}

/** What a text is tied to: its fragment, and the pictures of the file that it may name. */
export interface ProseSource {
  readonly fragment: XmlFragment;
  readonly pictures: Pictures;
  /** Of the document as such, which the fragment does not hold: with them the first document is made of the fragment. */
  readonly attributes?: Attrs;
}

function firstDocumentOf({ fragment, pictures, attributes }: ProseSource, schema: Schema, mapping: Mapping) {
  if (attributes === undefined || fragment.length === 0) return null;
  const first = initProseMirrorDoc(fragment, carryingSchema(schema, pictures));
  for (const [type, node] of first.mapping) mapping.set(type, node);
  return schema.node("doc", attributes, first.doc.content);
}

/**
 * y-prosemirror's plugin, with two repairs: marks of what is no text travel too, and a change that the editor completes by
 * itself (a new paragraph gets its id) can be undone like the change that it completes.
 */
export function proseBinding(source: ProseSource): Plugin {
  const { fragment, pictures } = source;
  const plugin: Plugin = ySyncPlugin(fragment, { mapping: new NodesOfEditor() });
  const { state, view } = plugin.spec;
  if (state === undefined || view === undefined) throw new TypeError("y-prosemirror has changed");
  const initial = state.init.call(plugin, {}, Object.create(null));
  carry(initial.binding, pictures);
  let first: Node | null = null;
  return new Plugin({
    ...plugin.spec,
    /** What a new view begins with, when it is asked for (tools/build/document-editor.ts). */
    firstDocument(schema: Schema): Node | null {
      first = firstDocumentOf(source, schema, initial.binding.mapping);
      return first;
    },
    state: {
      ...state,
      apply(transaction, value, before, after) {
        const next = state.apply.call(plugin, transaction, value, before, after);
        const cause = transaction.getMeta("appendedTransaction");
        return cause === undefined
          ? next
          : { ...next, addToHistory: cause.getMeta("addToHistory") !== false };
      },
    },
    view(shown) {
      const bound = view.call(plugin, shown);
      if (!first?.content.eq(shown.state.doc.content)) initial.binding._forceRerender();
      first = null;
      return bound;
    },
  });
}
