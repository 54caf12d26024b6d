import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTemporary, sweepTemporary } from "../../../extension/files/temporary-files.ts";
import { type Folder, MemoryDisk } from "../../support/memory-disk.ts";

describe("a temporary file", () => {
  let disk: MemoryDisk;
  beforeEach(() => {
    disk = new MemoryDisk();
    vi.stubGlobal("navigator", disk.navigator);
  });
  afterEach(() => vi.unstubAllGlobals());

  const files = () => [...((disk.root.entries.get("downloads") as Folder | undefined)?.entries.keys() ?? [])];
  const locks = async () => (await disk.navigator.locks.query()).held.map(({ name }) => name);

  it("holds what was written once it is closed", async () => {
    const { handle, stream } = await createTemporary();
    await stream.write(new Uint8Array([1, 2]));
    expect((await handle.getFile()).size).toBe(0);
    await stream.close();
    expect((await handle.getFile()).size).toBe(2);
  });

  it("leaves nothing when it is removed, not even its lock", async () => {
    const { remove } = await createTemporary();
    expect([files(), await locks()]).toMatchObject([{ length: 1 }, { length: 1 }]);
    await remove();
    expect([files(), await locks()]).toEqual([[], []]);
  });

  it("of a page that was closed in the middle is swept; that of a living page stays", async () => {
    await createTemporary();
    const [closed = ""] = files();
    disk.release(`downloads/${closed}`);
    await createTemporary();
    const living = files().filter((file) => file !== closed);
    await sweepTemporary();
    expect(files()).toEqual(living);
  });

  it("that begins while the sweep is under way stays", async () => {
    const sweep = sweepTemporary();
    await createTemporary();
    await sweep;
    expect(files()).toHaveLength(1);
  });

  it("on a full disk is refused, and leaves nothing", async () => {
    disk.freeBytes = 0;
    await expect(createTemporary()).rejects.toThrow();
    expect([files(), await locks()]).toEqual([[], []]);
  });

  it("is not looked for where nothing was ever downloaded", async () => {
    await sweepTemporary();
    expect(files()).toEqual([]);
  });
});
