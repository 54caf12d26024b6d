import { createHash } from "node:crypto";
import { mkdtemp, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { setupToken } from "../../tools/setup-token.ts";

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "strongroom-"));

describe("setup token", () => {
  it("is 32 bytes, of which the Worker gets the hash", async () => {
    const { text, hash } = await setupToken(await folder());
    const bytes = Buffer.from(text, "base64url");
    expect(bytes).toHaveLength(32);
    expect(hash).toBe(createHash("sha256").update(bytes).digest("base64url"));
  });

  it("stays the same until it is forgotten, and differs everywhere else", async () => {
    const data = await folder();
    const first = await setupToken(data);
    expect((await setupToken(data)).text).toBe(first.text);
    expect((await setupToken(await folder())).text).not.toBe(first.text);
    await first.forget();
    expect(await readdir(data)).toEqual([]);
  });

  it("is readable by its owner only", async () => {
    const data = await folder();
    await setupToken(data);
    expect((await stat(join(data, "setup-token"))).mode & 0o777).toBe(0o600);
  });
});
