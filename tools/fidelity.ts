/**
 * `npm run fidelity -- [FOLDER] [--kind docx|pptx|xlsx] [--json FILE] [--doc] [--office]`
 * Opens each document of a folder, changes one thing, saves, and tells what else changed. `--doc` writes docs/fidelity.md,
 * `--office` asks LibreOffice as well. Ends with 1 when something was lost or changed without cause.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { asPlain } from "../shared/bytes.ts";
import type { Driver } from "./fidelity/driver.ts";
import { type FileResult, measureFile } from "./fidelity/measure.ts";
import { compareInOffice, hasOffice, type OfficePair } from "./fidelity/office.ts";
import { fidelityPage } from "./fidelity/page.ts";
import { type Report, tableOf, troublesOf } from "./fidelity/report.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DRIVERS: Readonly<Record<string, () => Promise<Driver>>> = {
  docx: async () => (await import("./fidelity/docx-driver.ts")).docxDriver,
  pptx: async () => (await import("./fidelity/pptx-driver.ts")).pptxDriver,
  xlsx: async () => (await import("./fidelity/xlsx-driver.ts")).xlsxDriver,
};

interface Found {
  readonly name: string;
  readonly path: string;
}

function filesIn(folder: string, kind: string): Found[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(`.${kind}`))
    .sort()
    .map((path) => ({ name: path.replace(/^.*\//, ""), path: join(folder, path) }));
}

/** The libraries talk to the console about what they meet in a document. */
function hush(): void {
  const silent = (): void => undefined;
  Object.assign(console, { info: silent, warn: silent, debug: silent });
}

async function measureKind(folder: string, kind: string, pairs: OfficePair[]): Promise<FileResult[]> {
  const files = filesIn(folder, kind);
  const driver = files.length === 0 ? undefined : await DRIVERS[kind]?.();
  if (driver === undefined) return [];
  const results: FileResult[] = [];
  for (const { name, path } of files) {
    const original = asPlain(new Uint8Array(readFileSync(path)));
    const { result, edited } = await measureFile(driver, name, original);
    results.push(result);
    const addedPages = kind === "pptx" && edited?.edit === "add" ? 1 : 0;
    if (edited !== null) pairs.push({ name, kind, original, edited: edited.bytes, addedPages });
    process.stdout.write(result.refused === null ? "." : "x");
  }
  return results;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "string" },
      kind: { type: "string" },
      doc: { type: "boolean" },
      office: { type: "boolean" },
    },
  });
  const folder = positionals[0] ?? join(ROOT, "../shared/corpus");
  if (!existsSync(folder)) throw new Error(`no folder ${folder}`);
  hush();
  const pairs: OfficePair[] = [];
  const files: FileResult[] = [];
  for (const kind of values.kind === undefined ? Object.keys(DRIVERS) : [values.kind])
    files.push(...(await measureKind(folder, kind, pairs)));
  const office = values.office && hasOffice() ? await compareInOffice(pairs) : null;
  const report: Report = { files, office };
  const troubles = troublesOf(report);
  console.log(`\n${tableOf(report)}\n\n${troubles.join("\n")}`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report, null, 1));
  if (values.doc) writeFileSync(join(ROOT, "docs/fidelity.md"), fidelityPage(report));
  process.exitCode = troubles.length > 0 ? 1 : 0;
}

await main();
// A library keeps a timer running.
process.exit();
