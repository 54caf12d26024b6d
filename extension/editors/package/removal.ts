import type { MergeContext } from "./merge-context.ts";
import type { XmlEdit } from "./xml-edits.ts";
import { attributeOf, sourceOf, type XmlElement } from "./xml-tree.ts";

const within = (element: XmlElement): XmlElement[] => [element, ...element.elements.flatMap(within)];

/** Begin and end marks whose other half stands elsewhere: without them that half would have no partner. */
function lonelyMarks(all: readonly XmlElement[], ranges: Readonly<Record<string, string>>): XmlElement[] {
  const starts = new Set(Object.keys(ranges));
  const ends = new Set(Object.values(ranges));
  const nameOf = (mark: XmlElement): string => {
    const family = starts.has(mark.local) ? ranges[mark.local] : mark.local;
    return `${family} ${attributeOf(mark, "id")}`;
  };
  const marks = all.filter(({ local }) => starts.has(local) || ends.has(local));
  return marks.filter((mark) => marks.filter((other) => nameOf(other) === nameOf(mark)).length === 1);
}

const fieldEnds = (all: readonly XmlElement[], type: string): number =>
  all.filter((each) => each.local === "fldChar" && attributeOf(each, "fldCharType") === type).length;

function noteHazards({ notes }: MergeContext, removed: XmlElement, all: readonly XmlElement[]): void {
  if (fieldEnds(all, "begin") !== fieldEnds(all, "end"))
    notes.hazards.push(`${removed.local}: part of a field`);
  if (removed.local === "p" && all.some(({ local }) => local === "sectPr"))
    notes.hazards.push("p: the end of a section");
}

/** Takes an element out, and leaves the marks of ranges that begin in it and end elsewhere, or the other way round. */
export function removeElement(context: MergeContext, element: XmlElement, edits: XmlEdit[]): void {
  const all = within(element);
  noteHazards(context, element, all);
  const text = lonelyMarks(all, context.rules.ranges).map(sourceOf).join("");
  edits.push({ start: element.start, end: element.end, text });
}
