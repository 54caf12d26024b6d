import { strFromU8, strToU8, unzipSync } from "fflate";
import type { Bytes } from "../../../shared/bytes.ts";
import { rewritePackage } from "../package/rewrite-package.ts";

const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;
/** Below this stand the characters that mean something in XML, and those that a parser would change. */
const FIRST_PLAIN = 0xa0;

function plain(reference: string, hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
  const isPlain = code >= FIRST_PLAIN && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isPlain ? String.fromCodePoint(code) : reference;
}

/**
 * The package for the library's eyes: characters that were written by their number as themselves. The library (1.25.5) takes
 * `&#x2022;` for eight characters. Itself when nothing is written so; never what is saved.
 */
export function withPlainCharacters(bytes: Bytes): Bytes {
  const changed = new Map<string, Uint8Array>();
  const parts = unzipSync(bytes, { filter: ({ name }) => /^ppt\/.*\.xml$/.test(name) });
  for (const [path, part] of Object.entries(parts)) {
    const source = strFromU8(part);
    const text = source.replace(REFERENCE, plain);
    if (text !== source) changed.set(path, strToU8(text));
  }
  return changed.size === 0 ? bytes : rewritePackage(bytes, changed);
}
