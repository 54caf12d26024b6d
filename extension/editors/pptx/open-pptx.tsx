import type { i18n } from "i18next";
import { PowerPointViewer, type PowerPointViewerHandle } from "pptx-react-viewer";
import { createRef, render } from "preact";
import { I18nextProvider } from "react-i18next";
import { AppError } from "../../../shared/errors.ts";
import type { EditorTheme, ExportedDocument, MountOptions, OpenEditor, Statistics } from "../adapter.ts";
import { EditorThread } from "../thread/editor-thread.ts";
import { isComposing, keepCaretInText, spliceField, watchComposing } from "./caret-in-text.ts";
import { type DeckNow, DeckSaver } from "./deck-saver.ts";
import { type EditorState, sessionHook } from "./deck-session.ts";
import type { DeckTasks } from "./deck-tasks.ts";
import { PresenceMarks } from "./presence-marks.ts";
import type { DeckContent } from "./read-once.ts";
import { SharedDeck } from "./shared-deck.ts";
import type { Slide } from "./slide.ts";
import type { Splice } from "./text-runs.ts";
import type { Commands, ViewerProps } from "./viewer-props.ts";
import { viewerTheme } from "./viewer-theme.ts";

/** What leads out of the document, to other servers or to other files, or belongs to the page around the editor. */
const HIDDEN = ["share", "broadcast", "export", "record", "file", "design", "help"] as const;

const SAVING_SCRIPT = "/pptx.worker.js";

/** After this the library has drawn, and so knows, what was changed until now. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** One open presentation. Made and awaited by the adapter. */
export class OpenPptx implements OpenEditor {
  readonly zoom = {
    get: (): number => this.#viewer.current?.getZoom() ?? 1,
    set: (factor: number): void => this.#viewer.current?.setZoom(factor),
  };
  readonly #options: MountOptions;
  readonly #words: i18n;
  readonly #viewer = createRef<PowerPointViewerHandle>();
  readonly #marks: PresenceMarks;
  readonly #stop = new AbortController();
  readonly #loaded = Promise.withResolvers<EditorState>();
  #deck: SharedDeck | null = null;
  #commands: Commands | null = null;
  readonly #thread = new EditorThread<DeckTasks>(() => new Worker(SAVING_SCRIPT));
  #saver: DeckSaver | null = null;
  #props: ViewerProps;
  #exporting: Promise<unknown> = Promise.resolve();
  #writing: readonly Slide[] | null = null;
  #taken: DeckNow | null = null;

  constructor(options: MountOptions, content: DeckContent, words: i18n) {
    this.#options = options;
    this.#words = words;
    keepCaretInText(() => this.#field(), this.#stop.signal);
    watchComposing(this.#stop.signal);
    this.#marks = new PresenceMarks(options.element, options.shared.awareness);
    this.#props = {
      content,
      fileName: options.fileName,
      authorName: options.author,
      canEdit: !options.isReadOnly,
      theme: viewerTheme(options.theme),
      hiddenActions: HIDDEN,
      // Opening another file in here would put it under this file's name.
      onOpenFile: () => undefined,
      onDrawn: (commands) => {
        this.#commands = commands;
      },
      useSession: sessionHook({
        deck: () => this.#deck,
        field: () => this.#field(),
        onLoaded: (state) => this.#loaded.resolve(state),
        onMoved: (state) =>
          this.#marks.moveTo(state.slides[state.activeSlideIndex]?.id, state.selectedElementIds),
      }),
    };
  }

  /** Draws the editor. @throws DOCUMENT_DAMAGED */
  async whenShown(): Promise<void> {
    this.#draw({});
    const state = await this.#loaded.promise;
    if (state.error !== null) throw new AppError("DOCUMENT_DAMAGED");
    state.inlineEditingTextRef.slidesToWrite = () => this.#writing;
    state.inlineEditingTextRef.takeWritten = (taken) => {
      this.#taken = taken;
    };
    this.#saver = new DeckSaver(this.#options.bytes, await this.#writtenByLibrary(), this.#thread);
    this.#stop.signal.addEventListener("abort", this.#saver.prepare(), { once: true });
    const { doc } = this.#options.shared;
    this.#deck = new SharedDeck(doc, state.slides, state.setSlides, () => this.#options.onDirty());
    this.#deck.mayWrite = this.#props.canEdit;
    this.#deck.putIntoField = (edit) => this.#putIntoField(edit);
    this.#deck.showAll();
    this.#draw({});
  }

  exportBytes(): Promise<ExportedDocument> {
    const next = this.#exporting.then(() => this.#write());
    this.#exporting = next.catch(() => undefined);
    return next;
  }

  revision(): number {
    return this.#deck?.revision ?? 0;
  }

  focus(): void {
    this.#options.element.querySelector<HTMLElement>("[data-pptx-viewer] [tabindex]")?.focus();
  }

  print(): void {
    this.#commands?.print();
  }

  openFind(): void {
    this.#commands?.openFind();
  }

  /** Words and characters of all slides. */
  statistics(): Statistics {
    const slides = this.#deck?.slides ?? [];
    const texts = slides.flatMap(({ elements }) => elements.map(({ text }) => text ?? ""));
    const words = texts.flatMap((text) => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []);
    const characters = texts.reduce((sum, text) => sum + text.replace(/\n/g, "").length, 0);
    return { isSelection: false, pages: slides.length, words: words.length, characters };
  }

  setReadOnly(isReadOnly: boolean): void {
    if (this.#deck !== null) this.#deck.mayWrite = !isReadOnly;
    this.#draw({ canEdit: !isReadOnly });
  }

  setTheme(theme: EditorTheme): void {
    this.#draw({ theme: viewerTheme(theme) });
  }

  dispose(): void {
    this.#stop.abort();
    this.#thread.end();
    this.#deck?.stop();
    this.#marks.stop();
    // What was printed stands in a frame of the page
    document.querySelector("iframe[data-printing]")?.remove();
    render(null, this.#options.element);
    this.#options.element.replaceChildren();
  }

  #field(): HTMLElement | null {
    return this.#options.element.querySelector("[data-inline-editor]");
  }

  #draw(changed: Partial<ViewerProps>): void {
    this.#props = { ...this.#props, ...changed };
    render(
      <I18nextProvider i18n={this.#words}>
        <PowerPointViewer {...this.#props} ref={this.#viewer} />
      </I18nextProvider>,
      this.#options.element,
    );
  }

  /** The library hears of it as of a key that was pressed. */
  #putIntoField(edit: Splice): string | null {
    const field = this.#field();
    if (field === null || isComposing(field) || !spliceField(field, field.innerText, edit)) return null;
    queueMicrotask(() => field.dispatchEvent(new InputEvent("input", { bubbles: true })));
    return field.innerText;
  }

  /** What the library would write, which it hands over instead. */
  async #writtenByLibrary(): Promise<DeckNow> {
    this.#taken = null;
    await this.#viewer.current?.getContent();
    const taken: DeckNow | null = this.#taken;
    if (taken === null) throw new AppError("EDITOR_EXPORT_FAILED");
    return taken;
  }

  async #write(): Promise<ExportedDocument> {
    await drawn();
    const revision = this.revision();
    this.#writing = this.#deck?.written ?? [];
    const now = await this.#writtenByLibrary().finally(() => {
      this.#writing = null;
    });
    if (this.#saver === null) throw new AppError("EDITOR_EXPORT_FAILED");
    return { ...(await this.#saver.write(now)), revision };
  }
}
