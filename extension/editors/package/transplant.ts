/** Fits elements of the library's save into the original: prefixes are declared, references point at the same target. */
import type { FormatRules } from "./format-rules.ts";
import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import { commonNamespace } from "./xml-namespaces.ts";
import { escapeAttribute } from "./xml-text.ts";
import { namespaceAt, type XmlAttribute, type XmlElement } from "./xml-tree.ts";

/** The id, in the output, of what an attribute of the library's save refers to; null when it is no reference. */
export type ReferenceWriter = (attributeKey: string, value: string) => string | null;

export const prefixOf = (name: string): string => (name.includes(":") ? (name.split(":")[0] ?? "") : "");

const sameMeaning = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && commonNamespace(a) === commonNamespace(b);

const declaration = (prefix: string, namespace: string): string =>
  ` xmlns${prefix === "" ? "" : `:${prefix}`}="${escapeAttribute(namespace)}"`;

type Rules = Pick<FormatRules, "isVolatile" | "isIgnored">;

interface Walk {
  readonly at: XmlElement;
  readonly rules: Rules;
  readonly write: ReferenceWriter;
  readonly prefixes: Set<string>;
  readonly edits: XmlEdit[];
}

function fitAttribute(element: XmlElement, attribute: XmlAttribute, walk: Walk): void {
  const { name, key, value, start, end } = attribute;
  const prefix = prefixOf(name);
  if (prefix !== "" && walk.rules.isVolatile(element, key) && namespaceAt(walk.at, prefix) === null) {
    walk.edits.push({ start: start - 1, end, text: "" });
    return;
  }
  if (prefix !== "") walk.prefixes.add(prefix);
  const written = walk.write(key, value);
  if (written === null || written === value) return;
  walk.edits.push({ start, end, text: `${name}="${escapeAttribute(written)}"` });
}

function fitElement(element: XmlElement, walk: Walk): void {
  walk.prefixes.add(prefixOf(element.name));
  for (const attribute of element.attributes) fitAttribute(element, attribute, walk);
}

/** Declarations that the element relied on and that do not stand where it goes. */
function missingDeclarations(element: XmlElement, { at, prefixes }: Walk): string {
  return [...prefixes]
    .filter((prefix) => prefix !== "xml" && element.namespaces[prefix] === undefined)
    .map((prefix) => {
      const wanted = namespaceAt(element, prefix);
      const found = namespaceAt(at, prefix);
      if (wanted === null) return prefix === "" && (found ?? "") !== "" ? declaration("", "") : "";
      return sameMeaning(found, wanted) ? "" : declaration(prefix, wanted);
    })
    .join("");
}

export type Transplant = (element: XmlElement, at: XmlElement, part?: "whole" | "tag") => string;

/** Gives the function that writes an element, or its opening tag alone, as a child of `at`. */
export function transplanting(rules: Rules, write: ReferenceWriter): Transplant {
  return (element, at, part = "whole") => {
    const walk: Walk = { at, rules, write, prefixes: new Set(), edits: [] };
    const visit = (each: XmlElement): void => {
      fitElement(each, walk);
      if (part === "whole") for (const child of each.elements) visitChild(child);
    };
    const visitChild = (child: XmlElement): void => {
      if (rules.isIgnored(child)) walk.edits.push({ start: child.start, end: child.end, text: "" });
      else visit(child);
    };
    visit(element);
    const place = element.start + 1 + element.name.length;
    const edits = [{ start: place, end: place, text: missingDeclarations(element, walk) }, ...walk.edits];
    const end = part === "whole" ? element.end : element.openEnd;
    return applyEdits(element.document.source, edits, element.start, end);
  };
}

/** How an element of the library's save is called at `at`: by its own prefix, or by that of `at` where only that one is known. */
export function nameAt(at: XmlElement, element: XmlElement): string {
  const namespace = namespaceAt(element, prefixOf(element.name));
  if (sameMeaning(namespaceAt(at, prefixOf(element.name)), namespace)) return element.name;
  const prefix = prefixOf(at.name);
  return prefix === "" ? element.local : `${prefix}:${element.local}`;
}

/**
 * An attribute of the library's save as one more attribute of `at`, with a blank in front: under the prefix that `at`
 * knows for its namespace, or with a declaration. Null when the prefix means something else on `at` itself.
 */
export function attributeFor(at: XmlElement, from: XmlElement, name: string, value: string): string | null {
  const prefix = prefixOf(name);
  const written = ` ${name}="${escapeAttribute(value)}"`;
  const wanted = prefix === "" ? null : namespaceAt(from, prefix);
  if (wanted === null || sameMeaning(namespaceAt(at, prefix), wanted)) return written;
  return at.namespaces[prefix] === undefined ? declaration(prefix, wanted) + written : null;
}
