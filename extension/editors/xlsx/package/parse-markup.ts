import { Markup } from "./markup.ts";

export interface MarkupDocument {
  /** What stands before the root: the declaration, comments. */
  readonly prolog: string;
  readonly root: Markup;
  readonly epilog: string;
}

const malformed = (): SyntaxError => new SyntaxError("part is not well-formed");
const NAME_END = /[\s/>]/g;

/** Where a tag's ">" stands: quoted ones do not count. */
function tagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  throw malformed();
}

/** Behind a comment, a processing instruction or a CDATA section; null for a tag. */
function asideEnd(source: string, at: number): number | null {
  const next = source[at + 1];
  if (next !== "!" && next !== "?") return null;
  const isCdata = source.startsWith("<![CDATA[", at);
  if (next === "!" && !isCdata && !source.startsWith("<!--", at)) throw malformed();
  const closing = next === "?" ? "?>" : isCdata ? "]]>" : "-->";
  const end = source.indexOf(closing, at + (next === "?" ? 2 : 4));
  if (end < 0) throw malformed();
  return end + closing.length;
}

class Reader {
  readonly #source: string;
  root: Markup | null = null;
  rootStart = 0;
  #open: Markup | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  /** @returns where the root ended */
  read(): number {
    let from = 0;
    for (let at = this.#source.indexOf("<"); at >= 0; at = this.#source.indexOf("<", at)) {
      const aside = asideEnd(this.#source, at);
      if (aside !== null) {
        at = aside;
        continue;
      }
      if (this.#open !== null && at > from) this.#open.children.push(this.#source.slice(from, at));
      at = this.#source[at + 1] === "/" ? this.#close(at) : this.#begin(at);
      from = at;
      if (this.root !== null && this.#open === null) return at;
    }
    throw malformed();
  }

  #begin(at: number): number {
    const end = tagEnd(this.#source, at + 1);
    const isEmpty = this.#source.charCodeAt(end - 1) === 47;
    NAME_END.lastIndex = at + 1;
    const nameEnd = NAME_END.exec(this.#source)?.index ?? end;
    const attributes = this.#source.slice(nameEnd, isEmpty ? end - 1 : end).trimEnd();
    const origin = { source: this.#source, start: at, end: end + 1 };
    const element = new Markup(this.#source.slice(at + 1, nameEnd), attributes, origin);
    element.parent = this.#open;
    this.#open?.children.push(element);
    if (this.root === null) this.rootStart = at;
    this.root ??= element;
    if (!isEmpty) this.#open = element;
    return end + 1;
  }

  #close(at: number): number {
    const end = this.#source.indexOf(">", at);
    const element = this.#open;
    if (end < 0 || element === null || this.#source.slice(at + 2, end).trimEnd() !== element.name)
      throw malformed();
    element.endAt(end + 1);
    this.#open = element.parent;
    return end + 1;
  }
}

/** What may stand beside a root; the rest is nobody's, and some programs leave it there. */
const aside = (text: string): string => (text.match(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\s+/g) ?? []).join("");

/**
 * Reads a part. Checks no more than it needs to find the elements; what is written is checked as a whole in the end.
 * @throws SyntaxError when tags do not match or there is a document type declaration
 */
export function parseMarkup(source: string): MarkupDocument {
  const reader = new Reader(source);
  const end = reader.read();
  if (reader.root === null) throw malformed();
  return {
    prolog: aside(source.slice(0, reader.rootStart)),
    root: reader.root,
    epilog: aside(source.slice(end)),
  };
}
