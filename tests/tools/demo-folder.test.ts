import { mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DemoFolder } from "../../tools/demo/demo-folder.ts";

const URL = "http://127.0.0.1:8790";
const DEMO = { people: [], invitation: "an address" };

const newFolder = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), "strongroom-")), "demo");

/** A portal's database, as far as anybody who deletes cares. */
async function putPortal(folder: string): Promise<string> {
  await mkdir(join(folder, "portal"), { recursive: true });
  const file = join(folder, "portal", "database");
  await writeFile(file, "work of years");
  return file;
}

describe("the folder of a demo", () => {
  it("gives the demo that was made in it", async () => {
    const folder = new DemoFolder(await newFolder());
    expect(await folder.open(URL)).toBeNull();
    await folder.keep(URL, DEMO);
    expect(await folder.open(URL)).toMatchObject(DEMO);
  });

  it("is cleared of a demo that was ended half-way", async () => {
    const path = await newFolder();
    await new DemoFolder(path).open(URL);
    const file = await putPortal(path);
    expect(await new DemoFolder(path).open(URL)).toBeNull();
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  it("is refused, and left as it is, when a portal is in it that no demo made", async () => {
    const path = await newFolder();
    const file = await putPortal(path);
    await expect(new DemoFolder(path).open(URL)).rejects.toThrow("no demo has made");
    expect(await readFile(file, "utf8")).toBe("work of years");
  });

  it("is refused, and left as it is, when the demo in it has another address", async () => {
    const path = await newFolder();
    const folder = new DemoFolder(path);
    await folder.open("http://127.0.0.1:9000");
    const file = await putPortal(path);
    await folder.keep("http://127.0.0.1:9000", DEMO);
    await expect(new DemoFolder(path).open(URL)).rejects.toThrow("http://127.0.0.1:9000");
    expect(await readFile(file, "utf8")).toBe("work of years");
  });
});
