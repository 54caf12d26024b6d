/**
 * The pictures of a file are in the file, which everybody in a session has: the shared state only names them, by their
 * hash. Otherwise each beginning, each snapshot and each coming in would carry all of them once more.
 */
import type { Document } from "@eigenpal/docx-editor-core/types/document";
import { toBase64Url } from "../../../shared/bytes.ts";
import { sha256 } from "../../../shared/crypto/hash.ts";

const SCHEME = "picture:";

export class Pictures {
  readonly #names = new Map<string, string>();
  readonly #sources = new Map<string, string>();

  constructor(named: Iterable<readonly [name: string, source: string]> = []) {
    for (const [name, source] of named) {
      this.#names.set(source, name);
      this.#sources.set(name, source);
    }
  }

  /** What the shared state says instead of this source; the source itself where the file has no such picture. */
  nameOf(source: unknown): unknown {
    return typeof source === "string" ? (this.#names.get(source) ?? source) : source;
  }

  /** The other way. A name that the file does not know stays one: it shows nothing, and nothing is asked for it. */
  sourceOf(name: unknown): unknown {
    return typeof name === "string" ? (this.#sources.get(name) ?? name) : name;
  }
}

export const NO_PICTURES = new Pictures();

/** The pictures of a file that was read. */
export async function picturesOf({ package: { media } }: Document): Promise<Pictures> {
  const named = [...(media?.values() ?? [])].map(async ({ data, dataUrl }) => {
    const name = `${SCHEME}${toBase64Url(await sha256(new Uint8Array(data)))}`;
    return dataUrl === undefined ? [] : [[name, dataUrl] as const];
  });
  return new Pictures((await Promise.all(named)).flat());
}
