import { type Bytes, equalBytes } from "../../../shared/bytes.ts";
import { CONTENT_TYPES, patchContentTypes } from "./content-types.ts";
import { docxRules } from "./docx-rules.ts";
import type { FormatRules } from "./format-rules.ts";
import type { MergeNotes } from "./merge-context.ts";
import { mergePart } from "./merge-part.ts";
import { NewParts } from "./new-parts.ts";
import { isXmlPart, PackageState } from "./package-state.ts";
import { patchRelationships } from "./patch-relationships.ts";
import { pptxRules } from "./pptx-rules.ts";
import {
  Contents,
  isRelationshipsPart,
  ownerOf,
  type Relationship,
  reachableParts,
  relationshipsOf,
  relationshipsPath,
} from "./relationships.ts";
import { withoutLinks } from "./without-links.ts";
import { parseXml } from "./xml-parse.ts";
import { decodePart, encodePart } from "./xml-text.ts";
import type { XmlDocument } from "./xml-tree.ts";

export type PackageKind = "docx" | "pptx";

export interface PackageBytes {
  readonly original: Bytes;
  readonly before: Bytes;
  readonly after: Bytes;
}

const RULES: Readonly<Record<PackageKind, FormatRules>> = { docx: docxRules, pptx: pptxRules };
const REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}";
/** Counted anew by whatever program opens the file. */
const STATISTICS = /^docProps\/(app\.xml|thumbnail\.\w+)$/i;

const isReference = (key: string): boolean => key.startsWith(REFERENCE);

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && equalBytes(a, b);

export const noNotes = (): MergeNotes => ({ fallbacks: [], hazards: [], unplaced: [] });

/** One merge of three packages: part by part, then what holds the parts together. */
export class PackageMerge {
  readonly #notes = new Map<string, MergeNotes>();
  readonly #rules: FormatRules;
  readonly #original: PackageState;
  readonly #before: PackageState;
  readonly #after: PackageState;
  readonly #new: NewParts;
  readonly #changes = new Map<string, Uint8Array | null>();
  readonly #removed = new Set<string>();

