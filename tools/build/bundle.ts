import { existsSync, globSync } from "node:fs";
import { basename } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import type { Target } from "../../extension/manifest.ts";
import { standIns } from "./stand-ins.ts";

/** A script of the extension: where it is written, and its name in the built extension without `.js`. */
export interface Entry {
  readonly in: string;
  readonly out: string;
}

export const PAGES = ["popup", "files", "editor", "welcome", "options", "open"] as const;

const EVERYWHERE: BuildOptions = {
  bundle: true,
  minify: true,
  platform: "browser",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  plugins: [standIns],
  loader: { ".svg": "text", ".woff2": "file", ".woff": "file", ".ttf": "file", ".png": "file" },
  assetNames: "assets/[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  charset: "utf8", // Arabic is a third as long as when it is escaped
  legalComments: "none", // the notices are collected into one file instead
  logLevel: "warning",
  metafile: true,
};

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

/** Bundles everything into `outdir`; pages share chunks, the lone scripts share nothing. Returns what went in. */
export async function bundle(target: Target, outdir: string): Promise<Metafile[]> {
  const common = { ...EVERYWHERE, outdir, target: target === "chrome" ? "chrome137" : "firefox142" };
  const pages = pageEntries();
  const lone = loneEntries();
  const runs = [
    ...(pages.length > 0
      ? [build({ ...common, entryPoints: pages, format: "esm" as const, splitting: true })]
      : []),
    ...(lone.length > 0 ? [build({ ...common, entryPoints: lone, format: "iife" as const })] : []),
  ];
  return (await Promise.all(runs)).flatMap(({ metafile }) => metafile ?? []);
}
