import { PENDING_COMMENT_ID } from "@eigenpal/docx-editor-core/prosemirror/commentIdAllocator";
import type { DocxEditorRef } from "@eigenpal/docx-editor-react";
import type { Node } from "prosemirror-model";
import { Transform } from "prosemirror-transform";
import type { EditorView } from "prosemirror-view";
import { ySyncPluginKey } from "y-prosemirror";
import type { Doc } from "yjs";
import type { SharedState } from "../adapter.ts";
import { ChangeWatch } from "./change-watch.ts";
import type { Pictures } from "./pictures.ts";
import { prosePlugins } from "./prose-plugins.ts";
import { SharedComments } from "./shared-comments.ts";
import { marginOf, marginsOf, pageSetUpOf } from "./shared-fields.ts";
import { type PageState, pageParts, sharedWatermark, sharePage, withSharedPage } from "./shared-page.ts";
import type { DocxState } from "./write-docx.ts";

/** Where somebody is about to comment, the library puts an anchor of a comment that is none yet. */
function withoutPendingComment(body: Node): Node {
  const pending = body.type.schema.marks.comment?.create({ commentId: PENDING_COMMENT_ID });
  return pending === undefined ? body : new Transform(body).removeMark(0, body.content.size, pending).doc;
}

/** What ties the shown editor to the shared state, apart from the body's own plugins. Made before the editor is drawn. */
export class SharedDocx {
  readonly comments: SharedComments;
  readonly #shared: SharedState;
  readonly #pictures: Pictures;
  readonly #editor: () => DocxEditorRef | null;
  readonly #isReadOnly: () => boolean;
  readonly #onChange: () => void;
  readonly #bound = new WeakSet<EditorView>();
  readonly #endings: (() => void)[] = [];
  #watch: ChangeWatch | null = null;
  #page: PageState | null = null;
  #revision = 0;
  #isTold = true;
  #isLoading = false;

  constructor(options: {
    shared: SharedState;
    pictures: Pictures;
    editor(): DocxEditorRef | null;
    isReadOnly(): boolean;
    onChange(): void;
  }) {
    this.#shared = options.shared;
    this.#pictures = options.pictures;
    this.#editor = options.editor;
    this.#isReadOnly = options.isReadOnly;
    this.#onChange = options.onChange;
    this.comments = new SharedComments(this.#doc);
  }

  /** From now on, the first page standing, everything is followed and counted. `onComments` draws the threads anew. */
  start(onComments: () => void): void {
    this.#bindMargins();
    this.#showPage();
    this.#page = this.#pageState();
    const count = (): void => this.#count();
    const showPage = (): void => this.#showPage();
    this.#doc.on("update", count);
    pageSetUpOf(this.#doc).observe(showPage);
    marginsOf(this.#doc).observe(showPage);
    this.#watch = new ChangeWatch(
      () => this.#watched(),
      () => this.#share(),
    );
    this.#endings.push(
      this.comments.watch(onComments),
      () => this.#doc.off("update", count),
      () => pageSetUpOf(this.#doc).unobserve(showPage),
      () => marginsOf(this.#doc).unobserve(showPage),
      () => this.#watch?.stop(),
    );
  }

  /** Exact: compares now what the editor does not tell of. */
  revision(): number {
    this.#watch?.check();
    return this.#revision;
  }

  checkSoon(): void {
    this.#watch?.checkSoon();
  }

  /** What the editor made of the threads that it was given. */
  takeComments(next: Parameters<SharedComments["take"]>[0]): void {
    if (this.#watch !== null && !this.#isLoading && !this.#isReadOnly()) this.comments.take(next);
  }

  /** What is written; null while the editor is not there. */
  state(): DocxState | null {
    const body = this.#body()?.state.doc;
    const model = this.#editor()?.getAgent()?.getDocument();
    if (body === undefined || model === undefined) return null;
    const margins = new Map([...this.#margins()].map(([id, view]) => [id, view.state.doc]));
    return { model, body: withoutPendingComment(body), margins, comments: this.comments.list() };
  }

  stop(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  get #doc(): Doc {
    return this.#shared.doc;
  }

  #body(): EditorView | null {
    return this.#editor()?.getEditorRef()?.getView() ?? null;
  }

  #margins(): Map<string, EditorView> {
    return this.#editor()?.getEditorRef()?.getHfPmViews() ?? new Map();
  }

  #count(): void {
    this.#revision += 1;
    if (!this.#isTold) return;
    this.#isTold = false;
    setTimeout(() => {
      this.#isTold = true;
      if (this.#endings.length > 0) this.#onChange();
    }, 0);
  }

  #pageState(): PageState | null {
    const model = this.#editor()?.getAgent()?.getDocument();
    return model === undefined ? null : { model, watermark: this.#body()?.state.doc.attrs.watermark ?? null };
  }

  #watched(): string[] {
    this.#bindMargins();
    const state = this.#pageState();
    return state === null ? [] : pageParts(state);
  }

  #share(): void {
    const [before, now] = [this.#page, this.#pageState()];
    this.#page = now;
    if (before !== null && now !== null && !this.#isReadOnly()) sharePage(this.#doc, before, now);
  }

  /** Each header and footer has a text view of its own, which comes with its part. */
  #bindMargins(): void {
    for (const [id, view] of this.#margins()) {
      const fragment = marginOf(this.#doc, id);
      if (this.#bound.has(view) || fragment.length === 0) continue;
      this.#bound.add(view);
      const source = { fragment, pictures: this.#pictures };
      const plugins = prosePlugins(source, this.#shared.awareness, this.#isReadOnly);
      view.updateState(view.state.reconfigure({ plugins: [...plugins, ...view.state.plugins] }));
    }
  }

  #showPage(): void {
    const model = this.#editor()?.getAgent()?.getDocument();
    if (model === undefined) return;
    const next = withSharedPage(this.#doc, model);
    if (next !== model) this.#load(next);
    this.#showWatermark();
  }

  /** The library takes a model only as a newly opened one: it empties its threads first, which is no change. */
  #load(model: Parameters<DocxEditorRef["loadDocument"]>[0]): void {
    this.#isLoading = true;
    this.#editor()?.loadDocument(model);
    this.#isLoading = false;
    requestAnimationFrame(() => setTimeout(() => this.#bindMargins(), 0));
  }

  #showWatermark(): void {
    const [view, watermark] = [this.#body(), sharedWatermark(this.#doc)];
    if (view === null || watermark === undefined) return;
    if (JSON.stringify(view.state.doc.attrs.watermark ?? null) === JSON.stringify(watermark)) return;
    const transaction = view.state.tr.setDocAttribute("watermark", watermark).setMeta("addToHistory", false);
    view.dispatch(transaction.setMeta(ySyncPluginKey, { isChangeOrigin: true }));
  }
}
