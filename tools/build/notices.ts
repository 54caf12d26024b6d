import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import * as v from "valibot";

const LICENCES_WE_TAKE =
  /^(MIT|Apache-2\.0|BSD-[23]-Clause|0BSD|ISC|MPL-2\.0|OFL-1\.1|Zlib|BlueOak-1\.0\.0)$/;
const PackageSchema = v.object({ name: v.string(), version: v.string(), license: v.string() });

/** The text of every licence of every package that is in the bundles, in alphabetical order of packages. */
export async function notices(metafiles: readonly Metafile[], extra: readonly string[]): Promise<string> {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => linked(inputs));
  const folders = new Set([...inputs.flatMap(packageFolder), ...extra]);
  const parts = await Promise.all([...folders].sort().map(noticeOf));
  return `Strongroom contains the following software. Each part is under its own licence.\n\n${parts.join("\n")}`;
}

const linked = (inputs: Record<string, { bytesInOutput: number }>): string[] =>
  Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));

function packageFolder(path: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[1] === undefined ? [] : [match[1]];
}

async function noticeOf(folder: string): Promise<string> {
  const about = v.parse(PackageSchema, JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  if (!isTaken(about.license))
    throw new Error(`${about.name} is under ${about.license}, which we do not take.`);
  const file = globSync(join(folder, "{LICENSE,LICENCE,license,COPYING}*")).sort()[0];
  const text =
    file !== undefined && existsSync(file) ? await readFile(file, "utf8") : `Licence: ${about.license}`;
  const line = "=".repeat(72);
  return `${line}\n${about.name} ${about.version} (${about.license})\n${line}\n${text.trim()}\n`;
}

/** An expression with OR needs one licence that we take, one with AND needs all. */
function isTaken(expression: string): boolean {
  const words = expression.replace(/[()]/g, "").trim();
  if (words.includes(" AND ")) return words.split(" AND ").every(isTaken);
  return words.split(" OR ").some((licence) => LICENCES_WE_TAKE.test(licence.trim()));
}
