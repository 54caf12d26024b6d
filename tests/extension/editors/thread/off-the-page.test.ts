import { describe, expect, it } from "vitest";
import { linkedFrom, readTree } from "../../../support/imports.ts";

const tree = readTree();
const linked = (path: string): readonly string[] => [...linkedFrom(tree, [path])];

const SAVING = ["extension/editors/package/merge-packages.ts", "extension/editors/export-check.ts"];

describe("what holds up typing", () => {
  it.each([
    ["a text document", "docx", "docx-adapter.tsx"],
    ["a presentation", "pptx", "pptx-adapter.tsx"],
  ])("is not in the page of %s, but in its thread", (_, kind, adapter) => {
    const [page, thread] = [adapter, `${kind}.worker.ts`].map((name) =>
      linked(`extension/editors/${kind}/${name}`),
    );
    expect(SAVING.filter((path) => page?.includes(path))).toEqual([]);
    expect(thread).toEqual(expect.arrayContaining(SAVING));
  });
});
