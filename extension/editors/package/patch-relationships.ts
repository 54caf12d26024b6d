import type { Relationship } from "./relationships.ts";
import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import { parseXml } from "./xml-parse.ts";
import { decodePart, encodePart, escapeAttribute } from "./xml-text.ts";
import { attributeOf } from "./xml-tree.ts";

const NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships";
const NONE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${NAMESPACE}"></Relationships>`;

/** The namespace is said where the list names its elements with a prefix. */
function written({ id, type, target, isExternal }: Relationship, hasPrefix: boolean): string {
  const own = hasPrefix ? ` xmlns="${NAMESPACE}"` : "";
  const mode = isExternal ? ' TargetMode="External"' : "";
  return `<Relationship${own} Id="${escapeAttribute(id)}" Type="${escapeAttribute(type)}" Target="${escapeAttribute(target)}"${mode}/>`;
}

/** The list with some taken out and some added at its end; a new list when there was none. */
export function patchRelationships(
  original: Uint8Array | undefined,
  added: readonly Relationship[],
  isGone: (id: string) => boolean,
): Uint8Array {
  const { source, encoding } =
    original === undefined ? ({ source: NONE, encoding: "utf-8" } as const) : decodePart(original);
  const { root } = parseXml(source);
  const edits: XmlEdit[] = root.elements
    .filter((each) => isGone(attributeOf(each, "Id") ?? ""))
    .map(({ start, end }) => ({ start, end, text: "" }));
  const text = added.map((each) => written(each, root.name.includes(":"))).join("");
  const place = root.isSelfClosing ? root.end - "/>".length : root.closeStart;
  const whole = root.isSelfClosing ? `>${text}</${root.name}>` : text;
  if (text !== "") edits.push({ start: place, end: root.isSelfClosing ? root.end : place, text: whole });
  return encodePart(applyEdits(source, edits), encoding);
}
