import type { XmlElement } from "./xml-tree.ts";

/** How a format writes a paragraph. All names are keys of elements. */
export interface ParagraphRules {
  readonly paragraph: string;
  readonly run: string;
  readonly runProperties: string;
  /** Elements of a run whose text is the paragraph's text. */
  readonly texts: readonly string[];
  readonly propertiesInFront: string;
  /** Null where a paragraph has none. */
  readonly propertiesBehind: string | null;
  /** True where blanks at the border of a text have to be asked for. */
  readonly asksForSpace: boolean;
}

/** All that the merge knows about one format. The merge itself knows elements and attributes only. */
export interface FormatRules {
  readonly paragraph: ParagraphRules;
  /** Attributes that a library writes anew each time, and that are therefore never an edit. */
  isVolatile(element: XmlElement, attributeKey: string): boolean;
  /** Elements that are never an edit: the time of saving. */
  isIgnored(element: XmlElement): boolean;
  /** What an element is called among its siblings, whatever stands in it; null when it has no name. */
  identityOf(element: XmlElement): string | null;
  /** Keys of elements that are told apart by their content and place, even where one stands alone. */
  readonly sequences: ReadonlySet<string>;
  /** Local name of an element to the local names of its children in the order of the schema. */
  readonly order: Readonly<Record<string, readonly string[]>>;
  /** Keys of properties that are on by being there, and that a style may turn on as well. */
  readonly switches: ReadonlySet<string>;
  /** Local name of the mark that begins a range to that of the one that ends it. */
  readonly ranges: Readonly<Record<string, string>>;
  /** Elements of a run that a library may write in different ways: one word for all of them. */
  atomName(local: string): string;
}
