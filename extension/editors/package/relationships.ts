/** Parts and what points at them. Source: ISO 29500-2, sections 6.5 (relationships) and 6.2 (names of parts). */
import { equalBytes } from "../../../shared/bytes.ts";
import { parseXml } from "./xml-parse.ts";
import { decodePart } from "./xml-text.ts";
import { attributeOf, type XmlElement } from "./xml-tree.ts";

/** Content by name, without directories. */
export type Parts = ReadonlyMap<string, Uint8Array>;

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
  /** Name of the part pointed at; null when it lies outside the package. */
  readonly part: string | null;
}

export interface WrittenRelationship extends Relationship {
  readonly element: XmlElement;
}

/** Where the relationships of a part stand; those of the package for "". */
export const relationshipsPath = (part: string): string => part.replace(/([^/]*)$/, "_rels/$1.rels");

export const isRelationshipsPart = (path: string): boolean => /(^|\/)_rels\/[^/]*\.rels$/.test(path);

/** The part that a relationships part belongs to; "" for the package. */
export const ownerOf = (path: string): string => path.replace(/_rels\/([^/]*)\.rels$/, "$1");

/** The part that a target names, seen from `source`. */
export function resolveTarget(source: string, target: string): string {
  const [path = ""] = target.split("#");
  if (path.startsWith("/")) return path.slice(1);
  const folders = source.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") folders.pop();
    else if (step !== ".") folders.push(step);
  }
  return folders.join("/");
}

/** How `source` names a part. */
export function relativeTarget(source: string, part: string): string {
  const from = source.split("/").slice(0, -1);
  const to = part.split("/");
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return "../".repeat(from.length) + to.join("/");
}

function toRelationship(source: string, element: XmlElement): WrittenRelationship {
  const target = attributeOf(element, "Target") ?? "";
  const isExternal = attributeOf(element, "TargetMode") === "External";
  return {
    id: attributeOf(element, "Id") ?? "",
    type: attributeOf(element, "Type") ?? "",
    target,
    isExternal,
    part: isExternal ? null : resolveTarget(source, target),
    element,
  };
}

/** None when there is no such part or it cannot be read. */
export function relationshipsOf(parts: Parts, source: string): readonly WrittenRelationship[] {
  const bytes = parts.get(relationshipsPath(source));
  if (bytes === undefined) return [];
  try {
    return parseXml(decodePart(bytes).source).root.elements.map((each) => toRelationship(source, each));
  } catch {
    return [];
  }
}

/** Everything that can be reached from the package itself. */
export function reachableParts(parts: Parts): Set<string> {
  const reached = new Set<string>();
  const open = [""];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    for (const { part } of relationshipsOf(parts, source)) {
      if (part === null || !parts.has(part) || reached.has(part)) continue;
      reached.add(part);
      open.push(part);
    }
  }
  return reached;
}

/** One number for the same content, in whatever package and under whatever name. */
export class Contents {
  readonly #bySize = new Map<number, { readonly bytes: Uint8Array; readonly number: number }[]>();
  #count = 0;

  numberOf(bytes: Uint8Array): number {
    const same = this.#bySize.get(bytes.length) ?? [];
    const known = same.find((each) => each.bytes === bytes || equalBytes(each.bytes, bytes));
    if (known !== undefined) return known.number;
    this.#bySize.set(bytes.length, [...same, { bytes, number: ++this.#count }]);
    return this.#count;
  }
}
