import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { DOCUMENT_EDITOR_CHANGES } from "../../tools/build/document-editor.ts";
import { withChanges } from "../../tools/build/fitting.ts";

const PACKAGES = ["@eigenpal/docx-editor-react", "@eigenpal/docx-editor-core"];

async function installed(file: string): Promise<string> {
  for (const name of PACKAGES) {
    const path = fileURLToPath(new URL(`../../node_modules/${name}/dist/${file}`, import.meta.url));
    const source = await readFile(path, "utf8").catch(() => null);
    if (source !== null) return source;
  }
  throw new Error(`${file} is in neither package`);
}

describe("the text editor that is installed", () => {
  it.each(DOCUMENT_EDITOR_CHANGES)("is the one that $file was fitted in", async ({ file, from, to }) => {
    const fitted = withChanges(DOCUMENT_EDITOR_CHANGES, file, await installed(file));
    expect(fitted).toContain(to);
    expect(fitted).not.toContain(from);
  });

  it("is refused when it is another", () => {
    expect(() => withChanges(DOCUMENT_EDITOR_CHANGES, "chunk-G2ADB4YD.mjs", "")).toThrow("fitted");
  });
});