  constructor({ original, before, after }: PackageBytes, kind: PackageKind) {
    const contents = new Contents();
    this.#rules = RULES[kind];
    this.#original = PackageState.read(original, contents);
    this.#before = PackageState.read(before, contents);
    this.#after = PackageState.read(after, contents);
    const states = { original: this.#original, before: this.#before, after: this.#after };
    this.#new = new NewParts(states, contents);
  }

  run(): ReadonlyMap<string, Uint8Array | null> {
    for (const [path, bytes] of this.#original.parts) this.#mergePart(path, bytes);
    for (const path of this.#after.parts.keys())
      if (isRelationshipsPart(path)) this.#mergeRelationships(ownerOf(path));
    for (const [path, bytes] of this.#new.content) this.#changes.set(path, bytes);
    for (const source of this.#new.relationships.keys()) this.#writeRelationships(source, () => false);
    if (this.#removed.size > 0) this.#removeUnreachable();
    this.#writeContentTypes();
    return this.#changes;
  }

  /** Of what is left: a change of a part that went is of no interest. */
  report(): MergeNotes {
    const left = [...this.#notes].filter(([path]) => !this.#removed.has(path));
    const all = (name: keyof MergeNotes): string[] => left.flatMap(([, notes]) => notes[name]);
    return { fallbacks: all("fallbacks"), hazards: all("hazards"), unplaced: all("unplaced") };
  }

  #notesOf(path: string): MergeNotes {
    const notes = this.#notes.get(path) ?? noNotes();
    this.#notes.set(path, notes);
    return notes;
  }

  #mergePart(path: string, original: Uint8Array): void {
    if (path === CONTENT_TYPES || isRelationshipsPart(path) || STATISTICS.test(path)) return;
    const [before, after] = [this.#before.parts.get(path), this.#after.parts.get(path)];
    if (before === undefined) return;
    if (after === undefined) this.#remove(path);
    else if (sameBytes(before, after)) return;
    else if (isXmlPart(path)) this.#mergeXml(path, original, before, after);
    else if (sameBytes(original, before)) this.#changes.set(path, after);
    else this.#notesOf(path).unplaced.push(`${path}: changed, and not what it was`);
  }

  #remove(path: string): void {
    this.#removed.add(path);
    this.#changes.set(path, null);
  }

  #mergeXml(path: string, original: Uint8Array, before: Uint8Array, after: Uint8Array): void {
    try {
      const { source, encoding } = decodePart(original);
      const merged = this.#merged(path, parseXml(source), before, after);
      if (merged !== source) this.#changes.set(path, encodePart(merged, encoding));
    } catch (cause) {
      if (!(cause instanceof RangeError || cause instanceof SyntaxError || cause instanceof TypeError))
        throw cause;
      this.#notesOf(path).unplaced.push(`${path}: the change cannot be written`);
    }
  }

  #merged(path: string, original: XmlDocument, before: Uint8Array, after: Uint8Array): string {
    const states = {
      original,
      before: parseXml(decodePart(before).source),
      after: parseXml(decodePart(after).source),
    };
    const packages = new Map([
      [states.original, this.#original],
      [states.before, this.#before],
      [states.after, this.#after],
    ]);
    return mergePart(states, {
      rules: this.#rules,
      notes: this.#notesOf(path),
      readReference: (document, key, id) =>
        isReference(key) ? (packages.get(document)?.meaningOfId(path, id) ?? null) : null,
      writeReference: (key, id) => (isReference(key) ? this.#writeReference(path, id) : null),
    });
  }

  #writeReference(path: string, id: string): string | null {
    const wanted = this.#after.relationships(path).find((each) => each.id === id);
    return wanted === undefined ? null : this.#new.idFor(path, wanted);
  }

  /** Relationships that nothing in the part names by id, as a slide's to its notes. */
  #mergeRelationships(source: string): void {
    if (this.#removed.has(source) || (source !== "" && !this.#original.parts.has(source))) return;
    const before = this.#before.relationships(source).map((each) => this.#before.meaningOf(each));
    const after = this.#after.relationships(source);
    for (const each of after)
      if (!before.includes(this.#after.meaningOf(each))) this.#new.idFor(source, each);
    const left = new Set(after.map((each) => this.#after.meaningOf(each)));
    const lost = new Set(before.filter((meaning) => !left.has(meaning)));
    const gone = this.#original
      .relationships(source)
      .filter((each) => lost.has(this.#original.meaningOf(each)) && !this.#isUsed(source, each));
    if (gone.length > 0) this.#writeRelationships(source, (id) => gone.some((each) => each.id === id));
  }

  #isUsed(source: string, { id }: Relationship): boolean {
    const bytes = this.#current(source);
    return bytes !== undefined && decodePart(bytes).source.includes(`"${id}"`);
  }

  #current(path: string): Uint8Array | undefined {
    return (this.#changes.has(path) ? this.#changes.get(path) : this.#original.parts.get(path)) ?? undefined;
  }

  #writeRelationships(source: string, isGone: (id: string) => boolean): void {
    const path = relationshipsPath(source);
    const added = this.#new.relationships.get(source) ?? [];
    const current = this.#current(path);
    const known = new Set(
      current === undefined ? [] : relationshipsOf(new Map([[path, current]]), source).map(({ id }) => id),
    );
    const missing = added.filter(({ id }) => !known.has(id));
    if (current === undefined) this.#new.added.set(path, path);
    this.#changes.set(path, patchRelationships(current, missing, isGone));
  }

  #output(): Map<string, Uint8Array> {
    const output = new Map(this.#original.parts);
    for (const [path, bytes] of this.#changes) {
      if (bytes === null) output.delete(path);
      else output.set(path, bytes);
    }
    return output;
  }

  /** What could be reached and no longer can, as the notes of a deleted slide; then what points at something that went. */
  #removeUnreachable(): void {
    const reached = reachableParts(this.#output());
    for (const path of reachableParts(this.#original.parts)) if (!reached.has(path)) this.#remove(path);
    for (const path of this.#removed)
      if (this.#original.parts.has(relationshipsPath(path))) this.#changes.set(relationshipsPath(path), null);
    const output = this.#output();
    for (const path of output.keys()) if (isRelationshipsPart(path)) this.#dropDead(ownerOf(path), output);
  }

  #dropDead(source: string, output: ReadonlyMap<string, Uint8Array>): void {
    const dead = relationshipsOf(output, source).filter(
      ({ part }) => part !== null && this.#removed.has(part) && !output.has(part),
    );
    if (dead.length === 0) return;
    const ids = new Set(dead.map(({ id }) => id));
    this.#writeRelationships(source, (id) => ids.has(id));
    this.#dropLinks(source, ids);
  }

  /** Links on other slides that led to one that went. */
  #dropLinks(source: string, ids: ReadonlySet<string>): void {
    const bytes = this.#current(source);
    if (bytes === undefined || !isXmlPart(source)) return;
    const { source: text, encoding } = decodePart(bytes);
    const left = withoutLinks(text, ids);
    if (left !== text) this.#changes.set(source, encodePart(left, encoding));
  }

  #writeContentTypes(): void {
    const original = this.#original.parts.get(CONTENT_TYPES);
    const after = this.#after.parts.get(CONTENT_TYPES);
    if (original === undefined || after === undefined) return;
    const patched = patchContentTypes(original, after, { added: this.#new.added, removed: this.#removed });
    if (patched !== original) this.#changes.set(CONTENT_TYPES, patched);
  }
}
