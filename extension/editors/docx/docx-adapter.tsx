/**
 * The text editor: @eigenpal/docx-editor-react on preact/compat, behind the interface that all formats share.
 * The page that shows it links the built style sheets and fonts/fonts.css.
 */
import "@eigenpal/docx-editor-react/styles.css";
import "./docx-editor.css";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import { asPlain, type Bytes, type Plain } from "../../../shared/bytes.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { whenShown } from "../when-shown.ts";
import { loadDocumentFonts } from "./document-fonts.ts";
import { OpenDocx } from "./open-docx.tsx";
import { takeRead } from "./read-once.ts";
import { seedDocx } from "./seed-docx.ts";
import { translationsFor } from "./translations.ts";

// Before the first document: otherwise the editor asks a public font host for the names of the document's fonts.
setGoogleFontsEnabled(false);

/** Also has the faces of the document fetched: they are there when the session has begun. */
function seed(bytes: Plain): Promise<Bytes> {
  void loadDocumentFonts(bytes).catch(() => undefined); // whoever mounts it meets the same
  return seedDocx(bytes);
}

async function mount(options: MountOptions): Promise<OpenEditor> {
  const [translations, read] = await Promise.all([
    translationsFor(options.locale, options.labels),
    takeRead(options.bytes),
    loadDocumentFonts(options.bytes),
  ]);
  return whenShown(new OpenDocx({ ...options, bytes: asPlain(options.bytes.slice()) }, read, translations));
}

export const docxAdapter: EditorAdapter = { kinds: ["docx"], seed, mount };
