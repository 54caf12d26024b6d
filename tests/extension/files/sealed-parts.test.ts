import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dropPart, dropParts, keepOnDisk, sweepSealedParts } from "../../../extension/files/sealed-parts.ts";
import { asSealed, type Sealed } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import { type Folder, MemoryDisk } from "../../support/memory-disk.ts";

/** Chunks of 3, 2 and 1 bytes. */
async function seal(use: (chunk: Sealed) => void): Promise<void> {
  for (const chunk of [[1, 2, 3], [4, 5], [6]]) use(asSealed(new Uint8Array(chunk)));
}
const sealed = new Uint8Array([1, 2, 3, 4, 5, 6]);
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe("sealed parts", () => {
  let disk: MemoryDisk;
  beforeEach(() => {
    disk = new MemoryDisk();
    vi.stubGlobal("navigator", disk.navigator);
  });
  afterEach(() => vi.unstubAllGlobals());

  const uploads = () => [
    ...((disk.root.entries.get("sealed-parts") as Folder | undefined)?.entries.keys() ?? []),
  ];
  const partsOf = async (upload: string) => {
    const folder = await disk.root.getDirectoryHandle("sealed-parts");
    return [...(await folder.getDirectoryHandle(upload)).entries.keys()];
  };

  it("wait on disk and are sent as they were sealed", async () => {
    const keep = await keepOnDisk("one");
    expect(await bytesOf(await keep(0, seal))).toEqual(sealed);
    expect(await partsOf("one")).toEqual(["0"]);
  });

  it("leave one by one as the portal has them", async () => {
    const keep = await keepOnDisk("one");
    await keep(0, seal);
    await keep(1, seal);
    await dropPart("one", 0);
    expect(await partsOf("one")).toEqual(["1"]);
  });

  it("leave all together once their thread has ended", async () => {
    await (await keepOnDisk("one"))(0, seal);
    disk.release("sealed-parts/one");
    await dropParts("one");
    expect(uploads()).toEqual([]);
  });

  it("of a browser that died are swept by the next upload; those of another tab stay", async () => {
    await (await keepOnDisk("died"))(0, seal);
    await (await keepOnDisk("other tab"))(0, seal);
    disk.release("sealed-parts/died");
    await keepOnDisk("one");
    expect(uploads()).toEqual(["other tab", "one"]);
  });

  it("of a browser that died are swept without another upload, too", async () => {
    await (await keepOnDisk("died"))(0, seal);
    await (await keepOnDisk("other tab"))(0, seal);
    disk.release("sealed-parts/died");
    await sweepSealedParts();
    expect(uploads()).toEqual(["other tab"]);
  });

  it("stay in memory, where the disk is full, as far as it took them no more", async () => {
    const keep = await keepOnDisk("one");
    disk.freeBytes = 4;
    expect(await bytesOf(await keep(0, seal))).toEqual(sealed);
  });

  it("fail as sealing does", async () => {
    const keep = await keepOnDisk("one");
    const changed = new AppError("FILE_CHANGED");
    await expect(keep(0, () => Promise.reject(changed))).rejects.toBe(changed);
  });

  it("give a chunk's memory back as soon as it is kept", async () => {
    const lengths: number[] = [];
    const sealAndLook = async (use: (chunk: Sealed) => void): Promise<void> => {
      const chunk = asSealed(new Uint8Array(3));
      use(chunk);
      lengths.push(chunk.length);
    };
    disk.freeBytes = 3;
    const keep = await keepOnDisk("one");
    for (const part of [0, 1]) await keep(part, sealAndLook);
    expect(lengths).toEqual([0, 0]);
  });

  it("stay in memory where there is no such disk", async () => {
    vi.stubGlobal("navigator", {});
    const keep = await keepOnDisk("one");
    expect(await bytesOf(await keep(0, seal))).toEqual(sealed);
    await dropPart("one", 0);
    await dropParts("one");
  });
});
