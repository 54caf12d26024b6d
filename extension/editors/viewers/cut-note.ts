import type { Locale } from "../../ui/locale.ts";

/** A line above what is shown when it is not all; nothing otherwise. */
export function cutNote(lines: number | null, { strings }: Pick<Locale, "strings">): HTMLElement[] {
  if (lines === null) return [];
  const note = document.createElement("p");
  note.className = "viewer-note";
  note.setAttribute("role", "status");
  note.textContent = strings.document.viewer.cut(lines);
  return [note];
}
