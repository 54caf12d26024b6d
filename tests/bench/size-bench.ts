import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import type { Target } from "../../extension/manifest.ts";
import { bundle, loneEntries, PAGES } from "../../tools/build/bundle.ts";
import type { BrowserName, Figure } from "./figure.ts";

const GZIP_LEVEL = 9;
const BACKGROUND_GOAL_KIB = 60;
const BROWSER_OF: Readonly<Record<Target, BrowserName>> = { chrome: "Chromium", firefox: "Firefox" };

type Outputs = Metafile["outputs"];

/** What a browser reads before a page of the built extension can do anything: its script with all static imports. */
export async function benchSizes(target: Target): Promise<Figure[]> {
  await mkdir("dist", { recursive: true });
  const outdir = await mkdtemp(join("dist", ".sizes-"));
  try {
    const outputs: Outputs = Object.assign({}, ...(await bundle(target, outdir)).map((each) => each.outputs));
    const scripts = [...loneEntries().map(({ out }) => out), ...PAGES].filter(
      (name) => `${outdir}/${name}.js` in outputs,
    );
    const sizes = await Promise.all(scripts.map((name) => sizeOf(outputs, outdir, name, target)));
    return sizes.flat();
  } finally {
    await rm(outdir, { recursive: true });
  }
}

async function sizeOf(outputs: Outputs, outdir: string, name: string, target: Target): Promise<Figure[]> {
  const files = await Promise.all(
    [...closureOf(outputs, `${outdir}/${name}.js`)].map((path) => readFile(path)),
  );
  const kibOf = (pick: (file: Uint8Array) => number) =>
    files.reduce((sum, file) => sum + pick(file), 0) / 1024;
  const figure = { area: "Size", browser: BROWSER_OF[target], unit: "KiB" as const };
  const gzip = kibOf((file) => gzipSync(file, { level: GZIP_LEVEL }).length);
  const goal = name === "background" ? { goal: { atMost: BACKGROUND_GOAL_KIB } } : {};
  return [
    { ...figure, what: `${name}.js with its static imports, minified`, value: kibOf((file) => file.length) },
    { ...figure, what: `${name}.js with its static imports, gzip`, value: gzip, ...goal },
  ];
}

function closureOf(outputs: Outputs, entry: string): ReadonlySet<string> {
  const closure = new Set([entry]);
  for (const path of closure)
    for (const each of outputs[path]?.imports ?? [])
      if (each.kind === "import-statement" && each.external !== true) closure.add(each.path);
  return closure;
}
