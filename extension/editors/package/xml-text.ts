/** Characters of a part: what stands in the file, and what it means. */

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot|apos));/g;

const referenced = (_: string, hex?: string, decimal?: string, name?: string): string => {
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
  if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
  return NAMED[name ?? ""] ?? "";
};

/** What character data of a well-formed part says: references resolved, line ends as XML 1.0 section 2.11 wants them. */
export const unescapeXml = (raw: string): string =>
  /[&\r]/.test(raw) ? raw.replaceAll(/\r\n?/g, "\n").replaceAll(REFERENCE, referenced) : raw;

/** For character data between tags. A carriage return is written as a reference, because readers drop a bare one. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#xD;");

/** For a value between double quotes; white space other than a blank survives as a reference. */
export const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#xA;").replaceAll("\t", "&#x9;");

const decoders = {
  "utf-8": new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }),
  "utf-16le": new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true }),
  "utf-16be": new TextDecoder("utf-16be", { fatal: true, ignoreBOM: true }),
} as const;

type Encoding = keyof typeof decoders;

/** A part as text, and how to get the same bytes again. */
export interface PartText {
  readonly source: string;
  readonly encoding: Encoding;
}

/** By the byte order mark; Office writes UTF-8, some programs UTF-16. */
function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** A byte order mark stays in the source, so that unchanged text becomes the same bytes. @throws TypeError for a wrong encoding */
export function decodePart(bytes: Uint8Array): PartText {
  const encoding = encodingOf(bytes);
  return { source: decoders[encoding].decode(bytes), encoding };
}

/** The inverse of {@link decodePart}. */
export function encodePart(source: string, encoding: Encoding = "utf-8"): Uint8Array<ArrayBuffer> {
  if (encoding === "utf-8") return new TextEncoder().encode(source);
  const bytes = new Uint8Array(source.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < source.length; i++)
    view.setUint16(i * 2, source.charCodeAt(i), encoding === "utf-16le");
  return bytes;
}
