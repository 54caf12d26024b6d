/** What an independent program makes of a saved file: LibreOffice without a window, where it is installed. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { promisify } from "node:util";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Bytes } from "../../shared/bytes.ts";

export interface OfficePair {
  readonly name: string;
  readonly kind: string;
  readonly original: Bytes;
  readonly edited: Bytes;
  /** Pages that the edit adds. */
  readonly addedPages: number;
}

export interface OfficeResult {
  readonly name: string;
  readonly isOpened: boolean;
  /** `wanted` counts the pages that the edit adds. */
  readonly pages: { readonly wanted: number; readonly found: number };
  /** Words that the original shows and the edited file does not. The edit itself may hide or split a few. */
  readonly wordsLost: number;
}

interface Pages {
  readonly count: number;
  readonly words: readonly string[];
}

const PATIENCE_MS = 600_000;

export const hasOffice = (): boolean => spawnSync("soffice", ["--version"]).status === 0;

async function readPdf(path: string): Promise<Pages | null> {
  let data: Uint8Array;
  try {
    data = new Uint8Array(readFileSync(path));
  } catch {
    return null;
  }
  const task = getDocument({ data, verbosity: 0 });
  const pdf = await task.promise;
  const words: string[] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    words.push(...text.split(/\s+/).filter((word) => word !== ""));
  }
  await task.destroy();
  return { count: pdf.numPages, words };
}

function lost(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of after) left.set(word, (left.get(word) ?? 0) + 1);
  return before.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  }).length;
}

async function convert(folder: string, names: readonly string[]): Promise<void> {
  const args = [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf"];
  const run = promisify(execFile)("soffice", [...args, "--outdir", folder, ...names], {
    cwd: folder,
    timeout: PATIENCE_MS,
  });
  // Of several files one that fails does not stop the others; what is missing is seen by its missing PDF.
  await run.catch(() => undefined);
}

/** All of them in one run; what has no PDF after it is tried once alone, for a run of many now and then leaves one out. */
async function convertAll(folder: string, names: readonly string[]): Promise<void> {
  await convert(folder, names);
  for (const name of names)
    if (!existsSync(join(folder, `${parse(name).name}.pdf`))) await convert(folder, [name]);
}

/** The words that LibreOffice shows of a file, as they follow each other; null when it cannot open it. */
export async function wordsInOffice(kind: string, bytes: Bytes): Promise<readonly string[] | null> {
  const folder = mkdtempSync(join(tmpdir(), "fidelity-"));
  try {
    writeFileSync(join(folder, `file.${kind}`), bytes);
    await convert(folder, [`file.${kind}`]);
    return (await readPdf(join(folder, "file.pdf")))?.words ?? null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Converts originals and edited files with LibreOffice and compares pages and words. */
export async function compareInOffice(pairs: readonly OfficePair[]): Promise<OfficeResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "fidelity-"));
  try {
    const files = pairs.flatMap(({ kind, original, edited }, n) => [
      [`${n}-a.${kind}`, original] as const,
      [`${n}-b.${kind}`, edited] as const,
    ]);
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    await convertAll(
      folder,
      files.map(([name]) => name),
    );
    const results: OfficeResult[] = [];
    for (const [n, { name, addedPages }] of pairs.entries()) {
      const [before, after] = [
        await readPdf(join(folder, `${n}-a.pdf`)),
        await readPdf(join(folder, `${n}-b.pdf`)),
      ];
      results.push({
        name,
        isOpened: after !== null || before === null,
        pages: { wanted: (before?.count ?? 0) + addedPages, found: after?.count ?? 0 },
        wordsLost: lost(before?.words ?? [], after?.words ?? []),
      });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
