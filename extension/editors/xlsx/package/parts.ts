import { unzipSync } from "fflate";
import type { Plain } from "../../../../shared/bytes.ts";
import { decodePart, encodePart } from "../../package/xml-text.ts";
import type { Markup } from "./markup.ts";
import { type MarkupDocument, parseMarkup } from "./parse-markup.ts";

export interface Relationship {
  readonly id: string;
  /** The last word of its type: "worksheet", "styles", … */
  readonly type: string;
  /** The part's name as the package has it; null for what lies outside or is missing. */
  readonly part: string | null;
  readonly target: string;
}

/** Where a target leads from the part that names it. */
function resolved(from: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = from.split("/").slice(0, -1);
  for (const step of target.split("/"))
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  return path.join("/");
}

export function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf("/");
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** The parts of a package, read when asked for. Their names are compared without case, as the format wants. */
export class Parts {
  readonly #original: ReadonlyMap<string, Uint8Array>;
  readonly #bytes: Map<string, Uint8Array>;
  readonly #names: Map<string, string>;
  readonly #documents = new Map<string, MarkupDocument & { encoding: "utf-8" | "utf-16le" | "utf-16be" }>();

  constructor(bytes: Plain) {
    const entries = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith("/"));
    this.#original = new Map(entries);
    this.#bytes = new Map(entries);
    this.#names = new Map(entries.map(([name]) => [name.toLowerCase(), name]));
  }

  names(): string[] {
    return [...this.#bytes.keys()];
  }

  /** The name as the package has it. */
  nameOf(part: string): string | null {
    return this.#names.get(part.toLowerCase()) ?? null;
  }

  bytesOf(part: string): Uint8Array | null {
    return this.#bytes.get(this.nameOf(part) ?? "") ?? null;
  }

  /** @throws SyntaxError when the part is no XML, TypeError when it is no text */
  markup(part: string): Markup | null {
    const name = this.nameOf(part);
    const bytes = this.bytesOf(part);
    if (name === null || bytes === null) return null;
    const known = this.#documents.get(name);
    if (known !== undefined) return known.root;
    const { source, encoding } = decodePart(bytes);
    const document = { ...parseMarkup(source), encoding };
    this.#documents.set(name, document);
    return document.root;
  }

  relationships(part: string): Relationship[] {
    const root = this.markup(relationshipsPart(part));
    return [...(root?.elements("Relationship") ?? [])].map((each) => {
      const target = each.get("Target") ?? "";
      const isOutside = each.get("TargetMode") === "External";
      return {
        id: each.get("Id") ?? "",
        type: (each.get("Type") ?? "").split("/").at(-1) ?? "",
        part: isOutside ? null : this.nameOf(resolved(part, target)),
        target,
      };
    });
  }

  related(part: string, type: string): string[] {
    return this.relationships(part).flatMap((each) =>
      each.type === type && each.part !== null ? [each.part] : [],
    );
  }

  put(part: string, bytes: Uint8Array): void {
    const name = this.nameOf(part) ?? part;
    this.#bytes.set(name, bytes);
    this.#names.set(name.toLowerCase(), name);
    this.#documents.delete(name);
  }

  remove(part: string): void {
    const name = this.nameOf(part);
    if (name === null) return;
    this.#bytes.delete(name);
    this.#names.delete(name.toLowerCase());
    this.#documents.delete(name);
  }

  /** What differs from the package that was opened; null for a part that is gone. */
  changes(): Map<string, Uint8Array | null> {
    const changes = new Map<string, Uint8Array | null>();
    for (const name of this.#original.keys()) if (!this.#bytes.has(name)) changes.set(name, null);
    for (const [name, bytes] of this.#bytes) if (this.#original.get(name) !== bytes) changes.set(name, bytes);
    for (const [name, { prolog, root, epilog, encoding }] of this.#documents)
      if (root.isTouched) changes.set(name, encodePart(`${prolog}${root}${epilog}`, encoding));
    return changes;
  }
}
