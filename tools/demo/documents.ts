import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type BlankKind, createBlankDocument } from "../../extension/files/blank/blank-document.ts";
import type { Content } from "./person.ts";

/** Real documents where the folder of them is at hand; otherwise the product's own blank ones, with a text. */

const CORPUS = "../shared/corpus/docx";

/** @param sample which document of the folder to take, without its ending */
export async function docx(name: string, sample: string, text: string): Promise<Content> {
  const file = `${CORPUS}/${sample}.docx`;
  if (existsSync(file)) return { name, bytes: new Uint8Array(await readFile(file)) };
  return { name, bytes: withText(createBlankDocument("docx", { locale: "en-US", title: name }), text) };
}

export const blank = (name: string, kind: BlankKind): Content => ({
  name,
  bytes: createBlankDocument(kind, { locale: "en-US", title: name }),
});

/** Puts a line into the one paragraph of a blank document. `text` holds nothing that XML reads as its own. */
function withText(document: Uint8Array<ArrayBuffer>, text: string): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(document);
  const main = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const written = main.replace("</w:pPr></w:p>", `</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`);
  return new Uint8Array(zipSync({ ...parts, "word/document.xml": strToU8(written) }));
}
