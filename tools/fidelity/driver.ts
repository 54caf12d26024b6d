import type { DocumentKind } from "../../extension/editors/document-kinds.ts";
import type { Bytes, Plain } from "../../shared/bytes.ts";

/** 0 inclusive to 1 exclusive, the same row of numbers for the same seed. */
export type Random = () => number;

/** A document as an editor has it, without showing it. */
export interface OpenFile {
  /** Makes one change of that name somewhere; false when the document has nothing to do it to. */
  edit(name: string, random: Random): boolean;
  /** What the editor would save: the original with this document's changes in it. */
  save(): Promise<Saved>;
  /** What a person sees, line by line: the same for the same document, however it is written. */
  seen(): readonly string[];
}

export interface Saved {
  readonly bytes: Plain;
  /** As the editor's library would have written it. Null where no library writes the format. */
  readonly byLibrary: Bytes | null;
  readonly fallbacks: number;
  readonly hazards: number;
  readonly unplaced: readonly string[];
}

/** The most that one edit may change of what was there. */
export interface Allowed {
  /** By name. */
  readonly parts: RegExp;
  /** Parts that may go, because other programs make them anew and would trip over an old one. */
  readonly mayGo?: RegExp;
  readonly paragraphs: number;
  /** Elements outside paragraphs. */
  readonly others: number;
}

/** Opens and changes documents of one kind as the editor of that kind does. */
export interface Driver {
  readonly kind: DocumentKind;
  readonly edits: readonly string[];
  changes(edit: string): Allowed;
  /** @throws when the editor cannot open it */
  open(bytes: Plain): Promise<OpenFile>;
}

/** Mulberry32: small, and good enough to choose places with. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(list: readonly T[], random: Random): T | undefined =>
  list[Math.floor(random() * list.length)];
