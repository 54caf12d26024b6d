import { createHash } from "node:crypto";
import { globSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

const STAMP = "dist/.stamp";
const SOURCES = [
  "{extension,shared,worker,tools}/**/*",
  "package.json",
  "package-lock.json",
  "wrangler.toml",
];

/** Notes what the build in dist/ was made from. */
export const writeStamp = (): Promise<void> => writeFile(STAMP, sourcesStamp());

/** Whether dist/ holds a build of the sources as they are now. */
export async function isBuildCurrent(): Promise<boolean> {
  return (await readFile(STAMP, "utf8").catch(() => "")) === sourcesStamp();
}

function sourcesStamp(): string {
  const hash = createHash("sha256");
  for (const path of globSync(SOURCES).sort()) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest("hex");
}
