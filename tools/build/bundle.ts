import { existsSync, globSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import type { Target } from "../../extension/manifest.ts";
import { documentEditor } from "./document-editor.ts";
import { noHyphenation } from "./no-hyphenation.ts";
import { presentationEditor } from "./presentation-editor.ts";
import { spreadsheetGrid } from "./spreadsheet-grid.ts";
import { standIns } from "./stand-ins.ts";

/** A script of the extension: where it is written, and its name in the built extension without `.js`. */
export interface Entry {
  readonly in: string;
  readonly out: string;
}

export const PAGES = ["popup", "files", "editor", "welcome", "options", "open"] as const;

/** Code that only some browsers ever load, by scripts of every kind: a file of its own at the root of the extension. */
const APART = ["shared/crypto/kem-script.ts"];

const apart: Plugin = {
  name: "apart",
  setup(build) {
    const names = APART.map((path) => basename(path).replace(".", "\\."));
    build.onResolve({ filter: new RegExp(`/(?:${names.join("|")})$`) }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: `/${basename(path, ".ts")}.js`, external: true } : null,
    );
  },
};

/**
 * Packages that are cut out of the bundle of the editor that uses them: what an entry can reach gets a file of its own, and
 * a file may not be larger than Mozilla's reviewers' tools read.
 */
const PARTS: readonly Entry[] = ["core", "engine-formula", "engine-render", "sheets-ui"].map((name) => ({
  in: `@univerjs/${name}`,
  out: `parts/${name}`,
}));

const EVERYWHERE: BuildOptions = {
  bundle: true,
  minify: true,
  platform: "browser",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  plugins: [standIns, documentEditor, presentationEditor, spreadsheetGrid, apart, noHyphenation],
  loader: {
    ".wasm": "binary",
    ".svg": "text",
    ".woff2": "file",
    ".woff": "file",
    ".ttf": "file",
    ".png": "file",
  },
  assetNames: "assets/[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  charset: "utf8", // Arabic is a third as long as when it is escaped
  legalComments: "none", // the notices are collected into one file instead
  logLevel: "warning",
  metafile: true,
};

/** A script that is loaded alone is no module, so it has no address of its own to ask for. */
const ALONE = {
  format: "iife",
  define: { ...EVERYWHERE.define, "import.meta.url": "self.location.href" },
} as const;

/** Entry points of pages that are written: `main.tsx`, or `main.ts` where nothing is drawn. */
export function pageEntries(): Entry[] {
  return PAGES.flatMap((page) => {
    const script = [`extension/pages/${page}/main.tsx`, `extension/pages/${page}/main.ts`].find(existsSync);
    return script === undefined ? [] : [{ in: script, out: page }];
  });
}

/** Scripts that browsers load alone: background, content script, and every `*.worker.ts`. */
export function loneEntries(): Entry[] {
  const workers = globSync("extension/**/*.worker.ts").sort();
  return [
    { in: "extension/background/main.ts", out: "background" },
    { in: "extension/content/main.ts", out: "content" },
    ...workers.map((path) => ({ in: path, out: basename(path, ".ts") })),
  ].filter((entry) => existsSync(entry.in));
}

const TARGETS: Readonly<Record<Target, string>> = { chrome: "chrome137", firefox: "firefox142" };

/** Bundles everything into `outdir`; pages share chunks, the lone scripts share nothing. Returns what went in. */
export async function bundle(target: Target, outdir: string): Promise<Metafile[]> {
  const common = { ...EVERYWHERE, outdir, target: TARGETS[target] };
  const pages = pageEntries();
  const runs = [
    build({ ...common, entryPoints: APART, format: "esm" as const, outbase: dirname(APART[0] ?? "") }),
    ...(pages.length > 0
      ? [build({ ...common, entryPoints: [...pages, ...PARTS], format: "esm" as const, splitting: true })]
      : []),
    bundleAlone(target, outdir, loneEntries()),
  ];
  return (await Promise.all(runs)).flatMap(({ metafile }) => metafile ?? []);
}

/** Bundles lone scripts into `outdir`. */
export const bundleAlone = (target: Target, outdir: string, entryPoints: Entry[]) =>
  build({ ...EVERYWHERE, ...ALONE, outdir, target: TARGETS[target], entryPoints });
