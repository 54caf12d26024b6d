import type { PackageState } from "./package-state.ts";
import { isXmlPart } from "./package-state.ts";
import {
  type Contents,
  type Relationship,
  relationshipsPath,
  relativeTarget,
  resolveTarget,
} from "./relationships.ts";
import { applyEdits } from "./xml-edits.ts";
import { encodePart, escapeAttribute } from "./xml-text.ts";

interface States {
  readonly original: PackageState;
  readonly before: PackageState;
  readonly after: PackageState;
}

/** Takes over parts and relationships that are only in the library's save, under names that are free in the original. */
export class NewParts {
  /** Name in the output to name in the library's save. */
  readonly added = new Map<string, string>();
  readonly content = new Map<string, Uint8Array>();
  /** New relationships by the part that they start from. */
  readonly relationships = new Map<string, Relationship[]>();
  readonly #states: States;
  readonly #contents: Contents;
  readonly #names = new Map<string, string>();
  readonly #used: Set<string>;

  constructor(states: States, contents: Contents) {
    this.#states = states;
    this.#contents = contents;
    this.#used = new Set([...states.original.parts.keys()].map((path) => path.toLowerCase()));
  }

  /** The id, among the original's relationships of `source`, of what a relationship of the library's save leads to. */
  idFor(source: string, wanted: Relationship): string {
    const old = this.#states.original.relationships(source);
    const fresh = this.relationships.get(source) ?? [];
    const part = wanted.part === null ? null : this.partFor(wanted.part);
    const isSame = (each: Relationship): boolean =>
      each.type === wanted.type &&
      each.isExternal === wanted.isExternal &&
      (part === null ? each.target === wanted.target : each.part === part);
    const all = [...old, ...fresh];
    const known = all.find((each) => each.id === wanted.id && isSame(each)) ?? all.find(isSame);
    if (known !== undefined) return known.id;
    const id = freeId(wanted.id, new Set(all.map((each) => each.id)));
    const target = part === null ? wanted.target : relativeTarget(source, part);
    this.relationships.set(source, [...fresh, { ...wanted, id, part, target }]);
    return id;
  }

  /** The part of the output that stands for one of the library's save. */
  partFor(path: string): string {
    const known = this.#names.get(path) ?? this.#sameInOriginal(path);
    if (known !== undefined) return known;
    const content = this.#states.after.parts.get(path);
    const name = this.#freeName(path);
    this.#names.set(path, name);
    if (content === undefined) return name;
    this.#used.add(name.toLowerCase());
    this.added.set(name, path);
    this.content.set(name, content);
    this.#takeRelationships(path, name);
    return name;
  }

  #sameInOriginal(path: string): string | undefined {
    const { original, before, after } = this.#states;
    if (original.parts.has(path) && before.parts.has(path) && isXmlPart(path)) return path;
    const content = after.parts.get(path);
    if (content === undefined || isXmlPart(path)) return undefined;
    const number = this.#contents.numberOf(content);
    const isSame = (bytes: Uint8Array | undefined): boolean =>
      bytes !== undefined && bytes.length === content.length && this.#contents.numberOf(bytes) === number;
    if (isSame(original.parts.get(path))) return path;
    return [...original.parts].find(([, bytes]) => isSame(bytes))?.[0];
  }

  #freeName(path: string): string {
    for (let n = 0; ; n++) {
      const name = n === 0 ? path : path.replace(/(\.[^./]+)?$/, `_${n}$1`);
      if (!this.#used.has(name.toLowerCase())) return name;
    }
  }

  /** Ids inside a new part stay good, because its list of relationships is its own. */
  #takeRelationships(path: string, name: string): void {
    const { after } = this.#states;
    const bytes = after.parts.get(relationshipsPath(path));
    const all = after.relationships(path);
    const [first] = all;
    if (bytes === undefined || first === undefined) return;
    const edits = all.flatMap(({ part, target, element }) => {
      const attribute = element.attributes.find(({ name: key }) => key === "Target");
      const wanted = part === null ? null : this.partFor(part);
      if (wanted === null || attribute === undefined || resolveTarget(name, target) === wanted) return [];
      const { start, end } = attribute;
      return [{ start, end, text: `Target="${escapeAttribute(relativeTarget(name, wanted))}"` }];
    });
    const { source } = first.element.document;
    this.content.set(
      relationshipsPath(name),
      edits.length === 0 ? bytes : encodePart(applyEdits(source, edits)),
    );
  }
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 1; used.has(id); n++) id = `${wanted}_${n}`;
  return id;
}
