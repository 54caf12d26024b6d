import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Puts together what the Worker serves as files: the portal's pages and the built extensions. */
export async function buildSite(): Promise<void> {
  await rm("dist/site", { recursive: true, force: true });
  await mkdir("dist/site", { recursive: true });
  if (existsSync("worker/site")) await cp("worker/site", "dist/site", { recursive: true });
  const archives = (await readdir("dist")).filter((file) => file.endsWith(".zip"));
  await Promise.all(archives.map((file) => cp(join("dist", file), join("dist/site", file))));
}
