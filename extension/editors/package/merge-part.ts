/** Three-way merge of one part: the original's characters with the change before -> after done to them. */
import { Fingerprints, type ReferenceReader } from "./fingerprints.ts";
import type { FormatRules } from "./format-rules.ts";
import { Matcher } from "./matching.ts";
import { mergeAttributes } from "./merge-attributes.ts";
import { mergeChildren } from "./merge-children.ts";
import type { MergeContext, MergeNotes, Three } from "./merge-context.ts";
import { mergeParagraph } from "./merge-paragraph.ts";
import { type ReferenceWriter, transplanting } from "./transplant.ts";
import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import { parseXml } from "./xml-parse.ts";
import { escapeText } from "./xml-text.ts";
import { textOf, type XmlDocument, type XmlElement } from "./xml-tree.ts";

export interface PartStates {
  readonly original: XmlDocument;
  readonly before: XmlDocument;
  readonly after: XmlDocument;
}

export interface PartMergeOptions {
  readonly rules: FormatRules;
  readonly notes: MergeNotes;
  readonly readReference: ReferenceReader;
  readonly writeReference: ReferenceWriter;
}

const isLeaf = ({ elements }: XmlElement): boolean => elements.length === 0;

function mergeText({ original, before, after }: Three, edits: XmlEdit[]): void {
  const text = textOf(after);
  if (text === textOf(before)) return;
  if (!original.isSelfClosing) {
    edits.push({ start: original.openEnd, end: original.closeStart, text: escapeText(text) });
    return;
  }
  const start = original.end - "/>".length;
  edits.push({ start, end: original.end, text: `>${escapeText(text)}</${original.name}>` });
}

function mergeElement(context: MergeContext, three: Three, edits: XmlEdit[]): void {
  const { original, before, after } = three;
  const { prints, rules } = context;
  if (prints.of(before) === prints.of(after)) return;
  const all = [original, before, after];
  if (all.every(({ key }) => key === rules.paragraph.paragraph)) {
    mergeParagraph(context, three, edits);
    return;
  }
  mergeAttributes(context, three, edits);
  if (all.every(isLeaf)) mergeText(three, edits);
  else mergeChildren(context, three, edits);
}

function withNotes(context: MergeContext, notes: MergeNotes): MergeContext {
  const other: MergeContext = {
    ...context,
    notes,
    mergeInto: (three, edits) => mergeElement(other, three, edits),
  };
  return other;
}

/**
 * The original's source with before -> after done to it; the very same string when that is nothing.
 * @throws RangeError or SyntaxError when the change cannot be written without breaking the part
 */
export function mergePart({ original, before, after }: PartStates, options: PartMergeOptions): string {
  const { rules, notes, readReference, writeReference } = options;
  const prints = new Fingerprints(rules, readReference);
  const context: MergeContext = {
    rules,
    prints,
    notes,
    writeReference,
    matcher: new Matcher(rules, prints, original.root),
    transplant: transplanting(rules, writeReference),
    mergeInto: (three, edits) => mergeElement(context, three, edits),
    withNotes: (others) => withNotes(context, others),
  };
  const edits: XmlEdit[] = [];
  context.mergeInto({ original: original.root, before: before.root, after: after.root }, edits);
  if (edits.length === 0) return original.source;
  const source = applyEdits(original.source, edits);
  parseXml(source);
  return source;
}
