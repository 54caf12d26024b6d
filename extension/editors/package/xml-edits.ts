/** One change of a source: `[start, end)` gives way to `text`. An insertion has `start === end`. */
export interface XmlEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Insertions at one place keep the order in which they were asked for, and come before what is taken out from there on. */
const byPlace = (a: XmlEdit, b: XmlEdit): number => a.start - b.start || a.end - b.end;

/**
 * The source between `from` and `to` with all edits done; what no edit covers is copied as it is.
 * @throws RangeError when two edits want the same characters, except that what is taken out may be taken out twice
 */
export function applyEdits(
  source: string,
  edits: readonly XmlEdit[],
  from = 0,
  to: number = source.length,
): string {
  const pieces: string[] = [];
  let at = from;
  for (const { start, end, text } of edits.toSorted(byPlace)) {
    if (start < at) {
      if (end <= at && text === "") continue;
      throw new RangeError("edits overlap");
    }
    pieces.push(source.slice(at, start), text);
    at = end;
  }
  pieces.push(source.slice(at, to));
  return pieces.join("");
}
