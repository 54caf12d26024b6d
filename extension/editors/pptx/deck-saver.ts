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
  /** The thread that knows the file, by its number. */
  #told = 0;

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

  async #open(): Promise<void> {
    const number = this.#thread.started();
    if (this.#told === number) return;
    this.#told = number;
    const file = { original: this.#original, untouched: this.#untouched };
    await this.#thread.ask("open", file).catch((cause: unknown) => {
      this.#told = 0; // whoever comes next begins anew
      throw cause;
    });
  }
}
