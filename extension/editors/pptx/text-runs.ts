/**
 * The library's text segments as runs of a shared text, character by character with their formatting as attributes:
 * two people who type in one paragraph both keep what they typed.
 */
import type { Text } from "yjs";
import type { TextSegment } from "./slide.ts";

export type Attributes = Readonly<Record<string, string>>;

export interface Run {
  readonly text: string;
  readonly attributes: Attributes;
}

/** Stands for a segment without characters, so that its formatting has a place. */
export const NOTHING = "\u200b";
const BREAKS = ["isParagraphBreak", "isLineBreak"] as const;
const STYLE = "style.";

function attributesOf(segment: TextSegment): Attributes {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(segment)) {
    if (name === "text" || name === "style" || value === undefined) continue;
    attributes[name] = JSON.stringify(value);
  }
  for (const [name, value] of Object.entries(segment.style ?? {})) {
    if (value !== undefined) attributes[STYLE + name] = JSON.stringify(value);
  }
  return attributes;
}

export const isBreak = (attributes: Attributes): boolean =>
  BREAKS.some((name) => attributes[name] === "true");

export function runsOf(segments: readonly TextSegment[]): Run[] {
  return segments.map((segment) => {
    const attributes = attributesOf(segment);
    if (isBreak(attributes)) return { text: "\n", attributes };
    return { text: segment.text === "" ? NOTHING : segment.text, attributes };
  });
}

/** A value as it was written; undefined when it is none. */
function soundValue(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function segmentOf(text: string, attributes: Attributes): TextSegment {
  const segment: Record<string, unknown> = {};
  const style: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const parsed = soundValue(value);
    if (parsed === undefined) continue;
    if (name.startsWith(STYLE)) style[name.slice(STYLE.length)] = parsed;
    else segment[name] = parsed;
  }
  return { ...segment, text, style };
}

export const withoutBreaks = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !BREAKS.some((each) => each === name)));

/** One run of equal formatting: its breaks apart, and its places for nothing only where nothing else stands. */
function segmentsOfRun({ text, attributes }: Run): TextSegment[] {
  const pieces = text.split(/(\n)/).filter((piece) => piece !== "");
  return pieces.map((piece) => {
    if (piece !== "\n") return segmentOf(piece.replaceAll(NOTHING, ""), withoutBreaks(attributes));
    const { isLineBreak, bulletInfo: _bullet, ...rest } = attributes;
    return segmentOf("\n", isLineBreak === "true" ? attributes : { ...rest, isParagraphBreak: "true" });
  });
}

/** Formatting is written as text; everything else is passed over. */
const soundAttributes = (attributes: Attributes | undefined): Attributes =>
  Object.fromEntries(Object.entries(attributes ?? {}).filter(([, value]) => typeof value === "string"));

export function runsIn(text: Text): Run[] {
  const delta = text.toDelta() as readonly { insert?: unknown; attributes?: Attributes }[];
  return delta.flatMap(({ insert, attributes }) =>
    typeof insert === "string" ? [{ text: insert, attributes: soundAttributes(attributes) }] : [],
  );
}

/** A bullet or number before a paragraph: the library keeps it as a segment of the text, whose characters are no text. */
export function isMarker({ text, attributes }: Run): boolean {
  if (attributes.bulletInfo === undefined) return false;
  const { none, char, autoNumType } = (soundValue(attributes.bulletInfo) ?? {}) as Record<string, unknown>;
  if (none === true) return false;
  if (typeof char === "string") return text === `${char} `;
  return typeof autoNumType === "string" ? /^\(?[0-9a-z]{1,6}[.)]?\s*$/i.test(text) : /^\S{1,2} $/.test(text);
}

const isEmptySegment = ({ text, equationXml, fieldType }: TextSegment): boolean =>
  text === "" && equationXml === undefined && fieldType === undefined;

/** Leaves out the empty segments of paragraphs that got characters. */
function withoutSpareEmpties(segments: readonly TextSegment[]): TextSegment[] {
  const isEnd = (segment: TextSegment | undefined): boolean => segment === undefined || segment.text === "\n";
  return segments.filter(
    (segment, i) => !isEmptySegment(segment) || (isEnd(segments[i - 1]) && isEnd(segments[i + 1])),
  );
}

