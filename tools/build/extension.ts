import { existsSync, globSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { manifest, type Target } from "../../extension/manifest.ts";
import { writeBuildHash } from "./build-hash.ts";
import { bundle, PAGES } from "./bundle.ts";
import { writeFonts } from "./fonts.ts";
import { notices } from "./notices.ts";
import { writePages } from "./pages.ts";
import { writePdfParts } from "./pdf-parts.ts";

/** What Mozilla's reviewers' tools can read: larger files are refused there. */
const FILE_SIZE_MAX_BYTES = 5_000_000;
const OWN_FILES = ["LICENSE"];

/** Builds one extension into `dist/<target>`, replacing the one before only when the new one is whole. */
export async function buildExtension(target: Target, version: string): Promise<void> {
  const outdir = join("dist", `.${target}-${process.pid}`);
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  try {
    await fillFolder(outdir, target, version);
    await rm(join("dist", target), { recursive: true, force: true });
    await rename(outdir, join("dist", target));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

async function fillFolder(outdir: string, target: Target, version: string): Promise<void> {
  const metafiles = await bundle(target, outdir);
  const fontPackages = globSync("node_modules/@fontsource/*").sort();
  await Promise.all([
    writeFile(join(outdir, "manifest.json"), `${JSON.stringify(manifest(target, version), null, 2)}\n`),
    writeFile(join(outdir, "THIRD-PARTY-NOTICES.txt"), await notices(metafiles, fontPackages)),
    writePages(outdir),
    writeFonts(outdir),
    writePdfParts(outdir),
    cp("extension/icons", join(outdir, "icons"), { recursive: true }),
    ...OWN_FILES.filter(existsSync).map((file) => cp(file, join(outdir, file))),
  ]);
  refuseLargeFiles(outdir);
  await writeBuildHash(outdir);
}

function refuseLargeFiles(outdir: string): void {
  const large = globSync(`${outdir}/**/*`).filter((path) => statSync(path).size > FILE_SIZE_MAX_BYTES);
  if (large.length > 0) throw new Error(`Larger than ${FILE_SIZE_MAX_BYTES} bytes: ${large.join(", ")}`);
}

/** What a whole extension needs and is not written yet. */
export function missingParts(): string[] {
  const scripts = ["extension/background/main.ts", "extension/content/main.ts"];
  const documents = PAGES.map((page) => `extension/pages/${page}/index.html`);
  return [...scripts, ...documents, "worker/index.ts"].filter((path) => !existsSync(path));
}

/** The product's version, kept in one place. */
export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  return version;
}
