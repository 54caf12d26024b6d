/**
 * Two decrypted names count as the same when they are equal after Unicode normalisation, whatever the case: their
 * {@link foldName} is. "Straße.docx" and "STRASSE.DOCX" are; so are a composed and a decomposed "é". Not locale-dependent.
 * The Worker cannot read names, so clients ask this on the head that compare-and-append then guarantees.
 */

/** Tells whether nothing among the siblings has the name. */
export function isNameFree(name: string, siblings: Iterable<string>): boolean {
  return !foldedSet(siblings).has(foldName(name));
}

/**
 * Gives a free name for keeping both: the name itself when it is free, else "Report (2).docx", "Report (3).docx", ….
 * The number goes before the extension; a name that only has a leading dot has no extension.
 * Stays within `maxCodePoints` by shortening what stands before the number; the extension is kept whole.
 */
export function freeName(name: string, siblings: Iterable<string>, maxCodePoints = 255): string {
  const taken = foldedSet(siblings);
  if (!taken.has(foldName(name))) return name;
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  // At most one number for each sibling can be taken, so the loop ends.
  for (let number = 2; ; number++) {
    const candidate = numbered(stem, ` (${number})${extension}`, maxCodePoints);
    if (!taken.has(foldName(candidate))) return candidate;
  }
}

function numbered(stem: string, ending: string, maxCodePoints: number): string {
  const room = Math.max(1, maxCodePoints - [...ending].length);
  return [...stem].slice(0, room).join("").trimEnd() + ending;
}

function foldedSet(names: Iterable<string>): Set<string> {
  return new Set(Array.from(names, foldName));
}

/**
 * The text under which names that count as the same meet; for a Map or Set.
 * Unicode's canonical caseless form as far as the platform offers it. JavaScript has no case folding, so: down, up, down.
 * Up makes "ß" and "ss" meet; the last down is taken letter by letter so that a final sigma is a sigma; the first down is for "ẞ".
 */
export function foldName(name: string): string {
  const upper = name.normalize("NFD").toLowerCase().toUpperCase();
  return Array.from(upper, (letter) => letter.toLowerCase())
    .join("")
    .normalize("NFC");
}
