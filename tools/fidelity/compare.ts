import { CONTENT_TYPES } from "../../extension/editors/package/content-types.ts";
import {
  isRelationshipsPart,
  ownerOf,
  type Parts,
  reachableParts,
  relationshipsOf,
} from "../../extension/editors/package/relationships.ts";
import { parseXml } from "../../extension/editors/package/xml-parse.ts";
import { decodePart } from "../../extension/editors/package/xml-text.ts";
import { attributeOf, sourceOf, type XmlElement } from "../../extension/editors/package/xml-tree.ts";
import { equalBytes } from "../../shared/bytes.ts";
import type { Allowed } from "./driver.ts";

/** What one save did to a package besides what it was asked for. */
export interface Comparison {
  readonly partsLost: readonly string[];
  /** Parts that the edit had no business with: all of them, and those that differ. */
  readonly untouched: number;
  readonly changedWithoutCause: readonly string[];
  readonly elementsWithoutCause: number;
  readonly malformed: readonly string[];
  /** Relationships to nothing, ids without a relationship, parts without a type. */
  readonly broken: readonly string[];
}

const REFERENCE =
  /^\{http:\/\/schemas\.openxmlformats\.org\/officeDocument\/2006\/relationships\}(id|embed|link|pict|dm|lo|qs|cs)$/;
const isXml = (path: string): boolean => /\.(xml|rels|vml)$/i.test(path);
const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && a.length === b.length && equalBytes(a, b);

const within = (element: XmlElement): XmlElement[] => [element, ...element.elements.flatMap(within)];
const isParagraph = ({ name }: XmlElement): boolean => /^(\w+:)?p$/.test(name);

/** Parts that nothing but a slide which was deleted led to. */
function gone(original: Parts, output: Parts): Set<string> {
  const slides = [...original.keys()].filter(
    (path) => /^ppt\/slides\/[^/]+$/.test(path) && !output.has(path),
  );
  const left = new Map([...original].filter(([path]) => !slides.includes(path)));
  const reached = reachableParts(left);
  const all = [...reachableParts(original)].filter((path) => !reached.has(path));
  return new Set(slides.length === 0 ? [] : [...slides, ...all, ...all.map(relationshipsOfPart)]);
}

const relationshipsOfPart = (path: string): string => path.replace(/([^/]*)$/, "_rels/$1.rels");

/** How many of `before` are not in `after`, each as often as it occurs. */
function missing(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of after) left.set(each, (left.get(each) ?? 0) + 1);
  return before.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  }).length;
}

interface Pieces {
  readonly paragraphs: string[];
  readonly others: string[];
}

/** Outermost paragraphs as they are written, and the opening tags of everything that is not in one. */
function piecesOf(element: XmlElement, pieces: Pieces = { paragraphs: [], others: [] }): Pieces {
  if (isParagraph(element)) pieces.paragraphs.push(sourceOf(element));
  else {
    const { source } = element.document;
    const text = element.elements.length === 0 ? source.slice(element.openEnd, element.closeStart) : "";
    pieces.others.push(source.slice(element.start, element.openEnd).replace(/\s*\/?>$/, "") + text);
    for (const child of element.elements) piecesOf(child, pieces);
  }
  return pieces;
}

const readXml = (bytes: Uint8Array): XmlElement => parseXml(decodePart(bytes).source).root;

function elementsWithoutCause(before: Uint8Array, after: Uint8Array, allowed: Allowed): number {
  const [old, now] = [piecesOf(readXml(before)), piecesOf(readXml(after))];
  const paragraphs = missing(old.paragraphs, now.paragraphs) - allowed.paragraphs;
  const others = missing(old.others, now.others) - allowed.others;
  return Math.max(0, paragraphs) + Math.max(0, others);
}

function isMalformed(bytes: Uint8Array): boolean {
  try {
    readXml(bytes);
    return false;
  } catch {
    return true;
  }
}