/** The segments that a shared text stands for. */
export function segmentsIn(text: Text): TextSegment[] {
  return withoutSpareEmpties(runsIn(text).flatMap(segmentsOfRun));
}

function merged(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  for (const run of runs) {
    const last = made.at(-1);
    if (last === undefined || Object.keys(formatting(last.attributes, run.attributes)).length > 0)
      made.push(run);
    else made[made.length - 1] = { ...last, text: last.text + run.text };
  }
  return made;
}

/** Whether a shared text says exactly what the segments say. */
export function standsFor(text: Text, segments: readonly TextSegment[]): boolean {
  const [shared, own] = [merged(runsIn(text)), merged(runsOf(segments))];
  return (
    shared.length === own.length &&
    shared.every((run, i) => {
      const other = own[i];
      return (
        other?.text === run.text && Object.keys(formatting(run.attributes, other.attributes)).length === 0
      );
    })
  );
}

/** What the library keeps beside the segments: their characters. */
export const plainText = (segments: readonly TextSegment[]): string =>
  segments.map(({ text }) => text).join("");

/** Fills an empty shared text. */
export function fillText(text: Text, segments: readonly TextSegment[]): void {
  let at = 0;
  for (const run of runsOf(segments)) {
    text.insert(at, run.text, run.attributes);
    at += run.text.length;
  }
}

export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The one stretch in which two texts differ; never half a character outside the basic plane. */
export function spliceBetween(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start -= 1;
  let tail = 0;
  const same = (n: number): boolean =>
    before.charCodeAt(before.length - 1 - n) === after.charCodeAt(after.length - 1 - n);
  while (tail < shorter - start && same(tail)) tail += 1;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return {
    at: start,
    removed: before.length - tail - start,
    inserted: after.slice(start, after.length - tail),
  };
}

/** Where a place in a text lies after a stretch of it was replaced. */
export function movedBy({ at, removed, inserted }: Splice, place: number): number {
  if (place <= at) return place;
  return place >= at + removed ? place + inserted.length - removed : at + inserted.length;
}

export const charactersOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");

export function attributesAt(runs: readonly Run[], place: number): Attributes | undefined {
  let end = 0;
  return runs.find((run) => {
    end += run.text.length;
    return place < end;
  })?.attributes;
}

/** The formatting that differs on a character, as what to set: null takes away. */
function formatting(before: Attributes, after: Attributes): Record<string, string | null> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? null]),
  );
}

function insertRuns(text: Text, at: number, runs: readonly Run[], from: number, to: number): void {
  let start = 0;
  let place = at;
  for (const run of runs) {
    const piece = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (piece !== "") text.insert(place, piece, run.attributes);
    place += piece.length;
    start += run.text.length;
  }
}

/** Stretches of one length whose formatting changes in one way. */
function formatRuns(
  text: Text,
  before: readonly Run[],
  after: readonly Run[],
  edit: Splice,
  shift: Splice,
): void {
  const characters = charactersOf(before);
  let length = 1;
  for (let i = 0; i < characters.length; i += length) {
    length = isHigh(characters.charCodeAt(i)) ? 2 : 1;
    if (i >= edit.at && i < edit.at + edit.removed) continue;
    const now = movedBy(edit, i);
    const changes = formatting(attributesAt(before, i) ?? {}, attributesAt(after, now) ?? {});
    if (Object.keys(changes).length > 0) text.format(movedBy(edit, movedBy(shift, i)), length, changes);
  }
}

/**
 * Brings what changed from `before` to `after` into a shared text, which others may have changed since `before`:
 * their characters stay.
 */
export function writeSegments(
  text: Text,
  before: readonly TextSegment[],
  after: readonly TextSegment[],
): void {
  const [old, next] = [runsOf(before), runsOf(after)];
  const [oldText, nextText] = [charactersOf(old), charactersOf(next)];
  const shift = spliceBetween(oldText, charactersOf(runsIn(text)));
  const edit = spliceBetween(oldText, nextText);
  const from = movedBy(shift, edit.at);
  const to = movedBy(shift, edit.at + edit.removed);
  if (to > from) text.delete(from, to - from);
  insertRuns(text, from, next, edit.at, edit.at + edit.inserted.length);
  formatRuns(text, old, next, edit, shift);
}
