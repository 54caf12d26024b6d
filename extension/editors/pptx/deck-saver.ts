import type { Plain } from "../../../shared/bytes.ts";
import type { ExportedDocument } from "../adapter.ts";
import type { EditorThread } from "../thread/editor-thread.ts";
import type { DeckTasks, WrittenDeck } from "./deck-tasks.ts";
import { deckSender, type SentDeck } from "./sent-deck.ts";
import type { Slide } from "./slide.ts";

/** When the browser never idles, the thread has read the file before the first save is likely. */
const PATIENCE_MS = 4000;

/** What the page would have written. */
export type DeckNow = WrittenDeck<readonly Slide[]>;

/** Has a thread save one presentation. It gets what differs from the file. */
export class DeckSaver {
  readonly #original: Plain;
  readonly #thread: EditorThread<DeckTasks>;
  readonly #untouched: WrittenDeck<SentDeck>;
  readonly #sent: (slides: readonly Slide[]) => SentDeck;

  constructor(original: Plain, untouched: DeckNow, thread: EditorThread<DeckTasks>) {
    this.#original = original;
    this.#thread = thread;
    this.#sent = deckSender(untouched.slides);
    this.#untouched = { slides: this.#sent(untouched.slides), options: untouched.options };
  }

  /** Has the file read while nobody waits for it. Gives what ends that. */
  prepare(): () => void {
    const open = (): void => void this.#open().catch(() => undefined); // whoever saves meets the same
    const handle = requestIdleCallback(open, { timeout: PATIENCE_MS });
    return () => cancelIdleCallback(handle);
  }

  /** @throws EDITOR_EXPORT_FAILED */
  async write({ slides, options }: DeckNow): Promise<Pick<ExportedDocument, "bytes" | "report">> {
    const sent = { slides: this.#sent(slides), options };
    await this.#open();
    return this.#thread.ask("write", sent);
  }

  #open(): Promise<void> {
    return this.#thread.toldFirst("open", { original: this.#original, untouched: this.#untouched });
  }
}
