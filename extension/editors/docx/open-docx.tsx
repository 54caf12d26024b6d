import { DocxEditor, type DocxEditorProps, type DocxEditorRef } from "@eigenpal/docx-editor-react";
import { createRef, render } from "preact";
import { AppError } from "../../../shared/errors.ts";
import type { EditorTheme, ExportedDocument, MountOptions, OpenEditor, Statistics } from "../adapter.ts";
import { EditorThread } from "../thread/editor-thread.ts";
import { DocxSaver, type Preparing } from "./docx-saver.ts";
import type { DocxTasks } from "./docx-tasks.ts";
import { firstPage, isBroken } from "./first-page.ts";
import { fitWidth } from "./fit-width.ts";
import { keepMarksInPlace } from "./marks-in-place.ts";
import { prosePlugins } from "./prose-plugins.ts";
import type { ReadDocx } from "./read-docx.ts";
import { SharedDocx } from "./shared-docx.ts";
import { bodyOf } from "./shared-fields.ts";
import { countText } from "./text-count.ts";
import { keepUndoWhereItIs } from "./undo-keys.ts";

const SAVING_SCRIPT = "/docx.worker.js";

/** One open text document. Made and awaited by the adapter. */
export class OpenDocx implements OpenEditor {
  readonly zoom = {
    get: (): number => this.#editor.current?.getZoom() ?? 1,
    set: (factor: number): void => this.#editor.current?.setZoom(factor),
  };
  readonly #options: MountOptions;
  readonly #editor = createRef<DocxEditorRef>();
  readonly #shared: SharedDocx;
  readonly #thread = new EditorThread<DocxTasks>(() => new Worker(SAVING_SCRIPT));
  readonly #saver: DocxSaver;
  #preparing: Preparing | null = null;
  #props: DocxEditorProps;
  #exporting: Promise<unknown> = Promise.resolve();
  #isReadOnly: boolean;
  #isShown = false;
  #isBesideOpen = false;
  #endings: (() => void)[] = [];

  constructor(options: MountOptions, read: ReadDocx, i18n: NonNullable<DocxEditorProps["i18n"]>) {
    this.#options = options;
    this.#isReadOnly = options.isReadOnly;
    this.#saver = new DocxSaver(options.bytes, this.#thread);
    this.#shared = new SharedDocx({
      shared: options.shared,
      pictures: read.pictures,
      editor: () => this.#editor.current,
      isReadOnly: () => this.#isReadOnly,
      onChange: () => {
        this.#preparing?.putOff();
        options.onDirty();
      },
    });
    this.#isBesideOpen = this.#shared.comments.list().length > 0;
    this.#props = {
      document: read.model,
      // The text comes from the shared state, by the first plugin
      externalContent: true,
      externalPlugins: prosePlugins(
        {
          fragment: bodyOf(options.shared.doc),
          pictures: read.pictures,
          attributes: read.body.attrs,
        },
        options.shared.awareness,
        () => this.#isReadOnly,
      ),
      comments: this.#shared.comments.list(),
      commentsSidebarOpen: this.#isBesideOpen,
      documentName: options.fileName,
      documentNameEditable: false,
      author: options.author,
      readOnly: options.isReadOnly,
      colorMode: options.theme,
      i18n,
      // Opening another file in here would put it under this file's name; the help menu leads to a foreign site.
      showFileOpen: false,
      showHelpMenu: false,
      onChange: () => this.#shared.checkSoon(),
      onCommentsChange: (next) => this.#shared.takeComments(next),
      onCommentsSidebarOpenChange: (isOpen) => this.#showBeside(isOpen),
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
    this.#shared.start(() => this.#draw({ comments: this.#shared.comments.list() }));
    const preparing = this.#saver.prepare();
    this.#preparing = preparing;
    this.#endings.push(
      () => this.#shared.stop(),
      fitWidth(this.#options.element, this.zoom),
      keepMarksInPlace(this.#options.element, () => this.#editor.current?.getEditorRef()?.getView()),
      keepUndoWhereItIs(),
      () => preparing.end(),
    );
  }

  exportBytes(): Promise<ExportedDocument> {
    const next = this.#exporting.then(() => this.#write());
    this.#exporting = next.catch(() => undefined);
    return next;
  }

  revision(): number {
    return this.#shared.revision();
  }

  focus(): void {
    this.#editor.current?.focus();
  }

  print(): void {
    this.#editor.current?.print();
  }

  setReadOnly(isReadOnly: boolean): void {
    this.#isReadOnly = isReadOnly;
    this.#draw({ readOnly: isReadOnly });
    // The text view asks whether it may be edited only when its state is set; without this the next key is still taken.
    const view = this.#editor.current?.getEditorRef()?.getView();
    view?.updateState(view.state);
  }

  setTheme(theme: EditorTheme): void {
    this.#draw({ colorMode: theme });
  }

  /** The library offers its search by its shortcut only. */
  openFind(): void {
    const isMac = navigator.platform.toUpperCase().includes("MAC");
    const pressed = { key: "f", ctrlKey: !isMac, metaKey: isMac, bubbles: true, cancelable: true };
    document.dispatchEvent(new KeyboardEvent("keydown", pressed));
  }

  toggleComments(): void {
    this.#showBeside(!this.#isBesideOpen);
  }

  statistics(): Statistics {
    const state = this.#editor.current?.getEditorRef()?.getView()?.state;
    const pages = this.#editor.current?.getTotalPages() ?? 0;
    return state === undefined ? { isSelection: false } : { ...countText(state), pages };
  }

  dispose(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#thread.end();
    render(null, this.#options.element);
    this.#options.element.replaceChildren();
  }

  #draw(changed: Partial<DocxEditorProps>): void {
    this.#props = { ...this.#props, ...changed };
    render(<DocxEditor {...this.#props} ref={this.#editor} />, this.#options.element);
  }

  #showBeside(isOpen: boolean): void {
    this.#isBesideOpen = isOpen;
    this.#draw({ commentsSidebarOpen: isOpen });
  }

  async #write(): Promise<ExportedDocument> {
    const revision = this.revision();
    const state = this.#shared.state();
    if (state === null) throw new AppError("EDITOR_EXPORT_FAILED");
    return { ...(await this.#saver.write(state)), revision };
  }

  #lookForFailure(): void {
    setTimeout(() => {
      if (this.#isShown && isBroken(this.#options.element)) this.#options.onError("EDITOR_FAILED");
    }, 0);
  }
}
