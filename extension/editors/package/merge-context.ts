import type { Fingerprints } from "./fingerprints.ts";
import type { FormatRules } from "./format-rules.ts";
import type { Matcher } from "./matching.ts";
import type { ReferenceWriter, Transplant } from "./transplant.ts";
import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import { sourceOf, type XmlElement } from "./xml-tree.ts";

/** One element in three states: as it was opened, as the library writes it untouched, as the library writes it now. */
export interface Three {
  readonly original: XmlElement;
  readonly before: XmlElement;
  readonly after: XmlElement;
}

/** What a merge could not do as asked. Words for people; empty is the rule. */
export interface MergeNotes {
  /** Elements taken over as the library writes them. */
  readonly fallbacks: string[];
  /** Changes done as asked that may take more with them than was meant. */
  readonly hazards: string[];
  /** Changes that are in the library's save and found no place in the original. */
  readonly unplaced: string[];
}

/** What the functions that merge one part share. */
export interface MergeContext {
  readonly rules: FormatRules;
  readonly prints: Fingerprints;
  readonly matcher: Matcher;
  readonly notes: MergeNotes;
  readonly writeReference: ReferenceWriter;
  readonly transplant: Transplant;
  /** The same merge, speaking to somebody else. */
  withNotes(notes: MergeNotes): MergeContext;
  /** Adds the edits that bring before -> after to the original. */
  mergeInto(three: Three, edits: XmlEdit[]): void;
}

/** The original's element with before -> after done to it. */
export function merged(context: MergeContext, three: Three): string {
  const { original, before, after } = three;
  if (context.prints.of(before) === context.prints.of(after)) return sourceOf(original);
  const edits: XmlEdit[] = [];
  context.mergeInto(three, edits);
  return applyEdits(original.document.source, edits, original.start, original.end);
}

/** The same element with nothing in it: what stands for a state in which it was not there. */
export const emptyLike = (element: XmlElement): XmlElement => ({
  ...element,
  attributes: [],
  nodes: [],
  elements: [],
});
