import { globSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";

const SOURCE = "node_modules/pdfjs-dist";
/** Character maps, colour profiles, the fourteen fonts that every PDF may name, and decoders; no scripts, so no engine to run them. */
const PARTS = [
  "cmaps/*.bcmap",
  "cmaps/LICENSE",
  "iccs/*",
  "standard_fonts/*",
  "wasm/{jbig2,openjpeg,qcms_bg}.wasm",
  "wasm/LICENSE_*",
];

/** Copies what the viewer of PDF reads beside its code into `pdf/`, with the licences. */
export async function writePdfParts(outdir: string): Promise<void> {
  for (const pattern of PARTS) {
    const folder = join(outdir, "pdf", pattern.slice(0, pattern.indexOf("/")));
    await mkdir(folder, { recursive: true });
    const files = globSync(join(SOURCE, pattern));
    if (files.length === 0) throw new Error(`pdfjs-dist has no ${pattern} any more.`);
    await Promise.all(files.map((file) => cp(file, join(folder, basename(file)))));
  }
}
