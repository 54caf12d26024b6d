import type { EditorAdapter } from "./adapter.ts";
import type { DocumentKind } from "./document-kinds.ts";

/** Loads the code of the editor for a kind, once; null while there is none. The code of the others is not fetched. */
export async function loadAdapter(kind: DocumentKind): Promise<EditorAdapter | null> {
  if (kind !== "docx") return null;
  const { docxAdapter } = await import("./docx/docx-adapter.tsx");
  return docxAdapter;
}
