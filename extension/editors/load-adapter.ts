import type { EditorAdapter } from "./adapter.ts";
import type { OpenedKind } from "./document-kinds.ts";

/** The editors and viewers that there are. Each is code of its own, fetched when a file of its kind is opened. */
const LOADERS: Readonly<Partial<Record<OpenedKind, () => Promise<EditorAdapter>>>> = {
  docx: async () => (await import("./docx/docx-adapter.tsx")).docxAdapter,
  xlsx: async () => (await import("./xlsx/xlsx-adapter.ts")).xlsxAdapter,
  pptx: async () => (await import("./pptx/pptx-adapter.tsx")).pptxAdapter,
  pdf: async () => (await import("./viewers/pdf-viewer.ts")).pdfViewer,
  image: async () => (await import("./viewers/image-viewer.ts")).imageViewer,
  text: async () => (await import("./viewers/text-viewer.ts")).textViewer,
  markdown: async () => (await import("./viewers/markdown-viewer.ts")).markdownViewer,
  csv: async () => (await import("./viewers/csv-viewer.ts")).csvViewer,
};

export const hasAdapter = (kind: OpenedKind): boolean => LOADERS[kind] !== undefined;

/** Loads the code of the editor or viewer for a kind, once; null while there is none. */
export async function loadAdapter(kind: OpenedKind): Promise<EditorAdapter | null> {
  return (await LOADERS[kind]?.()) ?? null;
}
