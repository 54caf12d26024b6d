import type { Bytes } from "../../../shared/bytes.ts";
import { blankDocx } from "./blank-docx.ts";
import { type BlankPart, packBlank } from "./blank-package.ts";
import { blankPptx } from "./blank-pptx.ts";
import { blankXlsx } from "./blank-xlsx.ts";
import { type Page, pageOf } from "./page.ts";

const PARTS = {
  docx: blankDocx,
  xlsx: blankXlsx,
  pptx: blankPptx,
} as const satisfies Record<string, (page: Page) => BlankPart[]>;

/** What can be made anew. The same as its extension in a file name. */
export type BlankKind = keyof typeof PARTS;

export interface BlankOptions {
  /** Goes into the document's properties; the page shows nothing of it. */
  readonly title?: string;
  /** BCP 47; decides paper, proofing language and direction. */
  readonly locale: string;
}

/**
 * Makes a new, empty document: a whole Office Open XML package written here, without author, program name or time.
 * Deterministic: the same arguments give the same bytes. Source: ECMA-376, parts 1 and 2.
 */
export function createBlankDocument(kind: BlankKind, { title = "", locale }: BlankOptions): Bytes {
  return packBlank(PARTS[kind](pageOf(locale)), title);
}
