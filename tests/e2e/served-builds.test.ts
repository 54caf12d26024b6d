import { createHash } from "node:crypto";
import { globSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS } from "../support/browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What a stranger gets at the portal's download buttons is what was built, and nothing else. */

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Follows the page's own button. */
async function download(name: string): Promise<Uint8Array> {
  const page = await (await fetch(`${server.url}/`)).text();
  const [, href = ""] = new RegExp(`href="([^"]*-${name}[.]zip)" download`).exec(page) ?? [];
  const answer = await fetch(new URL(href, server.url));
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

const filesOf = (folder: string): string[] =>
  globSync("**/*", { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());

describe.each(BROWSERS)("the portal's download for %s", (name) => {
  it("is byte for byte the archive that was built", async () => {
    const built = await readFile(`dist/strongroom-${name}.zip`);
    expect(digestOf(await download(name))).toBe(digestOf(built));
  });

  it("unpacks to the built extension, file for file", async () => {
    const unpacked = unzipSync(await download(name));
    const folder = `dist/${name}`;
    expect(Object.keys(unpacked).toSorted()).toEqual(filesOf(folder).toSorted());
    for (const [path, bytes] of Object.entries(unpacked))
      expect([path, digestOf(bytes)]).toEqual([path, digestOf(await readFile(join(folder, path)))]);
  });
});
