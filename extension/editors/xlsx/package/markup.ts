/**
 * A tree of a part that can be changed. What nobody touched is written as the characters it was read from, in touched
 * elements only the touched attributes change. Beside the tree of package/xml-tree.ts because a sheet has hundreds of
 * thousands of elements: this one is read in a fifth of the time, and edited in place. Names are compared without prefix.
 */
import { escapeAttribute, escapeText, unescapeXml } from "../../package/xml-text.ts";

export type Child = Markup | string;

const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const ASIDE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>/g;

/** Where an element's characters stand, as long as nothing in it was touched. */
interface Origin {
  readonly source: string;
  readonly start: number;
  end: number;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function plainText(raw: string): string {
  if (!raw.includes("<")) return unescapeXml(raw);
  let text = "";
  let at = 0;
  for (const match of raw.matchAll(ASIDE)) {
    text += unescapeXml(raw.slice(at, match.index)) + (match[1] ?? "");
    at = match.index + match[0].length;
  }
  return text + unescapeXml(raw.slice(at));
}

export class Markup {
  readonly name: string;
  readonly local: string;
  readonly children: Child[] = [];
  parent: Markup | null = null;
  /** As in the file, with the white space before them. */
  #attributes: string;
  readonly #origin: Origin | null;
  #isTouched: boolean;

  constructor(name: string, attributes = "", origin: Origin | null = null) {
    this.name = name;
    this.local = localName(name);
    this.#attributes = attributes;
    this.#origin = origin;
    this.#isTouched = origin === null;
  }

  /** For the parser: the element's last character was read. */
  endAt(end: number): void {
    if (this.#origin !== null) this.#origin.end = end;
  }

  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** Every attribute, declarations of namespaces included: name as written, and value. */
  *attributes(): Generator<{ name: string; value: string; start: number; end: number }> {
    let at = 0;
    while (at < this.#attributes.length) {
      ATTRIBUTE.lastIndex = at;
      const match = ATTRIBUTE.exec(this.#attributes);
      if (match === null) return;
      const [, name = "", double, single = ""] = match;
      yield { name, value: unescapeXml(double ?? single), start: at, end: ATTRIBUTE.lastIndex };
      at = ATTRIBUTE.lastIndex;
    }
  }

  /** By the name as written, prefix included; null when it is not there. */
  get(name: string): string | null {
    if (!this.#attributes.includes(name)) return null;
    for (const each of this.attributes()) if (each.name === name) return each.value;
    return null;
  }

  /** By the name behind the prefix, whatever that is: `r:id`. */
  getPrefixed(local: string): string | null {
    for (const each of this.attributes()) if (each.name.endsWith(`:${local}`)) return each.value;
    return null;
  }

  number(name: string): number | null {
    const value = this.get(name);
    return value === null || value.trim() === "" || Number.isNaN(Number(value)) ? null : Number(value);
  }

  flag(name: string): boolean {
    const value = this.get(name);
    return value === "1" || value === "true";
  }

  /** null takes the attribute away. */
  set(name: string, value: string | number | null): this {
    const old = [...this.attributes()].find((each) => each.name === name);
    const text = value === null ? "" : ` ${name}="${escapeAttribute(String(value))}"`;
    if (old === undefined) this.#attributes += text;
    else if (old.value === String(value ?? "") && value !== null) return this;
    else this.#attributes = this.#attributes.slice(0, old.start) + text + this.#attributes.slice(old.end);
    this.touch();
    return this;
  }

  touch(): void {
    for (let at: Markup | null = this; at !== null && !at.#isTouched; at = at.parent) at.#isTouched = true;
  }

  *elements(local?: string): Generator<Markup> {
    for (const child of this.children)
      if (typeof child !== "string" && (local === undefined || child.local === local)) yield child;
  }

  child(local: string): Markup | null {
    for (const each of this.elements(local)) return each;
    return null;
  }

  /** Down a path of first children. */
  at(...path: readonly string[]): Markup | null {
    let at: Markup | null = this;
    for (const local of path) at = at?.child(local) ?? null;
    return at;
  }

  /** However deep, in document order. */
  *descendants(local: string): Generator<Markup> {
    for (const child of this.children) {
      if (typeof child === "string") continue;
      if (child.local === local) yield child;
      yield* child.descendants(local);
    }
  }

  get text(): string {
    let text = "";
    for (const child of this.children) text += typeof child === "string" ? plainText(child) : child.text;
    return text;
  }

  set text(text: string) {
    this.children.length = 0;
    if (text !== "") this.children.push(escapeText(text));
    this.touch();
  }

  /** A new element of the same namespace prefix, not yet in the tree. */
  make(local: string, attributes: Readonly<Record<string, string | number | null>> = {}): Markup {
    const made = new Markup(this.name.slice(0, this.name.length - this.local.length) + local);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.set(name, value);
    return made;
  }

  /** Before `next`, or as the last. */
  add(child: Markup, next: Markup | null = null): Markup {
    const at = next === null ? -1 : this.children.indexOf(next);
    if (at < 0) this.children.push(child);
    else this.children.splice(at, 0, child);
    child.parent = this;
    this.touch();
    return child;
  }

  /** Behind the last of the children that come before it by `order`, which lists local names. */
  addInOrder(child: Markup, order: readonly string[]): Markup {
    const place = order.indexOf(child.local);
    const next = [...this.elements()].find((each) => order.indexOf(each.local) > place);
    return this.add(child, next ?? null);
  }

  /** The whole list of children at once. */
  replaceChildren(children: readonly Child[]): void {
    this.children.length = 0;
    for (const child of children) this.children.push(child);
    for (const child of children) if (typeof child !== "string") child.parent = this;
    this.touch();
  }

  remove(): void {
    if (this.parent === null) return;
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    this.parent.touch();
    this.parent = null;
  }

  /** A copy that belongs nowhere yet. */
  copy(): Markup {
    const copied = new Markup(this.name, this.#attributes);
    copied.replaceChildren(this.children.map((each) => (typeof each === "string" ? each : each.copy())));
    return copied;
  }

  toString(): string {
    if (!this.#isTouched && this.#origin !== null)
      return this.#origin.source.slice(this.#origin.start, this.#origin.end);
    const open = `<${this.name}${this.#attributes}`;
    return this.children.length === 0 ? `${open}/>` : `${open}>${this.children.join("")}</${this.name}>`;
  }
}
