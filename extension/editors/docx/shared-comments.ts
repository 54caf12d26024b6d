import type { Comment } from "@eigenpal/docx-editor-core/types/content";
import type { Doc } from "yjs";
import { inOrder } from "./read-docx.ts";
import { commentsIn, commentsOf } from "./shared-fields.ts";

const isSame = (a: Comment, b: Comment | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The threads beside the text. Their anchors are marks in the text and travel with it. */
export class SharedComments {
  readonly #doc: Doc;
  #shown: readonly Comment[];

  constructor(doc: Doc) {
    this.#doc = doc;
    this.#shown = inOrder(commentsIn(doc));
  }

  /** What the editor shows; the same array until something changes. */
  list(): Comment[] {
    return this.#shown as Comment[];
  }

  /** Calls back when somebody changed a thread, this person too. Gives what ends it. */
  watch(onChange: () => void): () => void {
    const look = (): void => {
      this.#shown = inOrder(commentsIn(this.#doc));
      onChange();
    };
    commentsOf(this.#doc).observe(look);
    return () => commentsOf(this.#doc).unobserve(look);
  }

  /** Takes over what the editor made of the list that it showed. What came from others meanwhile stays. */
  take(next: readonly Comment[]): void {
    const before = new Map(this.#shown.map((comment) => [comment.id, comment]));
    const after = new Set(next.map(({ id }) => id));
    const removed = this.#shown.filter(({ id }) => !after.has(id));
    const changed = next.filter((comment) => !isSame(comment, before.get(comment.id)));
    if (removed.length + changed.length === 0) return;
    this.#doc.transact(() => {
      for (const { id } of removed) commentsOf(this.#doc).delete(String(id));
      for (const comment of changed) commentsOf(this.#doc).set(String(comment.id), comment);
    });
  }
}
