/** Finds in a passphrase what others would guess first, however it is spelled. */

/** Letters that are commonly written as something else; both sides are folded, so it need not be readable. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  i: "l",
  "!": "l",
  "|": "l",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
};
const FOLDED_CHARACTERS_MIN = 3;

const foldCharacter = (character: string): string => {
  const plain = character.normalize("NFKD").toLowerCase();
  return [...plain]
    .map((each) => LOOKALIKES[each] ?? each)
    .filter((each) => /[\p{L}\p{N}]/u.test(each))
    .join("");
};

const fold = (text: string): string => [...text].map(foldCharacter).join("");

/**
 * What is left of a passphrase without these parts, in its own spelling. Case, spaces, punctuation, marks over letters
 * and the usual digits for letters make no difference; where something was taken out, the spaces and punctuation around
 * the rest go with it. Parts shorter than three letters are left alone.
 */
export function withoutParts(text: string, parts: readonly string[]): string {
  const wanted = parts.map(fold).filter((part) => part.length >= FOLDED_CHARACTERS_MIN);
  const characters = [...text].map((character) => ({ character, folded: foldCharacter(character) }));
  // One place a folded unit, so that an index in the folded text leads back to its character
  const places = characters.flatMap(({ folded }, place) => Array.from(folded, () => place));
  const units = characters.flatMap(({ folded }) => [...folded]);
  const gone = new Set<number>();
  for (const part of wanted) for (const at of findAll(units, [...part])) gone.add(places[at] ?? -1);
  if (gone.size === 0) return text;
  const kept = characters.filter(({ folded }, place) => folded !== "" && !gone.has(place));
  return kept.map(({ character }) => character).join("");
}

/** The indices of all units that belong to an occurrence. */
function findAll(units: readonly string[], part: readonly string[]): number[] {
  const starts = units.flatMap((_, at) => (part.every((unit, i) => units[at + i] === unit) ? [at] : []));
  return starts.flatMap((start) => part.map((_, i) => start + i));
}
