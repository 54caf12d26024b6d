/** The kinds of document that can be created and, one by one, edited. Also the file name's extension. */
export const DOCUMENT_KINDS = ["docx", "xlsx", "pptx"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Larger documents are stored and downloaded as they are, but no editor in a browser tab carries them. */
export const DOCUMENT_MAX_BYTES = 100 * 1024 * 1024;

/** The kind that a file name claims by its extension, in any case; null for anything else. */
export function documentKindOf(fileName: string): DocumentKind | null {
  const extension = /\.([a-z]{4})$/i.exec(fileName)?.[1]?.toLowerCase();
  return DOCUMENT_KINDS.find((kind) => kind === extension) ?? null;
}
