import { globSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";

/** Earliest time that a zip can hold, in local time as zips do: the same archive wherever it is made. */
const NO_TIME = new Date(1980, 0, 1);

/** Packs a folder into `file`, byte for byte the same for the same contents. Returns its size in bytes. */
export async function archive(folder: string, file: string): Promise<number> {
  const paths = globSync("**/*", { cwd: folder })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
  const entries: Zippable = {};
  for (const path of paths)
    entries[path] = [await readFile(join(folder, path)), { mtime: NO_TIME, level: 9 }];
  const zip = zipSync(entries);
  await writeFile(file, zip);
  return zip.length;
}
