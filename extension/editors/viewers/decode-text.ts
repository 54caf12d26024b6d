import type { Bytes } from "../../../shared/bytes.ts";

/** What a page can show without standing still; the rest is in the file. */
export const LINES_MAX = 20_000;
const LENGTH_MAX = 8_000_000;

export interface ShownText {
  readonly text: string;
  /** How many lines are shown when it is not all of them; else null. */
  readonly cutAt: number | null;
}

/** Text of a file: UTF-8 or UTF-16 with a mark, UTF-8 without one, else the bytes as Windows-1252, as old programs wrote them. */
export function decodeText(bytes: Bytes): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The beginning of a text that is too long to be shown whole, cut at the end of a line. */
export function shownText(text: string): ShownText {
  const whole = text.slice(0, LENGTH_MAX);
  let at = -1;
  for (let line = 0; line < LINES_MAX; line++) {
    at = whole.indexOf("\n", at + 1);
    if (at === -1) return text.length > LENGTH_MAX ? cut(whole) : { text, cutAt: null };
  }
  return at === text.length - 1 ? { text, cutAt: null } : cut(whole.slice(0, at));
}

const cut = (text: string): ShownText => ({ text, cutAt: text.split("\n").length });

/** Words as the reader's language divides them. */
export function countText(text: string, locale: string): { words: number; characters: number } {
  const words = new Intl.Segmenter(locale, { granularity: "word" });
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike) count += 1;
  return { words: count, characters: [...text].length };
}
