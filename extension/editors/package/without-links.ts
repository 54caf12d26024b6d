import { applyEdits } from "./xml-edits.ts";
import { parseXml } from "./xml-parse.ts";
import { attributeOf, type XmlElement } from "./xml-tree.ts";

const REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id";

const linksIn = (element: XmlElement): XmlElement[] =>
  /^hlink/.test(element.local) ? [element] : element.elements.flatMap(linksIn);

/** A slide without the links whose relationships are in `ids`; what was linked stays. */
export function withoutLinks(source: string, ids: ReadonlySet<string>): string {
  const dead = linksIn(parseXml(source).root).filter((link) => ids.has(attributeOf(link, REFERENCE) ?? ""));
  return applyEdits(
    source,
    dead.map(({ start, end }) => ({ start, end, text: "" })),
  );
}
