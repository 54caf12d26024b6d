/**
 * What the library looks for in the whole text at each key. A paragraph or table that did not change is the same node, so
 * each is looked through once; the build has the library ask here (tools/build/document-editor.ts).
 */
import type { Node } from "prosemirror-model";

/** A fact about a block with all that is in it, found once for each. */
function factOf<Fact>(find: (block: Node) => Fact): (block: Node) => Fact {
  const known = new WeakMap<Node, { readonly fact: Fact }>();
  return (block) => {
    const found = known.get(block) ?? { fact: find(block) };
    known.set(block, found);
    return found.fact;
  };
}

const MARKS: ReadonlySet<string> = new Set(["comment", "insertion", "deletion"]);
/** Where the library keeps what was revised of a paragraph, row, cell or table. */
const REVISIONS = [
  ...["trIns", "trDel", "pPrIns", "pPrDel", "cellMarker"],
  ...["pPrChange", "trPrChange", "tcPrChange", "tblPrChange"],
];

const isRemarked = ({ attrs, marks }: Node): boolean =>
  marks.some(({ type }) => MARKS.has(type.name)) || REVISIONS.some((name) => Boolean(attrs[name]));

function isAny(block: Node, is: (node: Node) => boolean): boolean {
  let found = is(block);
  block.descendants((node) => {
    found ||= is(node);
    return !found;
  });
  return found;
}

const hasRemarks = factOf((block) => isAny(block, isRemarked));

/** Visits, as `descendants` does, the blocks in which something stands beside the text: a comment or a revision. */
export function visitRemarked(document: Node, visit: (node: Node, at: number) => void): void {
  document.forEach((block, at) => {
    if (!hasRemarks(block)) return;
    visit(block, at);
    block.descendants((node, inBlock) => visit(node, at + 1 + inBlock));
  });
}

const paragraphsIn = factOf((block) => {
  let count = block.type.name === "paragraph" ? 1 : 0;
  block.descendants(({ type }) => {
    if (type.name === "paragraph") count += 1;
  });
  return count;
});

/** How many paragraphs there are, those in tables with them. */
export function countParagraphs(document: Node): number {
  let count = 0;
  document.forEach((block) => {
    count += paragraphsIn(block);
  });
  return count;
}
