const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Tells whether every word that was typed stands in one of the texts, whatever the case and accents. */
export function matches(typed: string, ...texts: readonly (string | null)[]): boolean {
  const all = plain(texts.filter((text) => text !== null).join("\n"));
  return plain(typed)
    .split(/\s+/u)
    .every((word) => all.includes(word));
}
