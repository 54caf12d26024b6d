/**
 * Bullets and numbers stand as characters in the field in which a text is edited, and as segments in the library's text.
 * Neither is text: what is typed is told apart from them here.
 */
import type { TextSegment } from "./slide.ts";
import { isMarker, runsOf, type Splice, spliceBetween } from "./text-runs.ts";

/** The bullets and numbers of a text. */
export const marksOf = (segments: readonly TextSegment[]): ReadonlySet<string> =>
  new Set(runsOf(segments).flatMap((run) => (isMarker(run) ? [run.text] : [])));

/** What stands in a field without the bullets before its lines, whole or half deleted. */
export function withoutMarks(shown: string, marks: ReadonlySet<string>): string {
  if (marks.size === 0) return shown;
  const starts = [...marks].flatMap((mark) => [mark, mark.trimEnd()]);
  const bare = (line: string): string =>
    line.slice(starts.find((each) => line.startsWith(each))?.length ?? 0);
  return shown.split("\n").map(bare).join("\n");
}

/**
 * What turns the text in a field into `now`, as the stretch of what the field shows, bullets included.
 * Null when it is nothing, or reaches over the end of a line: a field's lines are elements of the page.
 */
export function editInField(shown: string, text: string, now: string): Splice | null {
  const edit = spliceBetween(text, now);
  const changed = edit.inserted + text.slice(edit.at, edit.at + edit.removed);
  const [lines, shownLines] = [text.split("\n"), shown.split("\n")];
  if (changed === "" || changed.includes("\n") || lines.length !== shownLines.length) return null;
  const before = text.slice(0, edit.at).split("\n").length;
  const marks = shownLines
    .slice(0, before)
    .reduce((sum, line, i) => sum + line.length - (lines[i]?.length ?? 0), 0);
  return { ...edit, at: edit.at + marks };
}
