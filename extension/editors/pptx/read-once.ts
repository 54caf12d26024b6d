import type { Bytes, Plain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { withPlainCharacters } from "./plain-characters.ts";
import { type LoadedDeck, loadDeck, ownSlides } from "./read-deck.ts";
import type { Slide } from "./slide.ts";

/** Who begins a session makes its state from the file and then shows the file: both from one reading. */

/** A file for the library's viewer, which as it is fitted reads it itself only where nobody has before. */
export type DeckContent = Bytes & { takeRead(): LoadedDeck | undefined };

/** A page shows one file: what was read of another one is not going to be shown. */
let ahead: { readonly bytes: Plain; readonly loaded: LoadedDeck } | null = null;

/** Reads a file that is about to be shown. @throws DOCUMENT_DAMAGED */
export async function readAhead(bytes: Plain): Promise<Slide[]> {
  const loaded = await loadDeck(bytes).catch((cause: unknown) => {
    throw new AppError("DOCUMENT_DAMAGED", { cause });
  });
  forgetRead();
  ahead = { bytes, loaded };
  return ownSlides(loaded.deck.slides);
}

/** Nobody shows what was read ahead: its pictures, which the browser holds open, are given back. */
export function forgetRead(): void {
  ahead?.loaded.handler.dispose();
  ahead = null;
}

const readOf = (bytes: Plain): LoadedDeck | undefined => (ahead?.bytes === bytes ? ahead.loaded : undefined);

function takeRead(bytes: Plain): LoadedDeck | undefined {
  const loaded = readOf(bytes);
  if (loaded) ahead = null;
  return loaded;
}

/** What was read ahead goes to whoever asks first: the library changes what it is given. */
export const contentOf = (bytes: Plain): DeckContent =>
  Object.assign((readOf(bytes)?.plain ?? withPlainCharacters(bytes)).slice(), {
    takeRead: () => takeRead(bytes),
  });
