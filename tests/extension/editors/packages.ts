import { strToU8, zipSync } from "fflate";
import type { Bytes } from "../../../shared/bytes.ts";

const MAIN = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
  docm: "application/vnd.ms-word.document.macroEnabled.main+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
} as const;

export const contentTypes = (kind: keyof typeof MAIN): string =>
  `<Types><Override PartName="/word/document.xml" ContentType="${MAIN[kind]}"/></Types>`;

type Content = string | Uint8Array;

/** A package of the given parts; a small whole text document where nothing else is said. */
export function packed(parts: Record<string, Content> = {}, level: 0 | 6 = 6): Bytes {
  const all: Record<string, Content> = {
    "[Content_Types].xml": contentTypes("docx"),
    "word/document.xml": "<document>hello</document>",
    ...parts,
  };
  const files = Object.entries(all).map(
    ([path, content]) => [path, typeof content === "string" ? strToU8(content) : content] as const,
  );
  return new Uint8Array(zipSync(Object.fromEntries(files), { level }));
}

/** A copy with `change` done to it. */
export function changed(bytes: Bytes, change: (view: DataView, bytes: Bytes) => void): Bytes {
  const copy = bytes.slice();
  change(new DataView(copy.buffer), copy);
  return copy;
}

/** Where the n-th header with this signature begins, from the front. */
export function headerAt(bytes: Bytes, signature: number, n = 0): number {
  const view = new DataView(bytes.buffer);
  let left = n;
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (view.getUint32(at, true) === signature && left-- === 0) return at;
  }
  throw new Error("no such header");
}

export const CENTRAL = 0x02014b50;
export const LOCAL = 0x04034b50;
export const END = 0x06054b50;
