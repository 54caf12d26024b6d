import { build } from "esbuild";
import { documentEditor } from "../../tools/build/document-editor.ts";
import { presentationEditor } from "../../tools/build/presentation-editor.ts";
import { standIns } from "../../tools/build/stand-ins.ts";

/** The script of an editor's thread, as the extension's build makes it. */
export async function threadScript(kind: "docx" | "pptx" | "xlsx"): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [`extension/editors/${kind}/${kind}.worker.ts`],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    define: {
      "process.env.NODE_ENV": '"production"',
      global: "globalThis",
      "import.meta.url": "self.location.href",
    },
    plugins: [standIns, documentEditor, presentationEditor],
    target: "es2024",
    logLevel: "error",
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`No script came of the thread of ${kind}.`);
  return script.contents;
}
