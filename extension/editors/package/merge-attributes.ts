import type { MergeContext, Three } from "./merge-context.ts";
import { attributeFor } from "./transplant.ts";
import type { XmlEdit } from "./xml-edits.ts";
import { escapeAttribute } from "./xml-text.ts";
import type { XmlAttribute, XmlElement } from "./xml-tree.ts";

const byKey = (element: XmlElement): Map<string, XmlAttribute> =>
  new Map(element.attributes.map((attribute) => [attribute.key, attribute]));

function replaceValue({ name, start, end }: XmlAttribute, value: string, edits: XmlEdit[]): void {
  edits.push({ start, end, text: `${name}="${escapeAttribute(value)}"` });
}

function addAttribute(context: MergeContext, { original, after }: Three, name: string, value: string) {
  const text = attributeFor(original, after, name, value);
  const place = original.start + 1 + original.name.length;
  if (text === null) context.notes.unplaced.push(`${original.local}: attribute ${name}`);
  return text === null ? [] : [{ start: place, end: place, text }];
}

function setChanged(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  const before = context.prints.attributes(three.before);
  const after = context.prints.attributes(three.after);
  const original = byKey(three.original);
  for (const { key, name, value } of three.after.attributes) {
    if (!after.has(key) || before.get(key) === after.get(key)) continue;
    const written = context.writeReference(key, value) ?? value;
    const there = original.get(key);
    if (there === undefined) edits.push(...addAttribute(context, three, name, written));
    else replaceValue(there, written, edits);
  }
}

function dropRemoved(context: MergeContext, { original, before, after }: Three, edits: XmlEdit[]): void {
  const left = context.prints.attributes(after);
  const there = byKey(original);
  for (const key of context.prints.attributes(before).keys()) {
    const attribute = there.get(key);
    if (left.has(key) || attribute === undefined) continue;
    const hasBlank = original.document.source[attribute.start - 1] === " ";
    edits.push({ start: attribute.start - (hasBlank ? 1 : 0), end: attribute.end, text: "" });
  }
}

/** Sets, adds and takes out the attributes that differ between before and after, and no others. */
export function mergeAttributes(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  setChanged(context, three, edits);
  dropRemoved(context, three, edits);
}
