import { SaxesParser, type SaxesTagNS } from "saxes";
import { commonNamespace } from "./xml-namespaces.ts";
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from "./xml-tree.ts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Growing extends Mutable<Omit<XmlElement, "nodes" | "elements">> {
  nodes: XmlNode[];
  elements: XmlElement[];
}

const ATTRIBUTE = /([^\s=/<>]+)\s*=\s*(?:"[^"]*"|'[^']*')/y;
const WHITE_SPACE = /\s*/y;

const keyOf = (namespace: string, local: string): string =>
  namespace === "" ? local : `{${commonNamespace(namespace)}}${local}`;

class TreeBuilder {
  readonly document: Mutable<XmlDocument>;
  readonly #source: string;
  readonly #open: Growing[] = [];
  #root: XmlElement | null = null;
  /** Behind what was read last. */
  #at: number;

  constructor(source: string) {
    this.#source = source;
    this.#at = source.startsWith("\ufeff") ? 1 : 0;
    // The root follows before anybody sees the document.
    this.document = { source } as Mutable<XmlDocument>;
  }

  finish(): XmlDocument {
    if (this.#root === null) throw new SyntaxError("no root element");
    this.document.root = this.#root;
    return this.document;
  }

  skipTo(closing: string): void {
    this.#at = this.#source.indexOf(closing, this.#at) + closing.length;
  }

  other(kind: "cdata" | "other", closing: string): void {
    const start = this.#nextTag();
    this.#at = start;
    this.skipTo(closing);
    this.#open.at(-1)?.nodes.push({ kind, start, end: this.#at });
  }

  open(tag: SaxesTagNS, end: number): void {
    const start = this.#nextTag();
    this.#at = this.#checked(end);
    const parent = this.#open.at(-1) ?? null;
    const element: Growing = {
      kind: "element",
      name: tag.name,
      local: tag.local,
      key: keyOf(tag.uri, tag.local),
      attributes: this.#attributes(tag, start + 1 + tag.name.length),
      namespaces: tag.ns,
      nodes: [],
      elements: [],
      parent,
      document: this.document,
      start,
      openEnd: end,
      closeStart: end,
      end,
      isSelfClosing: tag.isSelfClosing,
    };
    this.#open.at(-1)?.nodes.push(element);
    this.#open.at(-1)?.elements.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  close(end: number): void {
    const element = this.#open.at(-1);
    if (element === undefined) throw new SyntaxError("closing tag without an opening one");
    if (!element.isSelfClosing) {
      element.closeStart = this.#nextTag();
      element.end = this.#checked(end);
      this.#at = end;
    }
    this.#open.pop();
  }

  /** Where the tag begins that was just read; the characters before it become a text node. */
  #nextTag(): number {
    const start = this.#source.indexOf("<", this.#at);
    if (start > this.#at) this.#open.at(-1)?.nodes.push({ kind: "text", start: this.#at, end: start });
    return start;
  }

  #checked(end: number): number {
    if (this.#source[end - 1] !== ">") throw new SyntaxError("place of a tag lost");
    return end;
  }

  /** The parser tells values and namespaces, not places: these are read once more, which well-formedness makes easy. */
  #attributes(tag: SaxesTagNS, from: number): XmlAttribute[] {
    const found: XmlAttribute[] = [];
    for (let at = this.#skipSpace(from); ; ) {
      ATTRIBUTE.lastIndex = at;
      const name = ATTRIBUTE.exec(this.#source)?.[1];
      if (name === undefined) return found;
      const end = ATTRIBUTE.lastIndex;
      const known = tag.attributes[name];
      if (known !== undefined && name !== "xmlns" && known.prefix !== "xmlns") {
        found.push({ name, key: keyOf(known.uri, known.local), value: known.value, start: at, end });
      }
      at = this.#skipSpace(end);
    }
  }

  #skipSpace(from: number): number {
    WHITE_SPACE.lastIndex = from;
    WHITE_SPACE.exec(this.#source);
    return WHITE_SPACE.lastIndex;
  }
}

/**
 * Reads a part. Namespaces are resolved, text is kept as places in the source.
 * @throws SyntaxError when it is not well-formed or has a document type declaration: no Office program writes one
 */
export function parseXml(source: string): XmlDocument {
  const parser = new SaxesParser({ xmlns: true });
  const tree = new TreeBuilder(source);
  const refuse = (cause: unknown): never => {
    throw new SyntaxError("part is not well-formed", { cause });
  };
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("xmldecl", () => tree.skipTo("?>"));
  parser.on("comment", () => tree.other("other", "-->"));
  parser.on("cdata", () => tree.other("cdata", "]]>"));
  parser.on("processinginstruction", () => tree.other("other", "?>"));
  parser.on("opentag", (tag) => tree.open(tag, parser.position));
  parser.on("closetag", () => tree.close(parser.position));
  parser.write(source).close();
  return tree.finish();
}
