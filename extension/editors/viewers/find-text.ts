/** Finding words in what a page shows, across elements, in any case. */

interface Piece {
  readonly node: Text;
  readonly start: number;
}

/** A line break separates words as a space does. */
const isBreak = (node: Node): boolean => node instanceof Element && node.tagName === "BR";

function piecesOf(root: Node): { text: string; pieces: Piece[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const pieces: Piece[] = [];
  let text = "";
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (isBreak(node)) text += " ";
    if (!(node instanceof Text)) continue;
    pieces.push({ node, start: text.length });
    text += node.data;
  }
  return { text, pieces };
}

/** Where words stand in a text. Lower case may be longer than what it stands for; such letters are compared as they are. */
export function placesOf(text: string, words: string): number[] {
  const wanted = folded(words);
  if (wanted === "") return [];
  const within = folded(text);
  const places: number[] = [];
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + wanted.length))
    places.push(at);
  return places;
}

function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text]
    .map((each) => (each.toLowerCase().length === each.length ? each.toLowerCase() : each))
    .join("");
}

/** The places as ranges of the page. */
export function findText(root: Node, words: string): Range[] {
  const { text, pieces } = piecesOf(root);
  let from = 0;
  return placesOf(text, words).flatMap((at) => {
    while ((pieces[from + 1]?.start ?? Number.POSITIVE_INFINITY) <= at) from += 1;
    return rangeOf(pieces, from, { at, length: words.length }) ?? [];
  });
}

function rangeOf(
  pieces: readonly Piece[],
  from: number,
  place: { at: number; length: number },
): Range | null {
  const end = place.at + place.length;
  let last = from;
  while ((pieces[last + 1]?.start ?? Number.POSITIVE_INFINITY) < end) last += 1;
  const [first, final] = [pieces[from], pieces[last]];
  if (!first || !final) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.min(place.at - first.start, first.node.length));
  range.setEnd(final.node, Math.min(end - final.start, final.node.length));
  return range;
}
