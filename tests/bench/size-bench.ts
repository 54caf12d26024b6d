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
  const entry = `${outdir}/${name}.js`;
  const now = closureOf(outputs, entry, ["import-statement"]);
  const all = closureOf(outputs, entry, ["import-statement", "dynamic-import"]);
  const later = new Set([...all].filter((path) => !now.has(path)));
  const goal = name === "background" ? { goal: { atMost: BACKGROUND_GOAL_KIB } } : {};
  return [
    ...(await figuresOf(`${name}.js and its static imports`, now, target, goal)),
    ...(later.size === 0 ? [] : await figuresOf(`${name}.js, loaded when needed`, later, target)),
  ];
}

async function figuresOf(
  what: string,
  paths: ReadonlySet<string>,
  target: Target,
  goal: Pick<Figure, "goal"> = {},
): Promise<Figure[]> {
  const files = await Promise.all([...paths].map((path) => readFile(path)));
  const kibOf = (pick: (file: Uint8Array) => number) =>
    files.reduce((sum, file) => sum + pick(file), 0) / 1024;
  const figure = { area: "Size", browser: BROWSER_OF[target], unit: "KiB" as const };
  const gzip = kibOf((file) => gzipSync(file, { level: GZIP_LEVEL }).length);
  return [
    { ...figure, what: `${what}, minified`, value: kibOf((file) => file.length) },
    { ...figure, what: `${what}, gzip`, value: gzip, ...goal },
  ];
}

function closureOf(outputs: Outputs, entry: string, kinds: readonly string[]): ReadonlySet<string> {
  const closure = new Set([entry]);
  for (const path of closure)
    for (const each of outputs[path]?.imports ?? [])
      if (kinds.includes(each.kind) && each.external !== true) closure.add(each.path);
  return closure;
}
