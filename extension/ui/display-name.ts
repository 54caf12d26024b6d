/** Longest name that a list draws; a longer one is cut, so that a hostile name cannot slow or fill a page. */
export const MAX_SHOWN_CHARACTERS = 255;

const UNSEEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\u2060-\u2065\ufeff\ufff9-\ufffb]/gu;
const REPLACEMENT = "\ufffd";
const BLANK = "\u2423";
/** No script needs more than three marks on a letter; towers of them would cover the rows around. */
const MARK_TOWERS = /(\p{M}{3})\p{M}+/gu;

/**
 * Makes text that somebody else wrote safe to show on one line.
 * - characters that hide themselves or reorder others (controls, bidirectional overrides) become U+FFFD, so that
 *   `invoice` + RLO + `xcod.exe` cannot pose as a document
 * - a name of nothing but blanks becomes a visible blank
 * - joiners of emoji and of Persian or Indic scripts stay, and so do the plain direction marks
 * - it does NOT change what is stored; never use the result as an identity
 */
export function displayName(text: string): string {
  const head = text.length > MAX_SHOWN_CHARACTERS * 2 ? text.slice(0, MAX_SHOWN_CHARACTERS * 2) : text;
  const characters = [...head];
  const isCut = head.length < text.length || characters.length > MAX_SHOWN_CHARACTERS;
  const shown = isCut ? `${characters.slice(0, MAX_SHOWN_CHARACTERS).join("")}…` : head;
  const harmless = shown.replace(UNSEEN, REPLACEMENT).replace(MARK_TOWERS, "$1");
  return harmless.trim() === "" ? BLANK : harmless;
}

/** Wraps a displayed name in directional isolates, for sentences and attributes where `<bdi>` cannot stand. */
export function isolatedName(text: string): string {
  return `\u2068${displayName(text)}\u2069`;
}

/** Splits a displayed name before its extension, so that a list can shorten the stem and keep the extension in sight. */
export function splitName(shown: string): { readonly stem: string; readonly extension: string } {
  const dot = shown.lastIndexOf(".");
  const isExtension = dot > 0 && /^\.[a-z0-9]{1,5}$/i.test(shown.slice(dot));
  return isExtension
    ? { stem: shown.slice(0, dot), extension: shown.slice(dot) }
    : { stem: shown, extension: "" };
}
