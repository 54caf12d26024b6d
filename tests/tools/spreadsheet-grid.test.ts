import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { withChanges } from "../../tools/build/fitting.ts";
import { SPREADSHEET_GRID_CHANGES } from "../../tools/build/spreadsheet-grid.ts";

const installed = (file: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../node_modules/@univerjs/${file}`, import.meta.url)), "utf8");

describe("the grid that is installed", () => {
  it.each(SPREADSHEET_GRID_CHANGES)("is the one that $file was fitted in", async ({ file, to }) => {
    expect(withChanges(SPREADSHEET_GRID_CHANGES, file, await installed(file))).toContain(to);
  });

  it("is refused when it is another", () => {
    expect(() => withChanges(SPREADSHEET_GRID_CHANGES, "core/lib/es/index.js", "")).toThrow("fitted");
  });
});
