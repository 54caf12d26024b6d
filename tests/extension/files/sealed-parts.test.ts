import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dropPart, dropParts, keepOnDisk } from "../../../extension/files/sealed-parts.ts";
import { asSealed, concat } from "../../../shared/bytes.ts";
import { type Folder, MemoryDisk } from "../../support/memory-disk.ts";

const chunks = [asSealed(new Uint8Array([1, 2, 3])), asSealed(new Uint8Array([4, 5]))];
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
    expect(await bytesOf(await keep(0, chunks))).toEqual(concat(...chunks));
    expect(await partsOf("one")).toEqual(["0"]);
  });

  it("leave one by one as the portal has them", async () => {
    const keep = await keepOnDisk("one");
    await keep(0, chunks);
    await keep(1, chunks);
    await dropPart("one", 0);
    expect(await partsOf("one")).toEqual(["1"]);
  });

  it("leave all together once their thread has ended", async () => {
    await (await keepOnDisk("one"))(0, chunks);
    disk.release("sealed-parts/one");
    await dropParts("one");
    expect(uploads()).toEqual([]);
  });

  it("of a browser that died are swept by the next upload; those of another tab stay", async () => {
    await (await keepOnDisk("died"))(0, chunks);
    await (await keepOnDisk("other tab"))(0, chunks);
    disk.release("sealed-parts/died");
    await keepOnDisk("one");
    expect(uploads()).toEqual(["other tab", "one"]);
  });

  it("stay in memory on a full disk", async () => {
    const keep = await keepOnDisk("one");
    disk.freeBytes = 4;
    expect(await bytesOf(await keep(0, chunks))).toEqual(concat(...chunks));
  });

  it("stay in memory where there is no such disk", async () => {
    vi.stubGlobal("navigator", {});
    const keep = await keepOnDisk("one");
    expect(await bytesOf(await keep(0, chunks))).toEqual(concat(...chunks));
    await dropPart("one", 0);
    await dropParts("one");
  });
});
