/**
 * New paragraphs and rows written as the one beside them is, with what differs done to it. The library spells out what
 * the original leaves to its styles, and of a paragraph cut in two it would write the second half anew.
 */
import type { MergeContext, MergeNotes } from "./merge-context.ts";
import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import type { XmlElement } from "./xml-tree.ts";

export interface Neighbour {
  readonly original: XmlElement;
  readonly before: XmlElement;
}

const isAlike = (context: MergeContext, element: XmlElement, { before, original }: Neighbour): boolean => {
  const { paragraph, propertiesInFront } = context.rules.paragraph;
  if (element.key !== before.key || before.key !== original.key) return false;
  if (element.local === "tr") return element.elements.length === before.elements.length;
  const properties = (each: XmlElement) => each.elements.find(({ key }) => key === propertiesInFront);
  return (
    element.key === paragraph &&
    context.prints.of(properties(element)) === context.prints.of(properties(before))
  );
};

/** Ids that may stand in a document once only. */
function withoutIds(element: XmlElement): XmlEdit[] {
  const own = element.attributes
    .filter(({ key }) => /}(paraId|textId)$/.test(key))
    .map(({ start, end }) => ({ start: start - 1, end, text: "" }));
  return [...own, ...element.elements.flatMap(withoutIds)];
}

function written(context: MergeContext, element: XmlElement, { original, before }: Neighbour): string | null {
  const notes: MergeNotes = { fallbacks: [], hazards: [], unplaced: [] };
  const edits: XmlEdit[] = withoutIds(original);
  context.withNotes(notes).mergeInto({ original, before, after: element }, edits);
  if (notes.fallbacks.length + notes.unplaced.length > 0) return null;
  return applyEdits(original.document.source, edits, original.start, original.end);
}

/** Null when no neighbour is of the same kind and format. */
export function writtenLike(
  context: MergeContext,
  element: XmlElement,
  neighbours: readonly (Neighbour | null)[],
): string | null {
  for (const neighbour of neighbours) {
    if (neighbour === null || !isAlike(context, element, neighbour)) continue;
    const text = written(context, element, neighbour);
    if (text !== null) return text;
  }
  return null;
}
