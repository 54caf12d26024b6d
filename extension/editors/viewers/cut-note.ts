import type { Locale } from "../../ui/locale.ts";

/** A line above what is shown when it is not all; nothing otherwise. */
export function cutNote(lines: number | null, { strings }: Pick<Locale, "strings">): HTMLElement[] {
  return lines === null ? [] : [viewerNote(strings.document.viewer.cut(lines))];
}

export function viewerNote(words: string): HTMLElement {
  const note = document.createElement("p");
  note.className = "viewer-note";
  note.setAttribute("role", "status");
  note.textContent = words;
  return note;
}
