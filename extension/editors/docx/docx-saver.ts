import type { Document } from "@eigenpal/docx-editor-core/types/document";
import type { Node } from "prosemirror-model";
import type { Plain } from "../../../shared/bytes.ts";
import type { ExportedDocument } from "../adapter.ts";
import type { EditorThread } from "../thread/editor-thread.ts";
import type { DocxTasks, SentParts, SentText } from "./docx-tasks.ts";
import type { DocxState } from "./write-docx.ts";

/** So long nobody changes the document before a thread begins to read it: that takes a core for seconds, and keys need it. */
const REST_MS = 4000;
/** So long the page converts blocks before keys have their turn again. */
const TURN_MS = 8;

/** What is to happen while nobody changes the document. */
export interface Preparing {
  /** The document was changed. */
  putOff(): void;
  end(): void;
}

/** Has a thread save one document. It gets what changed since the save before, in pieces that hold up no key. */
export class DocxSaver {
  readonly #original: Plain;
  readonly #thread: EditorThread<DocxTasks>;
  /** The blocks that the thread has. */
  #numbers = new Map<Node, number>();
  #count = 0;

  constructor(original: Plain, thread: EditorThread<DocxTasks>) {
    this.#original = original;
    this.#thread = thread;
  }

  /** Has the document read once nobody changes it. A save before that has it read at once. */
  prepare(): Preparing {
    let isEnded = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const putOff = (): void => {
      clearTimeout(timer);
      if (!isEnded) timer = setTimeout(() => void this.#open().catch(() => undefined), REST_MS);
    };
    const end = (): void => {
      isEnded = true;
      clearTimeout(timer);
    };
    putOff();
    return { putOff, end };
  }

  /** The document is taken as it stands when this is called. One at a time. @throws EDITOR_EXPORT_FAILED */
  async write(state: DocxState): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    try {
      return await this.#write(state, partsOf(state.model));
    } catch (cause) {
      this.#thread.tellAnew();
      throw cause;
    }
  }

  async #write(
    { body, margins, comments }: DocxState,
    parts: SentParts,
  ): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    await this.#open();
    const texts = [body, ...margins.values()];
    await this.#sendBlocks(texts.flatMap((text) => text.children));
    const sentMargins = new Map([...margins].map(([id, text]) => [id, this.#sent(text)]));
    const sent = { body: this.#sent(body), margins: sentMargins, parts, comments };
    this.#keepOnly(texts);
    return this.#thread.ask("write", sent);
  }

  #open(): Promise<void> {
    return this.#thread.toldFirst("open", this.#original, () => this.#numbers.clear());
  }

  /** Waits for each answer: other tasks of the page come in between. */
  async #sendBlocks(blocks: readonly Node[]): Promise<void> {
    let [pieces, sinceMs] = [new Map<number, unknown>(), performance.now()];
    for (const block of blocks) {
      if (this.#numbers.has(block)) continue;
      this.#count += 1;
      this.#numbers.set(block, this.#count);
      pieces.set(this.#count, block.toJSON());
      if (performance.now() - sinceMs < TURN_MS) continue;
      await this.#thread.ask("blocks", pieces);
      [pieces, sinceMs] = [new Map(), performance.now()];
    }
    if (pieces.size > 0) await this.#thread.ask("blocks", pieces);
  }

  #sent(text: Node): SentText {
    const blocks = text.children.map((block) => this.#numbers.get(block) ?? 0);
    return { type: text.type.name, attrs: text.attrs, blocks };
  }

  #keepOnly(texts: readonly Node[]): void {
    const kept = new Set(texts.flatMap((text) => text.children));
    for (const block of this.#numbers.keys()) if (!kept.has(block)) this.#numbers.delete(block);
  }
}

function partsOf({ package: { document, media: _media, ...parts } }: Document): SentParts {
  const { content: _content, sections: _sections, ...page } = document;
  return { ...parts, document: page };
}
