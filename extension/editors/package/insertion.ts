/** Where new children go, and the markup around them. */
import type { FormatRules } from "./format-rules.ts";
import type { XmlEdit } from "./xml-edits.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Edits are values; the content that opens a self-closing element may still grow. */
function growSelfClosing(parent: XmlElement, text: string, edits: XmlEdit[]): void {
  const closing = `</${parent.name}>`;
  const start = parent.end - "/>".length;
  const index = edits.findIndex((edit) => edit.start === start && edit.end === parent.end);
  const before = edits[index]?.text.slice(0, -closing.length) ?? ">";
  const edit = { start, end: parent.end, text: before + text + closing };
  if (index >= 0) edits[index] = edit;
  else edits.push(edit);
}

/** Puts `text` behind `after`, or in front of everything when it is null. `after` may lie deeper than a child. */
export function insertBehind(
  parent: XmlElement,
  after: XmlElement | null,
  text: string,
  edits: XmlEdit[],
): void {
  if (parent.isSelfClosing) growSelfClosing(parent, text, edits);
  else {
    const place = after?.end ?? parent.openEnd;
    edits.push({ start: place, end: place, text });
  }
}

/** The last child that the schema puts before a child called `local`, or beside it when `isBehindEqual`. */
function lastBefore(parent: XmlElement, order: readonly string[], rank: number, isBehindEqual: boolean) {
  return parent.elements.findLast((child) => {
    const other = order.indexOf(child.local);
    return other >= 0 && (isBehindEqual ? other <= rank : other < rank);
  });
}

/** The place behind which the schema wants a child called `local`; `after` is where its neighbours say. */
export function placeBySchema(
  rules: FormatRules,
  parent: XmlElement,
  after: XmlElement | null,
  local: string,
): XmlElement | null {
  if (after !== null && after.parent !== parent) return after;
  const order = Object.hasOwn(rules.order, parent.local) ? rules.order[parent.local] : undefined;
  const rank = order?.indexOf(local) ?? -1;
  if (order === undefined || rank < 0) return after;
  const neighbour = after === null ? -1 : order.indexOf(after.local);
  if (neighbour === rank) return after;
  return lastBefore(parent, order, rank, neighbour > rank) ?? null;
}

/** True for elements that hold properties, each child at most once and none of them text. */
export const isPropertyBag = (rules: FormatRules, { local }: XmlElement): boolean =>
  /(Pr|Borders|Bdr)$/.test(local) && Object.hasOwn(rules.order, local);
