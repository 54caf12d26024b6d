import { createHash } from "node:crypto";
import { globSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The file that the options page shows, so that two people can tell whether they run the same program. */
const FILE = "build.txt";

/** Writes the SHA-256 over all files of a built extension, each with its path and length, in hex. */
export async function writeBuildHash(folder: string): Promise<void> {
  const paths = globSync("**/*", { cwd: folder })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path !== FILE && statSync(join(folder, path)).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  await writeFile(join(folder, FILE), `${hash.digest("hex")}\n`);
}
