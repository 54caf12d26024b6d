/**
 * A tree over the source of a part in which each node knows where it stands. Nothing is ever written from the tree:
 * a change is an edit of the source, so that what nobody touched keeps its characters.
 */
import { unescapeXml } from "./xml-text.ts";

export interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  /** `{namespace}local`, or `local` without a namespace: the same whatever the prefix. */
  readonly key: string;
  /** References resolved. */
  readonly value: string;
  /** From the first character of the name to behind the closing quote. */
  readonly start: number;
  readonly end: number;
}

/** Character data between tags; comments and processing instructions are `other` and mean nothing. */
export interface XmlText {
  readonly kind: "text" | "cdata" | "other";
  readonly start: number;
  readonly end: number;
}

export interface XmlElement {
  readonly kind: "element";
  readonly name: string;
  readonly local: string;
  /** `{namespace}local`: the same whatever the prefix, and the same for both spellings of an Office namespace. */
  readonly key: string;
  readonly attributes: readonly XmlAttribute[];
  /** Declared on this very element: prefix ("" for the default) to namespace, as written. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly nodes: readonly XmlNode[];
  readonly elements: readonly XmlElement[];
  readonly parent: XmlElement | null;
  readonly document: XmlDocument;
  /** Of the `<`. */
  readonly start: number;
  /** Behind the `>` of the opening tag. */
  readonly openEnd: number;
  /** Of the `<` of the closing tag; `openEnd` when there is none. */
  readonly closeStart: number;
  /** Behind the last `>`. */
  readonly end: number;
  readonly isSelfClosing: boolean;
}

export type XmlNode = XmlElement | XmlText;

export interface XmlDocument {
  readonly source: string;
  readonly root: XmlElement;
}

/** What a text node says; nothing for comments and processing instructions. */
export function textOfNode(node: XmlText, source: string): string {
  if (node.kind === "other") return "";
  const raw = source.slice(node.start, node.end);
  return node.kind === "cdata" ? raw.slice("<![CDATA[".length, -"]]>".length) : unescapeXml(raw);
}

/** All text inside, however deep, in document order. */
export const textOf = (element: XmlElement): string =>
  element.nodes
    .map((node) => (node.kind === "element" ? textOf(node) : textOfNode(node, element.document.source)))
    .join("");

/** The value of the attribute with this key, or with this local name in whatever namespace; null when there is none. */
export const attributeOf = (element: XmlElement, key: string): string | null =>
  element.attributes.find((each) => each.key === key || each.key.endsWith(`}${key}`))?.value ?? null;

/** The characters of an element as they stand in the file. */
export const sourceOf = (element: XmlElement): string =>
  element.document.source.slice(element.start, element.end);

/** What a prefix ("" for none) means at an element, as written; null when nobody declared it. */
export function namespaceAt(element: XmlElement, prefix: string): string | null {
  if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const namespace = at.namespaces[prefix];
    if (namespace !== undefined) return namespace;
  }
  return null;
}
