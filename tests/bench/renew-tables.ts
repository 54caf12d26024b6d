const MARK = "<!-- tables -->\n";

/** What a heading is about, however large the measurement was: `Live: 20 pages … (load before: 1.0)` is about `Live`. */
const familyOf = (section: string): string => /^### ([^:(\n]*)/.exec(section)?.[1]?.trim() ?? "";

const sectionsOf = (text: string): string[] =>
  text.split(/^(?=### )/m).filter((section) => section.startsWith("### "));

/**
 * The page with these tables behind its mark in the place of those about the same; tables about other things stay.
 * @param sentence goes to the end, in the place of the one before
 */
export function renewTables(page: string, tables: string, sentence: string): string {
  const [text = "", behind = ""] = page.split(MARK);
  const renewed = sectionsOf(tables);
  const families = new Set(renewed.map(familyOf));
  // What follows the last table is the sentence of before
  const kept = sectionsOf(behind)
    .filter((section) => !families.has(familyOf(section)))
    .map((section) => section.slice(0, section.lastIndexOf("|") + 1));
  const all = [...kept, ...renewed.map((section) => section.trimEnd())];
  return `${text}${MARK}\n${all.join("\n\n")}\n\n${sentence}\n`;
}
