import { DocxEditor, type DocxEditorProps, type DocxEditorRef } from "@eigenpal/docx-editor-react";
import { createRef, render } from "preact";
import { AppError } from "../../../shared/errors.ts";
import type { EditorTheme, ExportedDocument, MountOptions, OpenEditor } from "../adapter.ts";
import { checkExport } from "../export-check.ts";
import { ChangeWatch, type DocumentParts } from "./change-watch.ts";
import { firstPage, isBroken } from "./first-page.ts";
import { restoreParts } from "./restore-parts.ts";

function readParts(editor: DocxEditorRef | null): DocumentParts {
  const pages = editor?.getEditorRef();
  const margins = [...(pages?.getHfPmViews().values() ?? [])].map((view) => view.state.doc);
  return [editor?.getDocument(), editor?.getComments(), pages?.getView()?.state.doc, ...margins];
}

/** One open text document. Made and awaited by the adapter. */
export class OpenDocx implements OpenEditor {
  readonly zoom = {
    get: (): number => this.#editor.current?.getZoom() ?? 1,
    set: (factor: number): void => this.#editor.current?.setZoom(factor),
  };
  readonly #options: MountOptions;
  readonly #editor = createRef<DocxEditorRef>();
  readonly #watch: ChangeWatch;
  #props: DocxEditorProps;
  #exporting: Promise<unknown> = Promise.resolve();
  #isShown = false;

  constructor(options: MountOptions, i18n: NonNullable<DocxEditorProps["i18n"]>) {
    this.#options = options;
    this.#watch = new ChangeWatch(
      () => readParts(this.#editor.current),
      () => options.onDirty(),
    );
    this.#props = {
      documentBuffer: options.bytes,
      documentName: options.fileName,
      documentNameEditable: false,
      author: options.author,
      readOnly: options.isReadOnly,
      colorMode: options.theme,
      i18n,
      // Opening another file in here would put it under this file's name; the help menu leads to a foreign site.
      showFileOpen: false,
      showHelpMenu: false,
      onChange: () => this.#watch.checkSoon(),
      onCommentsChange: () => this.#watch.checkSoon(),
      // Present, so that the File menu offers printing.
      onPrint: () => undefined,
      onError: () => this.#lookForFailure(),
    };
  }

  /** Draws the editor. @throws DOCUMENT_DAMAGED or EDITOR_FAILED */
  async whenShown(): Promise<void> {
    this.#draw({});
    await firstPage(this.#options.element);
    this.#isShown = true;
  }

  exportBytes(): Promise<ExportedDocument> {
    const next = this.#exporting.then(() => this.#write());
    this.#exporting = next.catch(() => undefined);
    return next;
  }

  revision(): number {
    return this.#watch.revision();
  }

  focus(): void {
    this.#editor.current?.focus();
  }

  print(): void {
    this.#editor.current?.print();
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#draw({ readOnly: isReadOnly });
    // The text view asks whether it may be edited only when its state is set; without this the next key is still taken.
    const view = this.#editor.current?.getEditorRef()?.getView();
    view?.updateState(view.state);
  }

  setTheme(theme: EditorTheme): void {
    this.#draw({ colorMode: theme });
  }

  dispose(): void {
    this.#watch.stop();
    render(null, this.#options.element);
    this.#options.element.replaceChildren();
  }

  #draw(changed: Partial<DocxEditorProps>): void {
    this.#props = { ...this.#props, ...changed };
    render(<DocxEditor {...this.#props} ref={this.#editor} />, this.#options.element);
  }

  /**
   * The whole document is written: the library's selective way leaves out page set-up and a removed last comment. And it is
   * written into the package as opened, not as last saved: the library would put each picture in again at every save.
   */
  async #write(): Promise<ExportedDocument> {
    const revision = this.revision();
    const model = this.#editor.current?.getAgent()?.getDocument();
    if (model !== undefined) model.originalBuffer = this.#options.bytes.slice().buffer;
    const written = await this.#editor.current?.save({ selective: false });
    if (written === null || written === undefined) throw new AppError("EDITOR_EXPORT_FAILED");
    const bytes = restoreParts(new Uint8Array(written), this.#options.bytes);
    return { bytes: checkExport(bytes, "docx"), revision };
  }

  #lookForFailure(): void {
    setTimeout(() => {
      if (this.#isShown && isBroken(this.#options.element)) this.#options.onError("EDITOR_FAILED");
    }, 0);
  }
}
