import { unzipSync } from "fflate";
import type { Bytes } from "../../../shared/bytes.ts";
import {
  type Contents,
  type Parts,
  type Relationship,
  relationshipsOf,
  type WrittenRelationship,
} from "./relationships.ts";

const IS_XML = /\.(xml|vml|rels)$/i;

export const isXmlPart = (path: string): boolean => IS_XML.test(path);

/** One state of a package, with its relationships read once. */
export class PackageState {
  readonly parts: Parts;
  readonly #contents: Contents;
  readonly #relationships = new Map<string, readonly WrittenRelationship[]>();

  constructor(parts: Parts, contents: Contents) {
    this.parts = parts;
    this.#contents = contents;
  }

  static read(bytes: Bytes, contents: Contents): PackageState {
    const entries = Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith("/"));
    return new PackageState(new Map(entries), contents);
  }

  relationships(source: string): readonly WrittenRelationship[] {
    const known = this.#relationships.get(source) ?? relationshipsOf(this.parts, source);
    this.#relationships.set(source, known);
    return known;
  }

  /** What a relationship leads to, whatever its id: libraries embed pictures anew, under other names, at each save. */
  meaningOf({ type, target, isExternal, part }: Relationship): string {
    if (isExternal || part === null) return `${type} external ${target}`;
    const content = isXmlPart(part) ? undefined : this.parts.get(part);
    return `${type} ${content === undefined ? part : this.#contents.numberOf(content)}`;
  }

  meaningOfId(source: string, id: string): string | null {
    const found = this.relationships(source).find((each) => each.id === id);
    return found === undefined ? null : this.meaningOf(found);
  }
}
