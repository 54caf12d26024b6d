/**
 * y-prosemirror 1.3.7 keeps the marks of text only: a bold tab, a linked picture or a deleted field would lose theirs on
 * the way to others. So each such node carries its marks as one more attribute while it is in the shared state, and a
 * picture of the file its name instead of its bytes.
 */
import { type Attrs, Fragment, Mark, type Node, type Schema } from "prosemirror-model";
import type { Pictures } from "./pictures.ts";

const MARKS = "carried-marks";

const carriers = new WeakMap<Node, Node>();
const originals = new WeakMap<Node, Node>();

/** The same node with some fields answered differently; it never gets into an editor's document. */
function carrierOf(node: Node, fields: { attrs?: unknown; content?: Fragment }): Node {
  const carrier: Node = Object.create(node, Object.getOwnPropertyDescriptors(fields));
  originals.set(carrier, node);
  return carrier;
}

/** What a node without children says of itself in the shared state; null where that is what it says anyway. */
function carriedBy({ attrs, marks, isInline }: Node, pictures: Pictures): Attrs | null {
  const src = pictures.nameOf(attrs.src);
  const hasMarks = isInline && marks.length > 0;
  if (!hasMarks && src === attrs.src) return null;
  return {
    ...attrs,
    ...(src !== attrs.src && { src }),
    ...(hasMarks && { [MARKS]: marks.map((mark) => mark.toJSON()) }),
  };
}

function carryInto(node: Node, pictures: Pictures): Node {
  if (node.isText) return node;
  const attrs = carriedBy(node, pictures);
  if (attrs !== null) return carrierOf(node, { attrs });
  const children = node.children.map((child) => carryMarks(child, pictures));
  const isSame = children.every((child, i) => child === node.child(i));
  return isSame ? node : carrierOf(node, { content: Fragment.fromArray(children) });
}

/** What of this document is written into the shared state. The node itself where there is nothing to carry. */
export function carryMarks(node: Node, pictures: Pictures): Node {
  const known = carriers.get(node);
  if (known !== undefined) return known;
  const carrier = carryInto(node, pictures);
  carriers.set(node, carrier);
  return carrier;
}

/** The node of the editor's document behind one that {@link carryMarks} gave. */
export const withoutCarrier = (node: Node): Node => originals.get(node) ?? node;

/** A schema that builds nodes of `schema` out of the shared state, with their marks and the file's pictures. */
export function carryingSchema(schema: Schema, pictures: Pictures): Schema {
  const node: Schema["node"] = (type, attributes, content) => {
    const { [MARKS]: carried, ...own } = attributes ?? {};
    const marks = Array.isArray(carried) ? carried.map((mark) => Mark.fromJSON(schema, mark)) : [];
    const src = pictures.sourceOf(own.src);
    return schema.node(type, src === own.src ? own : { ...own, src }, content, Mark.setFrom(marks));
  };
  return Object.create(schema, { node: { value: node } });
}
