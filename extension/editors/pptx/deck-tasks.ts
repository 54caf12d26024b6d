import type { Plain } from "../../../shared/bytes.ts";
import type { ExportedDocument } from "../adapter.ts";
import type { SentDeck } from "./sent-deck.ts";

/** What the library writes: slides, and what it knows of the whole file. */
export interface WrittenDeck<Slides> {
  readonly slides: Slides;
  readonly options: unknown;
}

/** What the thread of a presentation is asked. A type, because an interface has no index signature. */
export type DeckTasks = {
  /** First of all, the file as it was opened, and what the library would write of it. */
  readonly open: {
    readonly input: { readonly original: Plain; readonly untouched: WrittenDeck<SentDeck> };
    readonly result: undefined;
  };
  readonly write: {
    readonly input: WrittenDeck<SentDeck>;
    readonly result: Pick<ExportedDocument, "bytes" | "report">;
  };
};
