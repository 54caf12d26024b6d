import { mkdtemp, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { archive } from "../../tools/build/archive.ts";
import { bundleAlone, loneEntries } from "../../tools/build/bundle.ts";
import { productVersion } from "../../tools/build/extension.ts";
import { writeFonts } from "../../tools/build/fonts.ts";

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "strongroom-"));

describe("archive", () => {
  it("is the same for the same files, whenever they were written", async () => {
    const [source, out] = [await folder(), await folder()];
    await writeFile(join(source, "a.txt"), "alice");
    await archive(source, join(out, "1.zip"));
    await utimes(join(source, "a.txt"), 1, 1);
    await archive(source, join(out, "2.zip"));
    expect(await readFile(join(out, "2.zip"))).toEqual(await readFile(join(out, "1.zip")));
  });
});

describe("fonts", () => {
  it("stand in for what documents name, from files of ours only", async () => {
    const out = await folder();
    await writeFonts(out);
    const sheet = await readFile(join(out, "fonts/fonts.css"), "utf8");
    for (const name of ["Calibri", "Cambria", "Arial", "Times New Roman", "Courier New"]) {
      expect(sheet).toContain(`font-family:"${name}";font-style:italic;font-weight:700`);
    }
    expect(sheet).not.toMatch(/url\((?!\/fonts\/[\w.-]+\.woff2\))/);
    expect(await readFile(join(out, "fonts/OFL-carlito.txt"), "utf8")).toContain("SIL Open Font License");
  });
});

it("keeps the background script, which a browser starts again and again, within 60 KiB compressed", async () => {
  const out = await folder();
  const background = loneEntries().filter((entry) => entry.out === "background");
  await bundleAlone("chrome", out, background);
  const script = await readFile(join(out, "background.js"));
  expect(script.length).toBeGreaterThan(10_000);
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(60 * 1024);
});

it("names one version everywhere", async () =>
  expect(await readFile("worker/version.ts", "utf8")).toContain(`VERSION = "${await productVersion()}"`));
