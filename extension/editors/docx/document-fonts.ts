/**
 * Pages break where text is measured to break, so the fonts must be there before the first measurement: then every member,
 * in every browser, sees the same pages. The faces themselves come from the page's fonts.css under the names that documents use.
 */
import { strFromU8, unzipSync } from "fflate";
import type { Bytes } from "../../../shared/bytes.ts";

const FAMILIES = ["Calibri", "Cambria", "Arial", "Times New Roman", "Courier New"] as const;
const STYLES = ["", "italic ", "bold ", "italic bold "] as const;
const TEXT_PART = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
/** One letter for each part of a face that a person typing in a Latin script may need next. */
const ALWAYS = "aZ\u0151";

/** Each character of the text once: it decides which parts of a face (Cyrillic, Greek, …) are loaded. */
function charactersOf(bytes: Bytes): string {
  const characters = new Set(ALWAYS);
  const parts = unzipSync(bytes, { filter: ({ name }) => TEXT_PART.test(name) });
  for (const part of Object.values(parts)) for (const character of strFromU8(part)) characters.add(character);
  return [...characters].join("");
}

/**
 * Loads the faces that a document of these bytes is measured with. A face that cannot be loaded is left to the
 * browser's own substitute: other page breaks, but the document opens.
 */
export async function loadDocumentFonts(bytes: Bytes): Promise<void> {
  const text = charactersOf(bytes);
  const faces = FAMILIES.flatMap((family) => STYLES.map((style) => `${style}16px "${family}"`));
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, text)));
}
