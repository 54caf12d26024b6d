/** Brings what a person types into a shared text, letter by letter; bullets and places for nothing stay out of sight. */
import type { Text } from "yjs";
import {
  type Attributes,
  attributesAt,
  charactersOf,
  isBreak,
  isMarker,
  movedBy,
  NOTHING,
  type Run,
  runsIn,
  spliceBetween,
  withoutBreaks,
} from "./text-runs.ts";

/** The places in the shared text that the person sees as text. */
function visiblePlaces(runs: readonly Run[]): number[] {
  let at = 0;
  return runs
    .flatMap((run) => {
      const start = at;
      at += run.text.length;
      if (isMarker(run)) return [];
      return Array.from(run.text, (character, i) => (character === NOTHING ? -1 : start + i));
    })
    .filter((place) => place >= 0);
}

/** A shared text as people see it: without bullets and places for nothing. */
export function visibleText(text: Text): string {
  const runs = runsIn(text);
  const characters = charactersOf(runs);
  return visiblePlaces(runs)
    .map((place) => characters[place])
    .join("");
}

const withoutBullet = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(withoutBreaks(attributes)).filter(
      ([name]) =>
        !["bulletInfo", "paragraphProperties", "equationXml", "fieldType", "fieldGuid"].includes(name),
    ),
  );

/** The formatting of the character before, at the start of a line that of the one behind. */
function attributesForTyping(runs: readonly Run[], place: number): Attributes {
  const around = [place > 0 ? attributesAt(runs, place - 1) : undefined, attributesAt(runs, place)];
  const isText = (each: Attributes | undefined): boolean =>
    each !== undefined && !isBreak(each) && each.bulletInfo === undefined;
  return withoutBullet(around.find(isText) ?? around.find((each) => each !== undefined) ?? {});
}

/** The bullet of the paragraph that a place is in. */
function markerBefore(runs: readonly Run[], place: number): Run | undefined {
  let at = 0;
  let marker: Run | undefined;
  for (const run of runs) {
    if (at >= place) break;
    const upTo = run.text.slice(0, place - at);
    if (isMarker(run)) marker = run;
    else if (upTo.includes("\n")) marker = undefined;
    at += run.text.length;
  }
  return marker;
}

const nextMarker = ({ text, attributes }: Run): Run => ({
  text: text.replace(/\d+/, (number) => String(Number(number) + 1)),
  attributes,
});

/** What is typed as runs: a new paragraph has the bullet of the one before. */
function typedRuns(inserted: string, attributes: Attributes, marker: Run | undefined): Run[] {
  let mark = marker;
  return inserted.split("\n").flatMap((line, i) => {
    if (i === 0) return [{ text: line, attributes }];
    mark = mark && nextMarker(mark);
    const start: Run[] = [{ text: "\n", attributes }];
    return [...start, ...(mark === undefined ? [] : [mark]), { text: line, attributes }];
  });
}

/** Takes out bullets that no longer stand at the start of a line. */
function dropStrayMarkers(text: Text): void {
  let at = 0;
  let isStart = true;
  for (const run of runsIn(text)) {
    const isStray = isMarker(run) && !isStart;
    if (isStray) text.delete(at, run.text.length);
    else at += run.text.length;
    isStart = run.text.endsWith("\n");
  }
}

/** @param before what the person saw, without bullets; the shared text may have more by now, which stays */
export function writeTyping(text: Text, before: string, after: string): void {
  const runs = runsIn(text);
  const characters = charactersOf(runs);
  const visible = visiblePlaces(runs);
  const shift = spliceBetween(before, visible.map((place) => characters[place]).join(""));
  const edit = spliceBetween(before, after);
  const [from, to] = [movedBy(shift, edit.at), movedBy(shift, edit.at + edit.removed)];
  const placeOf = (shownAt: number): number => visible[shownAt] ?? characters.length;
  const isLineStart = from > 0 && characters[placeOf(from - 1)] === "\n";
  const at = from > 0 && !isLineStart ? placeOf(from - 1) + 1 : placeOf(from);
  const typed = typedRuns(edit.inserted, attributesForTyping(runs, at), markerBefore(runs, at));
  if (to > from) text.delete(placeOf(from), placeOf(to - 1) + 1 - placeOf(from));
  let place = Math.min(at, text.length);
  for (const run of typed) {
    if (run.text !== "") text.insert(place, run.text, run.attributes);
    place += run.text.length;
  }
  if (edit.removed > 0) dropStrayMarkers(text);
}