function danglingTargets(parts: Parts): string[] {
  return [...parts.keys()].filter(isRelationshipsPart).flatMap((path) =>
    relationshipsOf(parts, ownerOf(path))
      .filter(({ part }) => part !== null && !parts.has(part) && !parts.has(decodeURI(part)))
      .map(({ target }) => `${path}: ${target}`),
  );
}

function unknownIds(parts: Parts, path: string): string[] {
  const bytes = parts.get(path);
  if (bytes === undefined || !isXml(path) || isRelationshipsPart(path) || isMalformed(bytes)) return [];
  const known = new Set(relationshipsOf(parts, path).map(({ id }) => id));
  const used = within(readXml(bytes)).flatMap(({ attributes }) =>
    attributes.filter(({ key }) => REFERENCE.test(key)),
  );
  return used
    .filter(({ value }) => value !== "" && !known.has(value))
    .map(({ value }) => `${path}: ${value}`);
}

function untyped(parts: Parts): string[] {
  const types = readXml(parts.get(CONTENT_TYPES) ?? new Uint8Array()).elements;
  const names = new Set(
    types.map((each) =>
      (attributeOf(each, "PartName") ?? `.${attributeOf(each, "Extension")}`).toLowerCase(),
    ),
  );
  return [...parts.keys()].filter(
    (path) =>
      path !== CONTENT_TYPES &&
      !names.has(`/${path.toLowerCase()}`) &&
      !names.has(path.slice(path.lastIndexOf(".")).toLowerCase()),
  );
}

/** Troubles that the output has and the original had not. */
function newTroubles(
  original: Parts,
  output: Parts,
  changed: readonly string[],
  malformed: readonly string[],
) {
  const find = (parts: Parts): string[] => [
    ...danglingTargets(parts),
    ...changed.flatMap((path) => unknownIds(parts, path)),
    ...untyped(parts).map((path) => `${path}: no type`),
  ];
  const old = new Set(malformed.length > 0 ? [] : find(original));
  return malformed.length > 0 ? [] : find(output).filter((each) => !old.has(each));
}

/** Compares what was opened with what was saved after edits that may change no more than `allowed`. */
export function compare(original: Parts, output: Parts, allowed: Allowed): Comparison {
  const expected = gone(original, output);
  const rest = [...original.keys()].filter((path) => !expected.has(path));
  const changed = rest.filter((path) => output.has(path) && !same(original.get(path), output.get(path)));
  const added = [...output.keys()].filter((path) => !original.has(path));
  const isSpoilt = (parts: Parts, path: string): boolean => {
    const bytes = parts.get(path);
    return bytes !== undefined && isXml(path) && isMalformed(bytes);
  };
  const spoilt = [...changed, ...added].filter((path) => isSpoilt(output, path));
  const malformed = spoilt.filter((path) => !isSpoilt(original, path));
  const asked = changed.filter(
    (path) => isXml(path) && allowed.parts.test(path) && !spoilt.includes(path) && !isSpoilt(original, path),
  );
  // The lists of types and relationships no longer name what went.
  const listed = { ...allowed, others: allowed.others + expected.size };
  const isList = (path: string): boolean => path === CONTENT_TYPES || isRelationshipsPart(path);
  const count = (path: string): number =>
    elementsWithoutCause(
      original.get(path) ?? new Uint8Array(),
      output.get(path) ?? new Uint8Array(),
      isList(path) ? listed : allowed,
    );
  return {
    partsLost: rest.filter((path) => !output.has(path) && allowed.mayGo?.test(path) !== true),
    untouched: rest.filter((path) => !asked.includes(path)).length,
    changedWithoutCause: changed.filter((path) => !allowed.parts.test(path)),
    elementsWithoutCause: asked.reduce((sum, path) => sum + count(path), 0),
    malformed,
    broken: newTroubles(original, output, [...changed, ...added], spoilt),
  };
}
