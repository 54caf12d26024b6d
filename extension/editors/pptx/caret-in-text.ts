import { NOTHING, type Splice } from "./text-runs.ts";

function textsIn(field: Node): Text[] {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode() !== null) texts.push(walker.currentNode as Text);
  return texts;
}

/**
 * Takes out texts without a letter: Firefox would type into them, and Preact sets an empty text again at each drawing, so that
 * every letter would be lost.
 */
export function dropEmptyTexts(field: HTMLElement): void {
  for (const text of textsIn(field)) if (text.length === 0) text.remove();
}

/**
 * Puts the caret into the last line when the library puts it behind all lines: Firefox would begin another line there.
 * @param field gives the field in which the person types, null while there is none
 */
export function keepCaretInText(field: () => HTMLElement | null, signal: AbortSignal): void {
  const look = (): void => {
    const [selection, shown] = [getSelection(), field()];
    if (selection === null || shown === null || !selection.isCollapsed) return;
    if (selection.anchorNode !== shown || selection.anchorOffset === 0) return;
    const text = textsIn(shown).at(-1);
    if (text !== undefined) selection.collapse(text, text.length);
  };
  document.addEventListener("selectionchange", look, { signal });
}

const composing = new WeakSet<EventTarget>();

/** Whether a letter is being put together in a field (an accent, a syllable): its text is the browser's until it is done. */
export const isComposing = (field: HTMLElement): boolean => composing.has(field);

/** Follows that for all fields of the page. */
export function watchComposing(signal: AbortSignal): void {
  const start = ({ target }: Event): void => void (target && composing.add(target));
  const end = ({ target }: Event): void => void (target && composing.delete(target));
  document.addEventListener("compositionstart", start, { signal, capture: true });
  document.addEventListener("compositionend", end, { signal, capture: true });
}

interface Letter {
  readonly text: Text;
  readonly at: number;
  readonly letter: string;
}

const lettersIn = (field: HTMLElement): Letter[] =>
  textsIn(field)
    .flatMap((text) => Array.from(text.data, (_, at) => ({ text, at, letter: text.data[at] ?? "" })))
    .filter(({ letter }) => letter !== "\n" && letter !== NOTHING);

/**
 * Puts what others typed into a field in place; the browser keeps the caret at its letter. False when nothing was done: the
 * field is made of other letters than `shown`, or the stretch of several texts.
 */
export function spliceField(field: HTMLElement, shown: string, edit: Splice): boolean {
  const letters = lettersIn(field);
  const plain = (text: string): string => text.replace(/[\n\u200b]/g, "").replaceAll("\u00a0", " ");
  if (plain(letters.map(({ letter }) => letter).join("")) !== plain(shown)) return false;
  const from = plain(shown.slice(0, edit.at)).length;
  const isLineStart = edit.at === 0 || shown[edit.at - 1] === "\n";
  const [first, last] = [letters[from], letters[from + edit.removed - 1]];
  if (edit.removed > 0) {
    if (first === undefined || last === undefined || last.at - first.at !== edit.removed - 1) return false;
    if (first.text !== last.text) return false;
    first.text.replaceData(first.at, edit.removed, edit.inserted);
    return true;
  }
  const before = isLineStart ? undefined : letters[from - 1];
  if (before !== undefined) before.text.insertData(before.at + 1, edit.inserted);
  else first?.text.insertData(first.at, edit.inserted);
  return before !== undefined || first !== undefined;
}
