/**
 * A paragraph as a row of characters, objects and marks. How it is cut into runs says nothing: libraries join and split
 * them at each save.
 */
import type { MergeContext } from "./merge-context.ts";
import { textOf, type XmlElement } from "./xml-tree.ts";

export interface Token {
  /** What it is: equal for the same character, or for objects of one kind. */
  readonly key: string;
  /** One character; null for an object in a run and for a mark between runs. */
  readonly text: string | null;
  /** Of the text, the object or the mark. */
  readonly element: XmlElement;
  readonly run: XmlElement | null;
  readonly properties: XmlElement | null;
  /** Links, tracked changes and other elements around the run, outermost first. */
  readonly wrappers: readonly XmlElement[];
  /** What the wrappers say; equal for the same link at another place. */
  readonly wrapping: string;
}

type Around = Pick<Token, "wrappers" | "wrapping">;

const isProperties = ({ local }: XmlElement): boolean => /Pr$/.test(local);

class Reader {
  readonly tokens: Token[] = [];
  readonly #context: MergeContext;
  readonly #skipsIgnored: boolean;

  constructor(context: MergeContext, skipsIgnored: boolean) {
    this.#context = context;
    this.#skipsIgnored = skipsIgnored;
  }

  read(parent: XmlElement, around: Around): void {
    for (const child of parent.elements) {
      if (isProperties(child) || this.#isSkipped(child)) continue;
      if (child.key === this.#context.rules.paragraph.run) this.#readRun(child, around);
      else if (this.#holdsRun(child)) this.read(child, this.#inside(child, around));
      else
        this.tokens.push({
          key: `mark ${child.local}`,
          text: null,
          element: child,
          run: null,
          properties: null,
          ...around,
        });
    }
  }

  #isSkipped(element: XmlElement): boolean {
    return this.#skipsIgnored && this.#context.rules.isIgnored(element);
  }

  #inside(wrapper: XmlElement, { wrappers, wrapping }: Around): Around {
    return {
      wrappers: [...wrappers, wrapper],
      wrapping: `${wrapping}/${this.#context.prints.ofTag(wrapper)}`,
    };
  }

  #holdsRun(element: XmlElement): boolean {
    const { run, paragraph } = this.#context.rules.paragraph;
    return element.elements.some(
      (child) => child.key === run || (child.key !== paragraph && this.#holdsRun(child)),
    );
  }

  #readRun(run: XmlElement, around: Around): void {
    const { runProperties, texts } = this.#context.rules.paragraph;
    const properties = run.elements.find(({ key }) => key === runProperties) ?? null;
    for (const element of run.elements) {
      if (element === properties || this.#isSkipped(element)) continue;
      const common = { element, run, properties, ...around };
      const { local } = element;
      if (!texts.includes(element.key))
        this.tokens.push({ key: `atom ${this.#context.rules.atomName(local)}`, text: null, ...common });
      else for (const text of textOf(element)) this.tokens.push({ key: `${local} ${text}`, text, ...common });
    }
  }
}

/** `skipsIgnored`: for the library's saves. Of the original every element counts, because it has to stay. */
export function tokensOf(context: MergeContext, paragraph: XmlElement, skipsIgnored: boolean): Token[] {
  const reader = new Reader(context, skipsIgnored);
  reader.read(paragraph, { wrappers: [], wrapping: "" });
  return reader.tokens;
}
