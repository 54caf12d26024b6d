/** Parts that come and go: their relationships and content types with them. */
import { utf8 } from "../../../../shared/bytes.ts";
import type { Markup } from "../package/markup.ts";
import { type Parts, relationshipsPart } from "../package/parts.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "[Content_Types].xml";

export const xmlPart = (markup: string): Uint8Array => utf8(HEAD + markup);

function relationshipsOf(parts: Parts, part: string): Markup | null {
  const name = relationshipsPart(part);
  if (parts.bytesOf(name) === null) parts.put(name, xmlPart(`<Relationships xmlns="${RELATIONSHIPS}"/>`));
  return parts.markup(name);
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf("/") + 1);

export interface NewPart {
  readonly part: string;
  readonly bytes: Uint8Array;
  /** Full URI. */
  readonly type: string;
  readonly contentType: string;
}

/** @returns the id of the relationship from `owner` */
export function addPart(parts: Parts, owner: string, { part, bytes, type, contentType }: NewPart): string {
  parts.put(part, bytes);
  const list = relationshipsOf(parts, owner);
  const taken = new Set([...(list?.elements() ?? [])].map((each) => each.get("Id")));
  let number = taken.size + 1;
  while (taken.has(`rId${number}`)) number++;
  const folder = folderOf(owner);
  const target = part.startsWith(folder) ? part.slice(folder.length) : `/${part}`;
  list?.add(list.make("Relationship", { Id: `rId${number}`, Type: type, Target: target }));
  const types = parts.markup(TYPES);
  types?.add(types.make("Override", { PartName: `/${part}`, ContentType: contentType }));
  return `rId${number}`;
}

function reachable(parts: Parts): Set<string> {
  const seen = new Set<string>();
  const waiting = [""];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop())
    for (const { part: next } of parts.relationships(part))
      if (next !== null && !seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
  return seen;
}

function removePart(parts: Parts, part: string): void {
  parts.remove(part);
  parts.remove(relationshipsPart(part));
  const name = `/${part}`.toLowerCase();
  for (const each of [...(parts.markup(TYPES)?.elements("Override") ?? [])])
    if (each.get("PartName")?.toLowerCase() === name) each.remove();
}

/** Takes relationships away and with them the parts that nothing leads to any more; others may still need the rest. */
export function removeRelated(
  parts: Parts,
  owner: string,
  isRemoved: (id: string, type: string) => boolean,
): void {
  const before = reachable(parts);
  for (const { id, type } of parts.relationships(owner)) {
    if (!isRemoved(id, type)) continue;
    for (const each of [...(parts.markup(relationshipsPart(owner))?.elements() ?? [])])
      if (each.get("Id") === id) each.remove();
  }
  const after = reachable(parts);
  for (const part of before) if (!after.has(part)) removePart(parts, part);
}
