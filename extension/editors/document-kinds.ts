/** The kinds of document that can be created and, one by one, edited. Also the file name's extension. */
export const DOCUMENT_KINDS = ["docx", "xlsx", "pptx"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Larger documents are stored and downloaded as they are, but no editor in a browser tab carries them. */
export const DOCUMENT_MAX_BYTES = 100 * 1024 * 1024;

/** The kind that a file name claims by its extension, in any case; null for anything else. */
function documentKindOf(fileName: string): DocumentKind | null {
  const extension = /\.([a-z]{4})$/i.exec(fileName)?.[1]?.toLowerCase();
  return DOCUMENT_KINDS.find((kind) => kind === extension) ?? null;
}

/** The kinds that are shown and never changed here, each with the names that its files have. */
const VIEWED_EXTENSIONS = {
  pdf: ["pdf"],
  image: ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "svg"],
  markdown: ["md", "markdown"],
  csv: ["csv", "tsv"],
  text: ["txt", "log", "json", "xml", "yaml", "yml", "ini", "conf", "srt"],
} as const;
export type ViewedKind = keyof typeof VIEWED_EXTENSIONS;
/** All that a page of this extension can show. */
export type OpenedKind = DocumentKind | ViewedKind;

/** How a file of this name is opened; null when it can only be downloaded. */
export function openedKindOf(fileName: string): OpenedKind | null {
  const extension = /\.([a-z]{2,8})$/i.exec(fileName)?.[1]?.toLowerCase();
  const viewed = Object.entries(VIEWED_EXTENSIONS).find(([, names]) =>
    names.some((name) => name === extension),
  );
  return (viewed?.[0] as ViewedKind | undefined) ?? documentKindOf(fileName);
}

/**
 * How a file of this name is laid out where it says nothing itself: a document from the left, whichever way the page around it
 * is read; what is only shown, as that page.
 */
export function directionOf(fileName: string): "ltr" | undefined {
  return documentKindOf(fileName) === null ? undefined : "ltr";
}

/** Whether it can be changed here, by several people at once. */
export const isDocumentKind = (kind: OpenedKind): kind is DocumentKind =>
  DOCUMENT_KINDS.some((each) => each === kind);
