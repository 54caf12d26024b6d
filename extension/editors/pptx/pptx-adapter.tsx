/**
 * The presentation editor: pptx-react-viewer on preact/compat, fitted by tools/build/presentation-editor.ts, behind the
 * interface that all formats share. The page that shows it links the built style sheets and fonts/fonts.css.
 */
import "pptx-react-viewer/styles.css";
import "./pptx-editor.css";
import { Doc, encodeStateAsUpdate } from "yjs";
import { asPlain, type Bytes, type Plain } from "../../../shared/bytes.ts";
import type { EditorAdapter, MountOptions, OpenEditor } from "../adapter.ts";
import { whenShown } from "../when-shown.ts";
import { DeckModel } from "./deck-model.ts";
import { OpenPptx } from "./open-pptx.tsx";
import { contentOf, forgetRead, readAhead } from "./read-once.ts";
import { libraryWords } from "./translations.ts";

async function seed(bytes: Plain): Promise<Bytes> {
  const slides = await readAhead(bytes);
  const doc = new Doc();
  new DeckModel(doc, slides).seed(slides);
  const update = encodeStateAsUpdate(doc).slice();
  doc.destroy();
  return update;
}

async function mount(options: MountOptions): Promise<OpenEditor> {
  const words = await libraryWords(options.locale);
  const content = contentOf(options.bytes);
  return whenShown(new OpenPptx({ ...options, bytes: asPlain(options.bytes.slice()) }, content, words));
}

export const pptxAdapter: EditorAdapter = { kinds: ["pptx"], seed, mount, forget: forgetRead };
