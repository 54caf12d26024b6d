import { basename } from "node:path";
import { build } from "esbuild";

/** Address -> script, built as the extension's own workers are; its sealing thread is among them. */
export async function bundleForLab(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [
      "extension/files/stream.worker.ts",
      "tests/bench/in-browser/page.ts",
      "tests/bench/in-browser/*.worker.ts",
    ],
    outdir: "/",
    bundle: true,
    loader: { ".wasm": "binary" },
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2024",
    logLevel: "warning",
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}
