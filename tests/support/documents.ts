import { randomBytes } from "node:crypto";
import { zipSync } from "fflate";

/** Files that people meet and editors break on. */

const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

/** A package that unpacks to a thousand times its size. */
export function zipBomb(): Uint8Array {
  const zeros = new Uint8Array(600 * 1024 * 1024);
  return zipSync({
    "[Content_Types].xml": Buffer.from(CONTENT_TYPES),
    "word/document.xml": [zeros, { level: 9 }],
  });
}

/** What Office makes of a document with a password: an OLE file around an encrypted package. */
export function passwordProtected(): Uint8Array {
  const magic = Buffer.from("d0cf11e0a1b11ae1", "hex");
  return Buffer.concat([
    magic,
    randomBytes(2000),
    Buffer.from("EncryptedPackage", "utf16le"),
    randomBytes(2000),
  ]);
}

export const oldWordFile = (): Uint8Array =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), randomBytes(3000)]);

/** A package whose document is cut off. */
export const cutPackage = (): Uint8Array =>
  zipSync({
    "[Content_Types].xml": Buffer.from(CONTENT_TYPES),
    "word/document.xml": randomBytes(5000),
  }).slice(0, 3000);

export const noZip = (): Uint8Array => Buffer.from("Just some words that somebody named .docx");
