import type { FormatRules } from "./format-rules.ts";
import { textOfNode, type XmlDocument, type XmlElement, type XmlText } from "./xml-tree.ts";

/** What a reference means, whatever its id: the same for the same target. Null when the attribute is no reference. */
export type ReferenceReader = (document: XmlDocument, attributeKey: string, value: string) => string | null;

/**
 * One number for all that counts of an element. Two elements have the same number exactly when they say the same,
 * whatever prefixes, attribute order, ids of relationships and volatile attributes they are written with.
 */
export class Fingerprints {
  readonly #rules: FormatRules;
  readonly #meaningOf: ReferenceReader;
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<XmlElement, number>();

  constructor(rules: FormatRules, meaningOf: ReferenceReader) {
    this.#rules = rules;
    this.#meaningOf = meaningOf;
  }

  /** 0 for no element. */
  of(element: XmlElement | null | undefined): number {
    if (element === null || element === undefined) return 0;
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    const number = this.#number(this.#spelled(element));
    this.#known.set(element, number);
    return number;
  }

  /** The attributes that count, by key, with what they mean. */
  attributes(element: XmlElement): Map<string, string> {
    const counting = element.attributes.filter(({ key }) => !this.#rules.isVolatile(element, key));
    return new Map(
      counting.map(({ key, value }) => [key, this.#meaningOf(element.document, key, value) ?? value]),
    );
  }

  /** The opening tag alone. */
  ofTag(element: XmlElement): string {
    const attributes = [...this.attributes(element)].map(([key, meaning]) => `${key}=${meaning}`).sort();
    return `${element.key}\u0001${attributes.join("\u0001")}`;
  }

  #spelled(element: XmlElement): string {
    if (this.#rules.isIgnored(element)) return `ignored ${element.key}`;
    const isLeaf = element.elements.length === 0;
    const inside = element.nodes.flatMap((node): (string | number)[] => {
      if (node.kind !== "element") return this.#text(node, element, isLeaf);
      return this.#rules.isIgnored(node) ? [] : [this.of(node)];
    });
    return `${this.ofTag(element)}\u0002${inside.join("\u0003")}`;
  }

  /** Blanks between elements are layout. */
  #text(node: XmlText, { document }: XmlElement, isLeaf: boolean): string[] {
    const text = textOfNode(node, document.source);
    return text !== "" && (isLeaf || text.trim() !== "") ? [`t${text}`] : [];
  }

  #number(spelled: string): number {
    const known = this.#numbers.get(spelled);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(spelled, number);
    return number;
  }
}
