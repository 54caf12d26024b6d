/**
 * The text editor: @eigenpal/docx-editor-react on preact/compat, behind the interface that all formats share.
 * The page that shows it links the built style sheets and fonts/fonts.css.
 */
import "@eigenpal/docx-editor-react/styles.css";
import "./docx-editor.css";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import { asPlain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { loadDocumentFonts } from "./document-fonts.ts";
import { OpenDocx } from "./open-docx.tsx";
import { translationsFor } from "./translations.ts";

// Before the first document: otherwise the editor asks a public font host for the names of the document's fonts.
setGoogleFontsEnabled(false);

async function mount(options: MountOptions): Promise<OpenEditor> {
  const [translations] = await Promise.all([
    translationsFor(options.locale, options.labels),
    loadDocumentFonts(options.bytes),
  ]);
  const open = new OpenDocx({ ...options, bytes: asPlain(options.bytes.slice()) }, translations);
  try {
    await open.whenShown();
  } catch (cause) {
    open.dispose();
    throw cause instanceof AppError ? cause : new AppError("EDITOR_FAILED", { cause });
  }
  return open;
}

export const docxAdapter: EditorAdapter = { kinds: ["docx"], mount };
