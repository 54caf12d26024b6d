import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DOCUMENT_KINDS, type DocumentKind } from "../../extension/editors/document-kinds.ts";
import { createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import { asPlain, type Plain } from "../../shared/bytes.ts";
import { longDeck } from "../../tests/bench/long-deck.ts";
import { longDocument } from "../../tests/bench/long-document.ts";
import { longSheet } from "../../tests/bench/long-sheet.ts";

/** A whole document to begin with. */
export interface Sample {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly bytes: Plain;
}

const CORPUS = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const MADE = { docx: longDocument, xlsx: longSheet, pptx: longDeck };

export const blankSamples = (): Sample[] =>
  DOCUMENT_KINDS.map((kind) => ({
    ...{ kind, name: `blank.${kind}` },
    bytes: asPlain(createBlankDocument(kind, { locale: "en" })),
  }));

/** Small documents made here; with `isWhole` those of the corpus as well, where it is at hand. */
export function samplesOf(isWhole: boolean): Sample[] {
  const short = DOCUMENT_KINDS.map((kind) => ({
    ...{ kind, name: `short.${kind}` },
    bytes: asPlain(MADE[kind](3)),
  }));
  const corpus = isWhole && existsSync(CORPUS) ? DOCUMENT_KINDS.flatMap(corpusOf) : [];
  return [...blankSamples(), ...short, ...corpus];
}

const corpusOf = (kind: DocumentKind): Sample[] =>
  readdirSync(join(CORPUS, kind))
    .filter((name) => name.endsWith(`.${kind}`))
    .sort()
    .map((name) => ({ kind, name, bytes: asPlain(new Uint8Array(readFileSync(join(CORPUS, kind, name)))) }));
